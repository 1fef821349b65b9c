/** Folders full of folders: what is in them, how old it is, and keeping them from growing. */
import { randomUUID } from 'node:crypto';
import { mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Signals are about people: nobody but the server's user reads them. */
const OWNER_ONLY = 0o700;

/** Marks a folder that is being filled or thrown away; one without the mark is whole. */
export const UNFINISHED = '.part-';

/** Names in a folder, few of them in memory at a time; none where there is no such folder. */
export async function* namesIn(folder: string): AsyncGenerator<string> {
  const entries = await opendir(folder).catch(ignoreMissing);
  if (entries === null) return;
  for await (const { name } of entries) yield name;
}

/** When something was added to or taken from a folder; the far future where it is gone already. */
export async function lastChange(folder: string): Promise<Date> {
  const entry = await stat(folder).catch(ignoreMissing);
  return entry?.mtime ?? new Date(8.64e15);
}

/** Makes a folder, and those above it; one that is there is no error. What is made is its owner's alone. */
export async function makeFolder(path: string): Promise<void> {
  // Not at once with `recursive`: where the disk is full, Node calls that ENOENT, as if something were missing.
  await mkdir(path, { mode: OWNER_ONLY }).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') await mkdir(path, { recursive: true, mode: OWNER_ONLY });
    else if (error.code !== 'EEXIST') throw error;
  });
}

/** The time by the clock of the machine whose disk it is: that by which files are dated. The folder is made if need be. */
export async function diskTime(folder: string): Promise<Date> {
  await makeFolder(folder);
  const path = join(folder, `.time-${randomUUID()}`);
  const handle = await open(path, 'wx', 0o600);
  try {
    return (await handle.stat()).mtime;
  } finally {
    await handle.close();
    await rm(path, { force: true });
  }
}

/** What a file or folder holds survives a power cut from now on. */
export async function sync(path: string): Promise<void> {
  const handle = await open(path);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The same for a folder and all of its files, before it gets its name. */
export async function syncWhole(folder: string): Promise<void> {
  for await (const name of namesIn(folder)) await sync(join(folder, name));
  await sync(folder);
}

/** Throws a folder away in one step, as others see it. */
export async function removeWhole(folder: string): Promise<void> {
  const leaving = `${folder}${UNFINISHED}${randomUUID()}`;
  await rename(folder, leaving).catch(ignoreMissing);
  await rm(leaving, { recursive: true, force: true });
}

/** The bytes of all files in the folders of a folder. */
export async function sizeOf(root: string): Promise<number> {
  let total = 0;
  for await (const name of namesIn(root)) total += await bytesIn(join(root, name));
  return total;
}

/**
 * Throws away the folders of a folder, those that changed longest ago first, until the rest has at most `maxBytes`.
 *
 * @param usedSince - what changed later stays, however much there is
 * @returns the bytes that are left
 */
export async function trimFolder(
  root: string,
  { maxBytes, usedSince }: { maxBytes: number; usedSince: Date },
): Promise<number> {
  const found: { path: string; changed: Date; sizeBytes: number }[] = [];
  for await (const name of namesIn(root)) {
    if (name.includes(UNFINISHED)) continue;
    const path = join(root, name);
    found.push({ path, changed: await lastChange(path), sizeBytes: await bytesIn(path) });
  }
  found.sort((a, b) => a.changed.getTime() - b.changed.getTime());
  let total = found.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  for (const { path, changed, sizeBytes } of found) {
    if (total <= maxBytes || changed >= usedSince) break;
    await removeWhole(path);
    total -= sizeBytes;
  }
  return total;
}

/** The bytes of a folder's files. */
export async function bytesIn(folder: string): Promise<number> {
  let total = 0;
  for await (const name of namesIn(folder)) {
    total += (await stat(join(folder, name)).catch(ignoreMissing))?.size ?? 0;
  }
  return total;
}

/** For `catch`: what is not there is `null`. */
export function ignoreMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}

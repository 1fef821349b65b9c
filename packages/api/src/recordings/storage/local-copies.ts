/**
 * Copies of recordings that lie in an object store, in `copies/<id>/` of the data folder: made when they are asked
 * for, thrown away when they were not for longest. All of them may be deleted at any time.
 */
import { randomUUID } from 'node:crypto';
import { rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import {
  bytesIn,
  diskTime,
  ignoreMissing,
  lastChange,
  makeFolder,
  namesIn,
  removeWhole,
  sizeOf,
  sync,
  syncWhole,
  trimFolder,
  UNFINISHED,
} from './folders.ts';
import { isRecordingId, requireRecordingId } from './recording-id.ts';

/** What was asked for is being read: it stays for so long, however much there is. */
const IN_USE_MS = 15 * 60_000;
/** Room is made for more than one, so that the folders are not looked through each time. */
const LEFT_AFTER_TRIMMING = 0.9;

export interface LocalCopies {
  /**
   * @param fill - writes the files into an empty folder, once for all who ask meanwhile
   * @returns the folder of a recording
   */
  get(id: string, fill: (folder: string) => Promise<void>): Promise<string>;
  /** As `get`, for who needs it this once: a copy that was not there before, and that nobody else asked for, goes after. */
  visit<T>(
    id: string,
    fill: (folder: string) => Promise<void>,
    look: (folder: string) => Promise<T>,
  ): Promise<T>;
  /** Makes a folder that is there already the copy. */
  put(id: string, folder: string): Promise<void>;
  forget(id: string): Promise<void>;
  ids(): AsyncIterable<string>;
  /** Throws away downloads that a crash broke off so long ago. */
  discardUnfinishedAfter(milliseconds: number): Promise<void>;
}

/** @param maxBytes - most that all copies have together, but for those in use */
export function createLocalCopies(dataDir: string, maxBytes: number): LocalCopies {
  const root = join(dataDir, 'copies');
  const making = new Map<string, Promise<string>>();
  /** What lies there; `null` before anybody has looked. */
  let total: number | null = null;
  let trimming: Promise<void> = Promise.resolve();

  const folderOf = (id: string) => join(root, requireRecordingId(id));

  /** Marks a copy as used; false where there is none. */
  async function touch(folder: string): Promise<boolean> {
    const now = new Date();
    return (await utimes(folder, now, now).then(() => true, ignoreMissing)) ?? false;
  }

  async function place(folder: string, id: string): Promise<void> {
    const added = await bytesIn(folder);
    // A copy that has its name is taken for whole, also after a power cut.
    await syncWhole(folder);
    await rename(folder, folderOf(id)).catch(async (error: NodeJS.ErrnoException) => {
      // Another process on this data folder was faster, with the same.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
      await rm(folder, { recursive: true, force: true });
    });
    await sync(root);
    await touch(folderOf(id));
    // One after the other: two who trim at once would throw away twice as much.
    const trimmed = trimming.then(() => trim(added));
    trimming = trimmed.catch(() => {});
    await trimmed;
  }

  async function trim(added: number): Promise<void> {
    total = total === null ? await sizeOf(root) : total + added;
    if (total <= maxBytes) return;
    const usedSince = new Date(Date.now() - IN_USE_MS);
    total = await trimFolder(root, { maxBytes: maxBytes * LEFT_AFTER_TRIMMING, usedSince });
  }

  async function make(id: string, fill: (folder: string) => Promise<void>): Promise<string> {
    const folder = folderOf(id);
    if (await touch(folder)) return folder;
    const unfinished = `${folder}${UNFINISHED}${randomUUID()}`;
    try {
      await makeFolder(unfinished);
      await fill(unfinished);
      await place(unfinished, id);
    } finally {
      await rm(unfinished, { recursive: true, force: true });
    }
    return folder;
  }

  async function get(id: string, fill: (folder: string) => Promise<void>): Promise<string> {
    const known = making.get(id);
    if (known !== undefined) return known;
    const made = make(id, fill).finally(() => making.delete(id));
    making.set(id, made);
    return made;
  }

  async function forget(id: string): Promise<void> {
    // A download under way would bring it back.
    await making.get(id)?.catch(() => {});
    await removeWhole(folderOf(id));
  }

  return {
    get,
    async visit(id, fill, look) {
      const wasThere = (await stat(folderOf(id)).catch(ignoreMissing)) !== null;
      const folder = await get(id, fill);
      const since = await lastChange(folder);
      try {
        return await look(folder);
      } finally {
        // Whoever asked for it meanwhile, a server on this data folder, has touched it.
        const isUntouched = (await lastChange(folder)).getTime() === since.getTime();
        if (!wasThere && isUntouched) await forget(id);
      }
    },
    async put(id, folder) {
      await makeFolder(root);
      await place(folder, id);
    },
    forget,
    async *ids() {
      for await (const name of namesIn(root)) if (isRecordingId(name)) yield name;
    },
    async discardUnfinishedAfter(milliseconds) {
      const time = new Date((await diskTime(dataDir)).getTime() - milliseconds);
      for await (const name of namesIn(root)) {
        const path = join(root, name);
        if (name.includes(UNFINISHED) && (await lastChange(path)) < time)
          await rm(path, { recursive: true, force: true });
      }
    },
  };
}

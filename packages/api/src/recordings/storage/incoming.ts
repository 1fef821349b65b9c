/** Uploads under way: each in a folder of its own in `incoming/`, on the disk of this machine whatever the store is. */
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { diskTime, lastChange, makeFolder, namesIn } from './folders.ts';

const arrivingIn = (dataDir: string) => join(dataDir, 'incoming');

/** @returns an empty folder */
export async function makeIncoming(dataDir: string): Promise<string> {
  const folder = join(arrivingIn(dataDir), randomUUID());
  await makeFolder(folder);
  return folder;
}

/** A write that was broken off may still be making its file. */
export function discardIncoming(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Throws away those that got no byte for so long. */
export async function discardIncomingAfter(dataDir: string, milliseconds: number): Promise<void> {
  const time = new Date((await diskTime(dataDir)).getTime() - milliseconds);
  for await (const name of namesIn(arrivingIn(dataDir))) {
    const folder = join(arrivingIn(dataDir), name);
    if ((await lastWrite(folder)) < time) await rm(folder, { recursive: true, force: true });
  }
}

/** When something was last done in a folder or to one of its files: an upload over a slow line takes its time. */
async function lastWrite(folder: string): Promise<Date> {
  let latest = await lastChange(folder);
  for await (const name of namesIn(folder)) {
    const written = await lastChange(join(folder, name));
    if (written > latest) latest = written;
  }
  return latest;
}

/**
 * Recordings in the data folder: `recordings/<id>/` holds the files as they came, `incoming/<uuid>/` what is not
 * accepted yet. An upload becomes a recording by one rename, so that it is there as a whole or not at all.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, open, opendir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordingStore } from './recording-store.ts';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Signals are about people: nobody but the server's user reads them. */
const OWNER_ONLY = 0o700;

/** @param dataDir - what the server writes to; the folders beneath it are made when they are needed */
export function createFolderStore(dataDir: string): RecordingStore {
  const kept = join(dataDir, 'recordings');
  const arriving = join(dataDir, 'incoming');

  function folderOf(id: string): string {
    // Whatever calls this: no name can lead out of the folder, or to the folder itself.
    if (!UUID.test(id)) throw new Error('the id of a recording is a UUID in small letters');
    return join(kept, id);
  }

  return {
    async receive() {
      const folder = join(arriving, randomUUID());
      await mkdir(folder, { recursive: true, mode: OWNER_ONLY });
      return {
        folder,
        async keep(id) {
          await mkdir(kept, { recursive: true, mode: OWNER_ONLY });
          for (const name of await readdir(folder)) await sync(join(folder, name));
          // From now on it counts as young for the sweep, however long the upload took.
          const now = new Date();
          await utimes(folder, now, now);
          await sync(folder);
          await rename(folder, folderOf(id));
          await sync(kept);
          await sync(dataDir);
        },
        // A write that was broken off may still be making its file.
        discard: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
      };
    },
    folder: async (id) => folderOf(id),
    remove: (id) => rm(folderOf(id), { recursive: true, force: true }),
    async *keptBefore(time) {
      for await (const name of namesIn(kept)) {
        if (UUID.test(name) && (await lastChange(join(kept, name))) < time) yield name;
      }
    },
    async discardIncomingBefore(time) {
      for await (const name of namesIn(arriving)) {
        const folder = join(arriving, name);
        if ((await lastWrite(folder)) < time) await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

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

/** The same, or when one of its files was last written to: an upload over a slow line takes its time. */
async function lastWrite(folder: string): Promise<Date> {
  let latest = await lastChange(folder);
  for await (const name of namesIn(folder)) {
    const written = await lastChange(join(folder, name));
    if (written > latest) latest = written;
  }
  return latest;
}

async function sync(path: string): Promise<void> {
  const handle = await open(path);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}

/**
 * Recordings in the data folder: `recordings/<id>/` holds the files as they came, `incoming/<uuid>/` what is not
 * accepted yet. An upload becomes a recording by one rename, so that it is there as a whole or not at all.
 */
import { open, readdir, rename, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { diskTime, lastChange, makeFolder, namesIn } from './folders.ts';
import { discardIncoming, discardIncomingBefore, makeIncoming } from './incoming.ts';
import { isRecordingId, requireRecordingId } from './recording-id.ts';
import type { RecordingStore } from './recording-store.ts';

/** @param dataDir - what the server writes to; the folders beneath it are made when they are needed */
export function createFolderStore(dataDir: string): RecordingStore {
  const kept = join(dataDir, 'recordings');
  const folderOf = (id: string) => join(kept, requireRecordingId(id));

  return {
    async receive() {
      const folder = await makeIncoming(dataDir);
      return {
        folder,
        async keep(id) {
          await makeFolder(kept);
          for (const name of await readdir(folder)) await sync(join(folder, name));
          // From now on it counts as young for the sweep, however long the upload took.
          const now = await diskTime(folder);
          await utimes(folder, now, now);
          await sync(folder);
          await rename(folder, folderOf(id));
          await sync(kept);
          await sync(dataDir);
        },
        discard: () => discardIncoming(folder),
      };
    },
    folder: async (id) => folderOf(id),
    remove: async (id) => rm(folderOf(id), { recursive: true, force: true }),
    now: () => diskTime(dataDir),
    async *keptBefore(time) {
      for await (const name of namesIn(kept)) {
        if (isRecordingId(name) && (await lastChange(join(kept, name))) < time) yield name;
      }
    },
    discardIncomingBefore: (time) => discardIncomingBefore(dataDir, time),
    async *copies() {},
    forgetCopy: async () => {},
  };
}

async function sync(path: string): Promise<void> {
  const handle = await open(path);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

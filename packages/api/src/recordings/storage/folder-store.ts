/**
 * Recordings in the data folder: `recordings/<id>/` holds the files as they came, `incoming/<uuid>/` what is not
 * accepted yet. An upload becomes a recording by one rename, so that it is there as a whole or not at all.
 */
import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { diskTime, ignoreMissing, lastChange, makeFolder, namesIn, sync, syncWhole } from './folders.ts';
import { discardIncoming, discardIncomingAfter, makeIncoming } from './incoming.ts';
import { isRecordingId, requireRecordingId } from './recording-id.ts';
import type { RecordingStore } from './recording-store.ts';

/** @param dataDir - what the server writes to; the folders beneath it are made when they are needed */
export function createFolderStore(dataDir: string): RecordingStore {
  const kept = join(dataDir, 'recordings');
  const identityFile = join(kept, 'store-id');
  const folderOf = (id: string) => join(kept, requireRecordingId(id));

  return {
    async receive() {
      const folder = await makeIncoming(dataDir);
      return {
        folder,
        async keep(id) {
          await makeFolder(kept);
          // From now on it counts as young for the sweep, however long the upload took.
          const now = await diskTime(folder);
          await utimes(folder, now, now);
          await syncWhole(folder);
          await rename(folder, folderOf(id));
          await sync(kept);
          await sync(dataDir);
        },
        discard: () => discardIncoming(folder),
      };
    },
    folder: async (id) => folderOf(id),
    visit: async (id, look) => look(folderOf(id)),
    remove: async (id) => rm(folderOf(id), { recursive: true, force: true }),
    now: () => diskTime(dataDir),
    async *keptBefore(time) {
      for await (const name of namesIn(kept)) {
        if (isRecordingId(name) && (await lastChange(join(kept, name))) < time) yield name;
      }
    },
    discardIncomingAfter: (milliseconds) => discardIncomingAfter(dataDir, milliseconds),
    identity: () => readFile(identityFile, 'utf8').catch(ignoreMissing),
    async identify(id) {
      await makeFolder(kept);
      const unfinished = `${identityFile}.part-${randomUUID()}`;
      await writeFile(unfinished, id, { mode: 0o600, flush: true });
      await rename(unfinished, identityFile);
      await sync(kept);
    },
    async *copies() {},
    forgetCopy: async () => {},
  };
}

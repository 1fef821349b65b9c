/**
 * Recordings in an S3-compatible store, for processes that share no folder. `recordings/<id>/` holds the files by
 * number, since names are often those of people and stores write keys into their logs, and last of all a manifest with
 * names and checksums: a recording is there as a whole once it has one. What is read lies in copies on this machine.
 */
import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Problem } from '../../http/problem.ts';
import { requirePlainName } from '../upload/file-name.ts';
import { makeFolder } from './folders.ts';
import { discardIncoming, discardIncomingAfter, makeIncoming } from './incoming.ts';
import { createLocalCopies } from './local-copies.ts';
import { isRecordingId, requireRecordingId } from './recording-id.ts';
import type { RecordingStore } from './recording-store.ts';
import type { Objects } from './s3-objects.ts';

export interface S3StoreOptions {
  readonly objects: Objects;
  /** Before each key: empty, or a folder with `/` at its end. */
  readonly prefix: string;
  /** For uploads under way and copies. */
  readonly dataDir: string;
  /** Most that the copies have together. */
  readonly cacheBytes: number;
}

const Manifest = z.object({
  version: z.literal(1),
  files: z.array(z.object({ name: z.string(), sizeBytes: z.int(), sha256: z.string() })),
});

const MANIFEST = 'manifest.json';

/** @throws Problem UNREADABLE for what is no manifest of ours */
function filesIn(manifest: string): z.infer<typeof Manifest>['files'] {
  try {
    const { files } = Manifest.parse(JSON.parse(manifest));
    for (const { name } of files) requirePlainName(name);
    return files;
  } catch {
    throw unreadable('The list of the files of this recording is damaged in the store.');
  }
}

export function createS3Store({ objects, prefix, dataDir, cacheBytes }: S3StoreOptions): RecordingStore {
  const kept = `${prefix}recordings/`;
  const identityKey = `${kept}store-id`;
  const copies = createLocalCopies(dataDir, cacheBytes);
  const keyOf = (id: string, name: string | number) => `${kept}${requireRecordingId(id)}/${name}`;

  async function download(id: string, folder: string): Promise<void> {
    const text = await objects.getText(keyOf(id, MANIFEST));
    if (text === null) throw unreadable('The files of this recording are not in the store any more.');
    for (const [number, { name, sha256 }] of filesIn(text).entries()) {
      const found = await objects.getFile(keyOf(id, number), join(folder, name));
      if (found === null) throw unreadable('A file of this recording is not in the store any more.');
      if (found !== sha256) throw unreadable('A file of this recording is damaged in the store.');
    }
  }

  async function keep(id: string, folder: string): Promise<void> {
    const files: z.infer<typeof Manifest>['files'] = [];
    for (const [number, name] of (await readdir(folder)).sort().entries()) {
      files.push({ name, ...(await objects.putFile(keyOf(id, number), join(folder, name))) });
    }
    const manifest: z.infer<typeof Manifest> = { version: 1, files };
    await objects.putText(keyOf(id, MANIFEST), JSON.stringify(manifest, null, 2));
    // Who has sent it wants to look at it.
    await copies.put(id, folder);
  }

  const now = () => objects.now(`${kept}time-${randomUUID()}`);

  return {
    async receive() {
      await makeFolder(dataDir);
      const folder = await makeIncoming(dataDir);
      return { folder, keep: (id) => keep(id, folder), discard: () => discardIncoming(folder) };
    },
    folder: async (id) => {
      requireRecordingId(id);
      return copies.get(id, (folder) => download(id, folder));
    },
    visit: async (id, look) => copies.visit(requireRecordingId(id), (folder) => download(id, folder), look),
    async remove(id) {
      const folder = keyOf(id, '');
      await copies.forget(id);
      // Without its manifest it is gone, whatever happens to the rest.
      await objects.remove(keyOf(id, MANIFEST));
      for await (const { key } of objects.list(folder)) await objects.remove(key);
    },
    now,
    async *keptBefore(time) {
      // Keys come in their order, so those of a recording come one after the other.
      let current: { id: string; changed: Date } | null = null;
      for await (const { key, changed } of objects.list(kept)) {
        const id = key.slice(kept.length).split('/', 1)[0] ?? '';
        if (!isRecordingId(id)) continue;
        if (current !== null && current.id !== id && current.changed < time) yield current.id;
        const before: Date = current?.id === id ? current.changed : changed;
        current = { id, changed: changed > before ? changed : before };
      }
      if (current !== null && current.changed < time) yield current.id;
    },
    async discardIncomingAfter(milliseconds) {
      await discardIncomingAfter(dataDir, milliseconds);
      await copies.discardUnfinishedAfter(milliseconds);
      await objects.abortUploadsBefore(kept, new Date((await now()).getTime() - milliseconds));
    },
    identity: () => objects.getText(identityKey),
    identify: (id) => objects.putText(identityKey, id),
    copies: copies.ids,
    forgetCopy: copies.forget,
  };
}

function unreadable(detail: string): Problem {
  return new Problem(422, 'UNREADABLE', detail);
}

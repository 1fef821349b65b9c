/** What every store of recordings does, whatever it is made of. */
import { randomUUID } from 'node:crypto';
import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RecordingStore } from '../recording-store.ts';

export interface StoreUnderTest {
  readonly store: RecordingStore;
  /** Of the machine that the store is used on. */
  readonly dataDir: string;
  /** Makes a recording look as if it had been kept in 1970. */
  age(id: string): Promise<void>;
  close(): Promise<void>;
}

const HOUR_AGO = new Date(Date.now() - 3_600_000);
const LONG_AGO = new Date(0);

export async function idsOf(ids: AsyncIterable<string>): Promise<string[]> {
  const found: string[] = [];
  for await (const id of ids) found.push(id);
  return found.sort();
}

/** Keeps a recording with these files. */
export async function keepFiles(
  store: RecordingStore,
  files: Record<string, string | Uint8Array>,
): Promise<string> {
  const incoming = await store.receive();
  for (const [name, content] of Object.entries(files)) await writeFile(join(incoming.folder, name), content);
  const id = randomUUID();
  await incoming.keep(id);
  await incoming.discard();
  return id;
}

export function describeStore(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(name, () => {
    let under: StoreUnderTest;
    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.close());
    const arriving = () => readdir(join(under.dataDir, 'incoming')).catch(() => []);

    test('what is kept is there under its id, and discarding it after that does nothing', async () => {
      const { store } = under;
      const files = { 'r.dat': 'abc', 'r.hea': 'r 1 500 3', 'übung 1.atr': '' };
      const folder = await store.folder(await keepFiles(store, files));
      expect((await readdir(folder)).sort()).toEqual(Object.keys(files).sort());
      for (const [name, content] of Object.entries(files)) {
        expect(await readFile(join(folder, name), 'utf8')).toBe(content);
      }
      expect(await arriving()).toEqual([]);
    });

    test('what is removed is gone, and removing it again is no error', async () => {
      const { store } = under;
      const [id, other] = [await keepFiles(store, { a: '1' }), await keepFiles(store, { a: '2' })];
      await store.remove(id);
      await store.remove(id);
      expect(await idsOf(store.keptBefore(new Date(8.64e15)))).toEqual([other]);
      await expect(store.folder(id).then((folder) => readFile(join(folder, 'a')))).rejects.toThrow();
      expect(await readFile(join(await store.folder(other), 'a'), 'utf8')).toBe('2');
    });

    test.each(['', '.', '..', '../incoming', `${randomUUID()}/..`, randomUUID().toUpperCase()])(
      '%j is no id',
      async (id) => {
        await expect(under.store.folder(id)).rejects.toThrow('UUID');
        await expect(under.store.remove(id)).rejects.toThrow('UUID');
      },
    );

    test('an upload that took two hours does not count as old when it is kept', async () => {
      const { store } = under;
      const incoming = await store.receive();
      await writeFile(join(incoming.folder, 'r.dat'), 'abc');
      await utimes(incoming.folder, LONG_AGO, LONG_AGO);
      await incoming.keep(randomUUID());
      expect(await idsOf(store.keptBefore(HOUR_AGO))).toEqual([]);
    });

    test('only what is older than asked for is listed', async () => {
      const { store } = under;
      const [old] = [await keepFiles(store, { a: '1', b: '2' }), await keepFiles(store, { a: '1' })];
      await under.age(old);
      expect(await idsOf(store.keptBefore(HOUR_AGO))).toEqual([old]);
      expect(await idsOf(store.keptBefore(new Date(8.64e15)))).toHaveLength(2);
    });

    test('an upload is thrown away when none of its files has grown for long', async () => {
      const { store } = under;
      const [stale, growing] = [await store.receive(), await store.receive()];
      for (const { folder } of [stale, growing]) {
        await writeFile(join(folder, 'r.dat'), 'abc');
        await utimes(folder, LONG_AGO, LONG_AGO);
      }
      await utimes(join(stale.folder, 'r.dat'), LONG_AGO, LONG_AGO);
      await store.discardIncomingAfter(3_600_000);
      expect(await arriving()).toEqual([basename(growing.folder)]);
    });

    test('a store that holds nothing yet has nothing to sweep', async () => {
      const { store } = under;
      await store.discardIncomingAfter(0);
      expect(await idsOf(store.keptBefore(new Date()))).toEqual([]);
      expect(await idsOf(store.copies())).toEqual([]);
    });

    test('a store has the id that it was given last, and that is no recording', async () => {
      const { store } = under;
      expect(await store.identity()).toBeNull();
      const [first, last] = [randomUUID(), randomUUID()];
      await store.identify(first);
      await store.identify(last);
      expect(await store.identity()).toBe(last);
      expect(await idsOf(store.keptBefore(new Date(8.64e15)))).toEqual([]);
    });

    test('who visits a recording reads it, and leaves the store as it was', async () => {
      const { store } = under;
      const [copied, other] = [await keepFiles(store, { a: '1' }), await keepFiles(store, { a: '2' })];
      await store.forgetCopy(other);
      const copies = await idsOf(store.copies());
      const read = (folder: string) => readFile(join(folder, 'a'), 'utf8');
      expect([await store.visit(copied, read), await store.visit(other, read)]).toEqual(['1', '2']);
      await expect(store.visit(other, () => Promise.reject(new Error('enough')))).rejects.toThrow('enough');
      expect(await idsOf(store.copies())).toEqual(copies);
      await expect(store.visit('..', read)).rejects.toThrow('UUID');
    });

    test('a recording of many bytes comes back as it was', async () => {
      const { store } = under;
      const bytes = new Uint8Array(20_000_000).map((_, index) => (index * 2_654_435_761) >>> 24);
      const id = await keepFiles(store, { 'night.edf': bytes });
      await store.forgetCopy(id);
      const found = await readFile(join(await store.folder(id), 'night.edf'));
      expect(Buffer.compare(found, bytes)).toBe(0);
    });
  });
}

import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFolderStore } from './folder-store.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sinode-store-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function idsOf(ids: AsyncIterable<string>): Promise<string[]> {
  const found: string[] = [];
  for await (const id of ids) found.push(id);
  return found;
}

const HOUR_AGO = new Date(Date.now() - 3_600_000);
const LONG_AGO = new Date(0);

test('what is kept is there under its id, and discarding it after that does nothing', async () => {
  const store = createFolderStore(folder);
  const incoming = await store.receive();
  await writeFile(join(incoming.folder, 'r.dat'), 'abc');
  const id = randomUUID();
  await incoming.keep(id);
  await incoming.discard();

  expect(await readFile(join(await store.folder(id), 'r.dat'), 'utf8')).toBe('abc');
  expect(await readdir(join(folder, 'incoming'))).toEqual([]);
});

test('what is removed is gone, and removing it again is no error', async () => {
  const store = createFolderStore(folder);
  const incoming = await store.receive();
  const id = randomUUID();
  await incoming.keep(id);
  await store.remove(id);
  await store.remove(id);
  expect(await readdir(join(folder, 'recordings'))).toEqual([]);
});

test.each(['', '.', '..', '../incoming', `${randomUUID()}/..`, randomUUID().toUpperCase()])(
  '%j is no id',
  async (id) => {
    const store = createFolderStore(folder);
    await expect(store.folder(id)).rejects.toThrow('UUID');
    expect(() => store.remove(id)).toThrow('UUID');
  },
);

test('an upload that took two hours does not count as old when it is kept', async () => {
  const store = createFolderStore(folder);
  const incoming = await store.receive();
  await utimes(incoming.folder, LONG_AGO, LONG_AGO);
  await incoming.keep(randomUUID());
  expect(await idsOf(store.keptBefore(HOUR_AGO))).toEqual([]);
});

test('only what is older than asked for is listed', async () => {
  const store = createFolderStore(folder);
  const [old, young] = [randomUUID(), randomUUID()];
  for (const id of [old, young]) await (await store.receive()).keep(id);
  await utimes(join(folder, 'recordings', old), LONG_AGO, LONG_AGO);
  await mkdir(join(folder, 'recordings', 'lost+found'));
  expect(await idsOf(store.keptBefore(HOUR_AGO))).toEqual([old]);
});

test('an upload is thrown away when none of its files has grown for long', async () => {
  const store = createFolderStore(folder);
  const [stale, growing] = [await store.receive(), await store.receive()];
  for (const { folder } of [stale, growing]) {
    await writeFile(join(folder, 'r.dat'), 'abc');
    await utimes(folder, LONG_AGO, LONG_AGO);
  }
  await utimes(join(stale.folder, 'r.dat'), LONG_AGO, LONG_AGO);
  await store.discardIncomingBefore(HOUR_AGO);
  expect(await readdir(join(folder, 'incoming'))).toEqual([growing.folder.split('/').at(-1)]);
});

test('a store that holds nothing yet has nothing to sweep', async () => {
  const store = createFolderStore(folder);
  await store.discardIncomingBefore(new Date());
  expect(await idsOf(store.keptBefore(new Date()))).toEqual([]);
});

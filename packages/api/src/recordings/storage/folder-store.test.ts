import { mkdir, mkdtemp, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createFolderStore } from './folder-store.ts';
import { describeStore, idsOf, keepFiles, type StoreUnderTest } from './testing/store-contract.ts';

async function open(): Promise<StoreUnderTest> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sinode-store-'));
  return {
    store: createFolderStore(dataDir),
    dataDir,
    age: (id) => utimes(join(dataDir, 'recordings', id), new Date(0), new Date(0)),
    close: () => rm(dataDir, { recursive: true }),
  };
}

describeStore('a folder', open);

test('what else lies in the folder is not taken for a recording', async () => {
  const { store, dataDir, close } = await open();
  const id = await keepFiles(store, { a: '1' });
  await mkdir(join(dataDir, 'recordings', 'lost+found'));
  expect(await idsOf(store.keptBefore(new Date(8.64e15)))).toEqual([id]);
  await close();
});

import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listDataSet, readReference } from '@sinode/core/node';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { referencesIn } from './annotations.ts';
import { fillLibrary, isSynthetic } from './fill-library.ts';
import { walkLibrary } from './walk-library.ts';

let folder: string;
let library: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sinode-library-'));
  library = join(folder, 'library');
});
afterEach(() => rm(folder, { recursive: true }));

async function put(path: string, text = 'x'): Promise<void> {
  const full = join(library, path);
  await mkdir(join(full, '..'), { recursive: true });
  await writeFile(full, text);
}

/** As the engine does it, but here. */
const inThread = {
  reference: ({ file }: { file: string }) => readReference({ record: '', file: '', reference: file }),
};

const never = new AbortController().signal;

test('an empty library is filled once, with recordings that say that they are synthetic', async () => {
  expect(await fillLibrary(library)).toBe(8);
  expect((await readdir(library)).sort()).toEqual(['SYNTHETIC.md', 'data', 'ref', 'wfdb']);
  expect(await isSynthetic(library)).toBe(true);
  expect(await listDataSet(library)).toHaveLength(8);
  expect(await fillLibrary(library)).toBe(0);
  expect(await referencesIn(library, inThread)).toEqual({ protocols: ['cpsc2019', 'ec57'], annotators: [] });
  expect(await referencesIn(join(library, 'wfdb'), inThread)).toEqual({
    protocols: ['ec57'],
    annotators: ['atr'],
  });
});

test('a library with anything in it is left alone', async () => {
  await put('mine.csv');
  expect(await fillLibrary(library)).toBe(0);
  expect(await readdir(library)).toEqual(['mine.csv']);
});

test('processes that start at once fill it once', async () => {
  const made = await Promise.all([1, 2, 3].map(() => fillLibrary(library)));
  expect(Math.max(...made)).toBe(8);
  expect((await readdir(library)).sort()).toEqual(['SYNTHETIC.md', 'data', 'ref', 'wfdb']);
  expect(await listDataSet(library)).toHaveLength(8);
});

test('recordings are found by their data sets; references, signal files and hidden files are none', async () => {
  await put('data/data_00001.mat');
  await put('ref/R_00001.mat');
  await put('loose.edf');
  await put('mitdb/100.hea', '100 1 360 10\n100.dat 16 200 11 0 0 0 0 MLII\n');
  await put('mitdb/100.dat');
  await put('mitdb/100.atr');
  await put('ludb/data/1.hea', '1 1 500 10\n1.dat 16 200 11 0 0 0 0 ii\n');
  await put('cpsc/data/data_7.mat');
  await put('cpsc/ref/R_7.mat');
  await put('.hidden/a.csv');
  await put('.hidden.csv');
  await put('a/b/c/d/deep.csv');
  await put('a/b/c/d/e/too-deep.csv');
  const { candidates } = await walkLibrary(library, never);
  expect(candidates.map(({ path, dataSet }) => [path, dataSet])).toEqual([
    ['ludb/data/1.hea', 'ludb/data'],
    ['mitdb/100.hea', 'mitdb'],
    ['a/b/c/d/deep.csv', 'a/b/c/d'],
    ['cpsc/data/data_7.mat', 'cpsc'],
    ['data/data_00001.mat', '.'],
    ['loose.edf', '.'],
  ]);
});

test('segments of a record are no recordings of their own', async () => {
  await put('multi.hea', 'multi/2 1 250 20\npart_1 10\npart_2 10\n');
  await put('part_1.hea', 'part_1 1 250 10\npart_1.dat 16 200 11 0 0 0 0 II\n');
  await put('part_2.hea', 'part_2 1 250 10\npart_2.dat 16 200 11 0 0 0 0 II\n');
  const { candidates } = await walkLibrary(library, never);
  expect(candidates.map(({ path }) => path)).toEqual(['multi.hea']);
});

test('links inside the library are followed, others and links to folders are not', async () => {
  await put('real/a.csv');
  await writeFile(join(folder, 'secret.csv'), 'secret');
  await symlink('real/a.csv', join(library, 'inside.csv'));
  await symlink(join(folder, 'secret.csv'), join(library, 'outside.csv'));
  await symlink('nowhere.csv', join(library, 'broken.csv'));
  await symlink(folder, join(library, 'way-out'));
  await symlink('.', join(library, 'round'));
  const { candidates } = await walkLibrary(library, never);
  expect(candidates.map(({ path }) => path)).toEqual(['inside.csv', 'real/a.csv']);
});

test('a library that is not there is an error and not an empty one', async () => {
  await expect(walkLibrary(library, never)).rejects.toThrow('ENOENT');
});

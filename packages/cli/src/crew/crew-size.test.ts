import { mkdtemp, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { crewSize } from './crew-size.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sinode-crew-'));
  await writeFile(join(folder, 'small.mat'), new Uint8Array(1000));
  await writeFile(join(folder, '100.hea'), '');
  await writeFile(join(folder, '100.dat'), new Uint8Array(5_000_000));
});
const files = (...names: string[]) => names.map((name) => join(folder, name));

test('one file is for one detector, however large', async () => {
  expect(await crewSize(files('100'), 8)).toBe(1);
});

test('small files are for one detector', async () => {
  expect(await crewSize(files('small.mat', 'small.mat', 'missing.mat'), 8)).toBe(1);
});

test('much work is shared by as many as were asked for, or as there are cores, but not more than files', async () => {
  expect(await crewSize(files('100', 'small.mat', '100.hea'), 2)).toBe(2);
  expect(await crewSize(files('100.hea', 'small.mat'), 8)).toBe(2);
  expect(await crewSize(files(...new Array(999).fill('100.hea')), undefined)).toBe(availableParallelism());
});

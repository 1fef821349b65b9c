import { mkdtemp, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { diskTime, makeFolder, namesIn } from './folders.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sinode-folders-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('a folder is made with those above it and is its owner’s alone; one that is there stays', async () => {
  const path = join(folder, 'a/b/c');
  await makeFolder(path);
  await makeFolder(path);
  for (const name of ['a', 'a/b', 'a/b/c']) {
    expect((await stat(join(folder, name))).mode & 0o777).toBe(0o700);
  }
});

test('a folder below a file is refused by the system’s own code, which tells what is wrong', async () => {
  await writeFile(join(folder, 'file'), '');
  await expect(makeFolder(join(folder, 'file/x'))).rejects.toMatchObject({ code: 'ENOTDIR' });
});

test('the disk tells its own time, whatever the server believes, and nothing of it stays', async () => {
  const path = join(folder, 'time');
  await makeFolder(path);
  await utimes(path, 0, 0);
  vi.useFakeTimers({ toFake: ['Date'], now: 0 });
  const told = await diskTime(path).finally(() => vi.useRealTimers());
  expect(Math.abs(told.getTime() - Date.now())).toBeLessThan(10_000);
  for await (const name of namesIn(path)) expect(name).toBe('nothing');
});

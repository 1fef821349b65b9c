import { fork } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { StartError } from '../database/embedded/start-error.ts';
import { openDataFolder } from './data-folder.ts';

let parent: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'sinode-folder-'));
});
afterAll(() => rm(parent, { recursive: true }));

test('the secret is made once, long, and readable by its owner only', async () => {
  const dir = join(parent, 'secret');
  const secret = await (await openDataFolder(dir)).secret();
  expect(secret.length).toBeGreaterThanOrEqual(48);
  expect(await (await openDataFolder(dir)).secret()).toBe(secret);
  expect((await stat(join(dir, 'secret'))).mode & 0o777).toBe(0o600);
  expect(await (await openDataFolder(join(parent, 'other'))).secret()).not.toBe(secret);
});

test('one process at a time has the folder', async () => {
  const dir = join(parent, 'locked');
  const folder = await openDataFolder(dir);
  await folder.lock();
  const second = await openDataFolder(dir);
  await expect(second.lock()).rejects.toThrow(StartError);
  await expect(second.lock()).rejects.toThrow(`in use by process ${process.pid}`);
  await folder.unlock();
  await second.lock();
  await second.unlock();
});

test('the lock of a process that was killed is taken over, also when its number was given to another', async () => {
  const dir = join(parent, 'stale');
  const folder = await openDataFolder(dir);
  const child = fork('-e', { execArgv: ['-e', ''], stdio: 'ignore' });
  const pid = child.pid ?? 0;
  await new Promise((resolve) => child.once('exit', resolve));
  await writeFile(join(dir, 'lock'), `${pid} 1`);
  await folder.lock();
  expect(await readFile(join(dir, 'lock'), 'utf8')).toMatch(new RegExp(`^${process.pid} `));
  await folder.unlock();

  await writeFile(join(dir, 'lock'), `${process.pid} 1`);
  await folder.lock();
  await folder.unlock();
});

test('a folder that cannot be made is told of', async () => {
  await writeFile(join(parent, 'file'), '');
  await expect(openDataFolder(join(parent, 'file', 'var'))).rejects.toThrow(/SINODE_DATA_DIR/);
});

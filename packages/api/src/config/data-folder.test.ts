import { fork, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
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

test('of many who ask first, all get the same secret', async () => {
  const dir = join(parent, 'together');
  await openDataFolder(dir);
  const ask = async () => (await openDataFolder(dir)).secret();
  const secrets = await Promise.all(Array.from({ length: 20 }, ask));
  expect(new Set(secrets).size).toBe(1);
  expect(await readdir(dir)).toEqual(['secret']);
});

test('a secret that others could read is theirs no longer, and that is told', async () => {
  const dir = join(parent, 'wide');
  const warnings: string[] = [];
  const folder = await openDataFolder(dir, (text) => warnings.push(text));
  const secret = await folder.secret();
  await chmod(join(dir, 'secret'), 0o644);
  expect(await folder.secret()).toBe(secret);
  expect((await stat(join(dir, 'secret'))).mode & 0o777).toBe(0o600);
  expect(await folder.secret()).toBe(secret);
  expect(warnings).toEqual([expect.stringContaining('could be read by other users')]);
});

test.each(['', 'short', '\n'])('a file with %j in it is no secret', async (content) => {
  const dir = join(parent, 'cut-off');
  const folder = await openDataFolder(dir);
  await writeFile(join(dir, 'secret'), content);
  await expect(folder.secret()).rejects.toThrow(/too short .* delete it to have a new one made/);
});

test('a secret that cannot be read is not replaced', async () => {
  const dir = join(parent, 'unreadable');
  const folder = await openDataFolder(dir);
  await mkdir(join(dir, 'secret'));
  await expect(folder.secret()).rejects.toThrow(StartError);
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

test('of many who find a stale lock, one gets it', async () => {
  const dir = join(parent, 'race');
  await openDataFolder(dir);
  for (let round = 0; round < 20; round++) {
    await writeFile(join(dir, 'lock'), `${process.pid} 1`);
    const folders = await Promise.all(Array.from({ length: 8 }, () => openDataFolder(dir)));
    const results = await Promise.allSettled(folders.map((folder) => folder.lock()));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    // Those who did not get it cannot give it away.
    const winner = results.findIndex(({ status }) => status === 'fulfilled');
    for (const [i, folder] of folders.entries()) if (i !== winner) await folder.unlock();
    expect(await readdir(dir)).toEqual(['lock']);
    await folders[winner]?.unlock();
    expect(await readdir(dir)).toEqual([]);
  }
});

test('one that was killed while it took a lock over keeps nobody out', async () => {
  const dir = join(parent, 'killed-taker');
  const folder = await openDataFolder(dir);
  const stale = `${process.pid} 1`;
  await writeFile(join(dir, 'lock'), stale);
  const right = join(dir, `lock.${createHash('sha256').update(stale).digest('hex').slice(0, 12)}`);
  await writeFile(right, '');
  await utimes(right, 0, 0);
  await folder.lock();
  await folder.unlock();
  expect(await readdir(dir)).toEqual([]);
});

test.runIf(process.platform === 'linux')(
  'a process that has died and is not buried has no lock',
  async () => {
    const dir = join(parent, 'zombie');
    const folder = await openDataFolder(dir);
    // The second sleep takes the place of the shell, and does not wait for the shell's child.
    const parentOfZombie = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 60']);
    const [output] = (await once(parentOfZombie.stdout, 'data')) as [Buffer];
    const pid = Number(output);
    const fields = async () => (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ');
    await expect.poll(async () => (await fields())?.[0]).toBe('Z');
    await writeFile(join(dir, 'lock'), `${pid} ${(await fields())?.[19]}`);
    await folder.lock();
    await folder.unlock();
    parentOfZombie.kill();
  },
);

test('a folder that cannot be made is told of', async () => {
  await writeFile(join(parent, 'file'), '');
  await expect(openDataFolder(join(parent, 'file', 'var'))).rejects.toThrow(/SINODE_DATA_DIR/);
});

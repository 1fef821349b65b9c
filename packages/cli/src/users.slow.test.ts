import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const BIN = fileURLToPath(new URL('../bin/sinode.js', import.meta.url));
const PASSWORD = 'correct horse battery staple';
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sinode-users-'));
  // Run by root, Postgres is another user's and has to get in.
  await chmod(folder, 0o711);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function start(args: readonly string[]) {
  const env = {
    ...process.env,
    DATABASE_URL: '',
    SINODE_DATA_DIR: join(folder, 'var'),
    SINODE_LIBRARY_DIR: join(folder, 'library'),
  };
  return spawn(process.execPath, [BIN, ...args], { env });
}

async function users(args: readonly string[], input = '') {
  const child = start(['users', ...args]);
  child.stdin.end(input);
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number | null]>,
  ]);
  return { code, stdout, stderr };
}

test('accounts are made, listed, changed and removed without a server', async () => {
  expect(await users(['add', 'ada', '--admin'], `${PASSWORD}\n`)).toEqual({
    code: 0,
    stdout: '',
    stderr: 'ada is an administrator now.\n',
  });
  expect(await users(['add', 'grace'], PASSWORD)).toMatchObject({
    code: 0,
    stderr: 'grace is a user now.\n',
  });
  const listed = await users(['list']);
  expect(listed.stdout).toMatch(/^name +role +since\nada +admin +\d{4}-.*\ngrace +user +\d{4}-.*\n$/);

  expect(await users(['add', 'ADA'], PASSWORD)).toMatchObject({
    code: 1,
    stderr: 'sinode: Username is taken\n',
  });
  expect(await users(['set-role', 'ada', 'user'])).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/only administrator/),
  });
  expect(await users(['set-role', 'Grace', 'admin'])).toMatchObject({ code: 0 });
  expect(await users(['set-role', 'ada', 'user'])).toMatchObject({ code: 0 });
  expect(await users(['remove', 'ada'])).toMatchObject({ code: 0 });
  expect((await users(['list'])).stdout).toMatch(/^.*\ngrace +admin +\S+\n$/);
});

test('what cannot be is said, with the exit code of wrong usage', async () => {
  expect(await users(['add', 'x'], PASSWORD)).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^sinode: The name must have 3 to 64 characters/),
  });
  expect(await users(['add', 'edith'], 'short')).toMatchObject({
    code: 2,
    stderr: 'sinode: The password must have 8 to 256 characters.\n',
  });
  expect(await users(['add', 'edith'])).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/pipe it in/),
  });
  expect(await users(['set-role', 'grace', 'root'])).toMatchObject({ code: 2 });
  expect(await users(['remove', 'nobody'])).toMatchObject({
    code: 1,
    stderr: 'sinode: There is no account "nobody"; see sinode users list.\n',
  });
});

test('beside a server that runs, the same accounts are changed', async () => {
  const server = start(['serve', '--port', '0', '--web-port', '0']);
  server.stdin.end();
  try {
    const url = await new Promise<string>((resolve, reject) => {
      let said = '';
      server.stderr.setEncoding('utf8').on('data', (piece: string) => {
        said += piece;
        const found = /API: (\S+)/.exec(said)?.[1];
        if (found !== undefined) resolve(found);
      });
      server.once('exit', () => reject(new Error(said)));
    });
    const signIn = async (password: string) => {
      const body = JSON.stringify({ username: 'grace', password });
      const headers = { 'content-type': 'application/json' };
      return (await fetch(`${url}/login`, { method: 'POST', headers, body })).status;
    };
    expect(await signIn(PASSWORD)).toBe(200);
    expect(await users(['set-password', 'grace'], 'another horse')).toMatchObject({ code: 0 });
    expect(await signIn(PASSWORD)).toBe(401);
    expect(await signIn('another horse')).toBe(200);
  } finally {
    server.kill('SIGTERM');
    if (server.exitCode === null) await once(server, 'exit');
  }
});

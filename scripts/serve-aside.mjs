/** The real server with its dashboard, in a temporary folder, for scripts that look at it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ROOT } from './run.mjs';

const START_WITHIN_MS = 120_000;

/**
 * @param {(libraryDir: string) => Promise<void>} fillLibrary - puts recordings into it, before the server starts
 * @returns the dashboard's address, once all recordings of the library are known; and what ends the server
 */
export async function serveAside(fillLibrary = async () => {}) {
  const folder = mkdtempSync(join(tmpdir(), 'sinode-aside-'));
  // Run by root, Postgres is another user's and has to get in.
  chmodSync(folder, 0o711);
  const libraryDir = join(folder, 'library');
  await fillLibrary(libraryDir);
  const [apiPort, webPort] = [await freePort(), await freePort()];
  const command = [join(ROOT, 'packages/cli/bin/sinode.js'), 'serve'];
  const server = spawn(
    process.execPath,
    [...command, '--port', String(apiPort), '--web-port', String(webPort)],
    {
      env: {
        ...process.env,
        NODE_ENV: 'production',
        SINODE_DATA_DIR: join(folder, 'var'),
        SINODE_LIBRARY_DIR: libraryDir,
        SINODE_LOG_LEVEL: 'error',
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const stop = async () => {
    if (server.exitCode === null) {
      server.kill('SIGTERM');
      await once(server, 'exit');
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const url = `http://127.0.0.1:${webPort}`;
  try {
    await until(async () => {
      if (server.exitCode !== null) throw new Error('the server did not start');
      const answer = await fetch(`${url}/health/ready`).catch(() => null);
      return answer?.ok === true;
    });
    return { url, folder, libraryDir, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** An account, and a function that asks the server in its name. */
export async function makeAccount(url, username, password) {
  const body = JSON.stringify({ username, password });
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
  await answerOf(await fetch(`${url}/v1/auth/register`, request));
  const { accessToken } = await answerOf(await fetch(`${url}/v1/auth/login`, request));
  return async (path, init = {}) => {
    const headers = { authorization: `Bearer ${accessToken}`, ...init.headers };
    return answerOf(await fetch(url + path, { ...init, headers }));
  };
}

async function answerOf(response) {
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** Resolves with the recordings of the library, when it has been read. */
export async function recordingsOfLibrary(ask) {
  await until(async () => (await ask('/v1/library')).scan?.state === 'done');
  return (await ask('/v1/recordings?source=library&limit=100')).items;
}

export async function until(isSo) {
  const end = performance.now() + START_WITHIN_MS;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error('it takes too long');
    await wait(50);
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

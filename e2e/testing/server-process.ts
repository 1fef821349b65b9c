/** The real server as a process of its own, in a temporary folder: what a person gets from `sinode serve`. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const SINODE = fileURLToPath(new URL('../../packages/cli/bin/sinode.js', import.meta.url));

const START_WITHIN_MS = 60_000;
const ASK_EVERY_MS = 20;

export interface Place {
  /** Temporary; holds the data folder and the library. */
  readonly folder: string;
  readonly dataDir: string;
  readonly libraryDir: string;
  remove(): Promise<void>;
}

export async function createPlace(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'sinode-e2e-'));
  // Run by root, Postgres is another user's and has to get in.
  await chmod(folder, 0o711);
  return {
    folder,
    dataDir: join(folder, 'var'),
    libraryDir: join(folder, 'library'),
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }),
  };
}

export interface ServerProcess {
  readonly url: string;
  /** Of the dashboard; empty where it was not asked for. */
  readonly webUrl: string;
  readonly process: ChildProcess;
  /** What it said on its standard error output so far. */
  log(): string;
  /** Ends it as an operator does; resolves with its exit code. */
  stop(): Promise<number | null>;
  /** Ends it as a power cut does. */
  kill(): Promise<void>;
}

/** A server that may never be ready. */
export function spawnServer(
  place: Place,
  options: { env?: Record<string, string>; args?: readonly string[]; detached?: boolean } = {},
): Pick<ServerProcess, 'process' | 'log'> {
  const child = spawn(process.execPath, [SINODE, 'serve', ...(options.args ?? [])], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      SINODE_DATA_DIR: place.dataDir,
      SINODE_LIBRARY_DIR: place.libraryDir,
      // Most tests need none, and there is one such port.
      SINODE_WEB_PORT: 'off',
      ...options.env,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: options.detached ?? false,
  });
  let log = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  return { process: child, log: () => log };
}

export interface ServerOptions {
  readonly env?: Record<string, string>;
  readonly args?: readonly string[];
  readonly port?: number;
  /** With the dashboard. @default false */
  readonly web?: boolean;
  readonly webPort?: number;
}

/** Starts a server and waits until it is ready. */
export async function startServerProcess(place: Place, options: ServerOptions = {}): Promise<ServerProcess> {
  const port = options.port ?? (await freePort());
  const webPort = options.webPort ?? (options.web === true ? await freePort() : null);
  const web = webPort === null ? [] : ['--web-port', String(webPort)];
  const args = ['--port', String(port), ...web, ...(options.args ?? [])];
  const { process: child, log } = spawnServer(place, { ...options, args });
  const url = `http://127.0.0.1:${port}`;
  const server: ServerProcess = {
    url,
    webUrl: webPort === null ? '' : `http://127.0.0.1:${webPort}`,
    process: child,
    log,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        const exit = once(child, 'exit');
        child.kill('SIGTERM');
        await exit;
      }
      return child.exitCode;
    },
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exit = once(child, 'exit');
      child.kill('SIGKILL');
      await exit;
    },
  };
  await untilReady(server);
  return server;
}

async function untilReady({ url, process: child, log }: ServerProcess): Promise<void> {
  const end = performance.now() + START_WITHIN_MS;
  while (performance.now() < end) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}:\n${log()}`);
    if (await isReady(url)) return;
    await wait(ASK_EVERY_MS);
  }
  throw new Error(`the server is not ready after ${START_WITHIN_MS} ms:\n${log()}`);
}

export async function isReady(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
  await answer?.arrayBuffer().catch(() => null);
  return answer?.ok === true;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** The process ids of all Postgres servers that run for a place: one, if all is well. Linux only. */
export async function postmasterPids(place: Place): Promise<number[]> {
  const processes = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found: number[] = [];
  for (const pid of processes) {
    // Its children have other command lines.
    const words = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0');
    if (words[0]?.endsWith('/postgres') && words.some((word) => word.includes(place.folder)))
      found.push(Number(pid));
  }
  return found;
}

/** Registers and signs in; with the headers that every request needs. */
export async function signIn(url: string, username: string): Promise<{ authorization: string }> {
  const credentials = JSON.stringify({ username, password: 'correct horse battery staple' });
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: credentials };
  await fetch(`${url}/register`, request);
  const answer = await fetch(`${url}/login`, request);
  const { token } = (await answer.json()) as { token: string };
  return { authorization: `Bearer ${token}` };
}

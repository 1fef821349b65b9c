/**
 * A Postgres of our own: made on the first start, started again when it dies, taken over when a killed process left it
 * running. See docs/decisions/0007.
 */
import { createHash, randomBytes } from 'node:crypto';
import {
  appendFile,
  chmod,
  chown,
  mkdir,
  open,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { choosePlace, exists, type PostgresPlace } from './place.ts';
import { run } from './run.ts';
import { StartError } from './start-error.ts';

export interface EmbeddedPostgres {
  /** For `pg`, with the password in it. */
  readonly url: string;
  /** Of the server process. */
  pid(): Promise<number | null>;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Exists; nobody else uses it. */
  readonly dataDir: string;
  readonly log: { info(text: string): void; warn(text: string): void };
  /** More lines for its configuration. */
  readonly settings?: readonly string[];
}

const USER = 'sinode';
/** Part of the socket's name; no port is opened, except on Windows. */
const SOCKET_PORT = 5432;
/** Linux allows 107 bytes for a socket's path, others 103; its name takes 15 of them. */
const LONGEST_SOCKET_FOLDER = 85;

/** A server that starts after a crash reads its log first. */
const START_SECONDS = 60;
const STOP_SECONDS = 20;
const LOOK_MS = 250;
const LONGEST_BACK_OFF_MS = 5_000;
const LARGEST_LOG_BYTES = 10_000_000;

const SETTINGS = [
  'shared_buffers = 32MB',
  'max_connections = 50',
  // Nothing acknowledged may be lost.
  'fsync = on',
  'synchronous_commit = on',
  // Its log would quote the values of failed statements, which are people's.
  'log_min_messages = fatal',
  'log_min_error_statement = panic',
  'log_checkpoints = off',
];

/** @throws StartError when it cannot be started */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { dataDir, log } = options;
  const place = await choosePlace(dataDir);
  const { runAs, binaries, folder } = place;
  const cluster = join(folder, 'cluster');
  const logFile = join(folder, 'postgres.log');
  const password = await readPassword(dataDir);
  if (!(await exists(join(cluster, 'PG_VERSION')))) {
    log.info('making a database, once');
    await makeCluster(place, cluster, password);
  }
  const address = await chooseAddress(place);
  await writeFile(
    join(cluster, 'sinode.conf'),
    `${[...SETTINGS, ...address.settings, ...(options.settings ?? [])].join('\n')}\n`,
  );
  const url = `postgres://${USER}:${password}@localhost:${address.port}/postgres${address.query}`;

  const pgCtl = (...args: string[]) => run(binaries.pgCtl, ['-D', cluster, ...args], { runAs, cwd: folder });
  const isRunning = async () => (await pgCtl('status')).code === 0;

  async function startOnce(): Promise<boolean> {
    const size = (await stat(logFile).catch(() => null))?.size ?? 0;
    const output = await open(logFile, size > LARGEST_LOG_BYTES ? 'w' : 'a', 0o600);
    try {
      const args = ['-D', cluster, '-w', '-s', '-t', String(START_SECONDS), 'start'];
      return (await run(binaries.pgCtl, args, { runAs, cwd: folder, outputTo: output.fd })).code === 0;
    } finally {
      await output.close();
    }
  }

  /** Until it runs: after a crash, what is left of the last one holds its memory for a moment. */
  async function start(): Promise<void> {
    const end = performance.now() + START_SECONDS * 1000;
    for (let pause = LOOK_MS; ; pause = Math.min(2 * pause, LONGEST_BACK_OFF_MS)) {
      if ((await isRunning()) ? await answers(url) : await startOnce()) return;
      if (performance.now() > end)
        throw new StartError(`Postgres does not start: ${await lastLines(logFile)}`);
      await wait(pause);
    }
  }

  async function pid(): Promise<number | null> {
    const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
    const number = Number.parseInt(text, 10);
    return number > 0 ? number : null;
  }

  async function isAlive(): Promise<boolean> {
    const server = await pid();
    if (server === null) return false;
    try {
      process.kill(server, 0);
      return true;
    } catch (error) {
      // Another user's process is alive and may not be asked.
      return error instanceof Error && 'code' in error && error.code === 'EPERM';
    }
  }

  let isStopping = false;
  async function supervise(): Promise<void> {
    while (!isStopping) {
      await wait(LOOK_MS, undefined, { ref: false });
      if (isStopping || (await isAlive())) continue;
      log.warn('Postgres has ended by itself; starting it again');
      await start().then(
        () => log.info('Postgres runs again'),
        (error: unknown) => log.warn(String(error)),
      );
    }
  }

  if ((await isRunning()) && !(await answers(url))) {
    // Left behind with other settings.
    await pgCtl('-m', 'fast', '-t', String(STOP_SECONDS), 'stop');
  }
  await start();
  const supervision = supervise();
  return {
    url,
    pid,
    async stop() {
      isStopping = true;
      // It waits for nobody: between two looks there is nothing to end, in a start there is.
      void supervision;
      const { code } = await pgCtl('-m', 'fast', '-t', String(STOP_SECONDS), 'stop');
      if (code !== 0 && (await isRunning()))
        await pgCtl('-m', 'immediate', '-t', String(STOP_SECONDS), 'stop');
    },
  };
}

/** In a folder of its own until it is whole, so that one that was broken off is made anew. */
async function makeCluster(
  { binaries, folder, runAs }: PostgresPlace,
  cluster: string,
  password: string,
): Promise<void> {
  const unfinished = `${cluster}.unfinished`;
  const passwordFile = join(folder, 'first-password');
  await rm(unfinished, { recursive: true, force: true });
  await writeFile(passwordFile, password, { mode: 0o600 });
  try {
    if (runAs !== null) await chown(passwordFile, runAs.uid, runAs.gid);
    const { code, output } = await run(
      binaries.initdb,
      [
        '-D',
        unfinished,
        '-U',
        USER,
        '-E',
        'UTF8',
        '--locale=C',
        '--data-checksums',
        '-A',
        'scram-sha-256',
        `--pwfile=${passwordFile}`,
      ],
      { runAs, cwd: folder },
    );
    if (code !== 0) throw new StartError(`A database cannot be made in ${folder}: ${output.trim()}`);
    await appendFile(join(unfinished, 'postgresql.conf'), "\ninclude_if_exists 'sinode.conf'\n");
    await rename(unfinished, cluster);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** Made on the first start; readable by its owner only. */
async function readPassword(dataDir: string): Promise<string> {
  const path = join(dataDir, 'postgres-password');
  const known = await readFile(path, 'utf8').catch(() => null);
  if (known !== null) return known.trim();
  const password = randomBytes(24).toString('hex');
  await writeFile(path, `${password}\n`, { mode: 0o600, flush: true });
  return password;
}

/** A socket in a folder that only we can enter; on Windows a port of this machine that is free. */
async function chooseAddress({ folder, runAs }: PostgresPlace): Promise<{
  port: number;
  query: string;
  settings: string[];
}> {
  if (process.platform === 'win32') {
    const port = await freePort();
    return { port, query: '', settings: ["listen_addresses = '127.0.0.1'", `port = ${port}`] };
  }
  const short = join(tmpdir(), `sinode-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`);
  const socketFolder = Buffer.byteLength(folder) <= LONGEST_SOCKET_FOLDER ? folder : short;
  if (socketFolder === short) {
    await mkdir(short, { recursive: true, mode: 0o700 });
    await chmod(short, 0o700);
    if (runAs !== null) await chown(short, runAs.uid, runAs.gid);
  }
  return {
    port: SOCKET_PORT,
    query: `?host=${encodeURIComponent(socketFolder)}`,
    settings: [
      "listen_addresses = ''",
      `port = ${SOCKET_PORT}`,
      `unix_socket_directories = '${socketFolder.replaceAll("'", "''")}'`,
    ],
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

async function lastLines(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.trim().split('\n').slice(-3).join(' ') || 'it does not say why';
}

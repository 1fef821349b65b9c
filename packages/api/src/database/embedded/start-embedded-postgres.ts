/**
 * A Postgres of our own: made on the first start, started again when it dies, taken over when a killed process left it
 * running. See docs/decisions/0007.
 */
import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { keepSecret } from '../../config/private-file.ts';
import { makeCluster, USER, writeSettings } from './make-cluster.ts';
import { choosePlace, exists } from './place.ts';
import { run } from './run.ts';
import { forgetDeadServer, serverPid } from './server-process.ts';
import { chooseAddress } from './socket.ts';
import { StartError } from './start-error.ts';

export interface EmbeddedPostgres {
  /** For `pg`, with the password in it. */
  readonly url: string;
  /** Of the server process; `null` while it is away. */
  pid(): Promise<number | null>;
  /** Ends it, also in the middle of a start. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Exists; nobody else uses it. */
  readonly dataDir: string;
  readonly log: { info(text: string): void; warn(text: string): void };
  /** More lines for its configuration. */
  readonly settings?: readonly string[];
}

/** A server that starts after a crash reads its log first. */
const START_SECONDS = 60;
const STOP_SECONDS = 20;
const LOOK_MS = 250;
const LONGEST_BACK_OFF_MS = 5_000;
/** After this long it counts as well, and the next end is the first again. */
const STEADY_MS = 60_000;
const LARGEST_LOG_BYTES = 10_000_000;

/** What passes by itself: children of a server that was killed hold its memory for a moment. */
const PASSING = /shared memory|lock file|is being used|starting up|shutting down|in recovery/i;

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
  const settingsFile = join(folder, 'sinode.conf');

  const passwordFile = join(dataDir, 'postgres-password');
  const isNew = !(await exists(join(cluster, 'PG_VERSION')));
  if (!isNew && !(await exists(passwordFile))) {
    throw new StartError(
      `The database in ${folder} is there, and ${passwordFile} with its password is not: put that file back, from a copy.`,
    );
  }
  const password = await keepSecret(passwordFile, log.warn);
  if (isNew) {
    log.info('making a database, once');
    await makeCluster(place, cluster, password);
  }
  const address = await chooseAddress(place);
  const url = `postgres://${USER}:${encodeURIComponent(password)}@localhost:${address.port}/postgres${address.query}`;

  const pgCtl = (...args: string[]) => run(binaries.pgCtl, ['-D', cluster, ...args], { runAs, cwd: folder });

  /** Fast, then, where that takes too long, at once: what was committed is safe either way. */
  async function halt(): Promise<void> {
    for (const mode of ['fast', 'immediate']) {
      // pg_ctl believes the number in the file; whose it is we have to see to.
      if ((await serverPid(cluster)) === null) return;
      await pgCtl('-m', mode, '-t', String(STOP_SECONDS), 'stop');
    }
  }

  /** @returns `null`, or what Postgres says */
  async function startOnce(): Promise<string | null> {
    await forgetDeadServer(cluster);
    // Nobody else's: the folder is private. The number in it may be another process's by now.
    if (address.lockFile !== null) await rm(address.lockFile, { force: true });
    const output = await open(logFile, 'a', 0o600);
    try {
      if ((await output.stat()).size > LARGEST_LOG_BYTES) await output.truncate();
      const { size } = await output.stat();
      // Given -D, pg_ctl would hand it to the shell with quotes that a path can break.
      const words = `-D ${forShell(cluster)} -c config_file=${forShell(settingsFile)}`;
      const args = ['-w', '-s', '-t', String(START_SECONDS), '-o', words, 'start'];
      const { code } = await run(binaries.pgCtl, args, {
        runAs,
        env: { PGDATA: cluster },
        cwd: folder,
        outputTo: output.fd,
      });
      return code === 0 ? null : await lastLines(logFile, size);
    } finally {
      await output.close();
    }
  }

  const stopping = new AbortController();
  const pause = (milliseconds: number) =>
    wait(milliseconds, undefined, { ref: false, signal: stopping.signal }).catch(() => {});

  /** Until it answers. */
  async function start(): Promise<void> {
    const end = performance.now() + START_SECONDS * 1000;
    let complaint = 'it does not answer';
    for (let milliseconds = LOOK_MS; !stopping.signal.aborted; milliseconds = longer(milliseconds)) {
      if ((await serverPid(cluster)) === null) {
        const said = await startOnce();
        if (said === null) return;
        complaint = said;
        if (!PASSING.test(said)) break;
      } else if (await answers(url)) return;
      if (performance.now() > end) break;
      await wait(milliseconds, undefined, { signal: stopping.signal }).catch(() => {});
    }
    if (!stopping.signal.aborted) throw new StartError(`Postgres does not start: ${complaint}`);
  }

  async function supervise(): Promise<void> {
    let startedAt = performance.now();
    let backOffMs = LOOK_MS;
    for (;;) {
      await pause(LOOK_MS);
      if (stopping.signal.aborted) return;
      if ((await serverPid(cluster)) !== null) continue;
      log.warn('Postgres has ended by itself; starting it again');
      if (performance.now() - startedAt > STEADY_MS) backOffMs = LOOK_MS;
      else {
        await pause(backOffMs);
        backOffMs = longer(backOffMs);
      }
      if (stopping.signal.aborted) return;
      await start().then(
        () => log.info('Postgres runs again'),
        (error: unknown) => log.warn(error instanceof Error ? error.message : String(error)),
      );
      startedAt = performance.now();
    }
  }

  const settings = [...SETTINGS, ...address.settings, ...(options.settings ?? [])];
  const before = await readFile(settingsFile, 'utf8').catch(() => null);
  const hasChanged = await writeSettings(settingsFile, cluster, settings, before);
  // Left behind by a process that was killed: of use if it is what we would start.
  if (hasChanged || !(await answers(url))) await halt();
  else log.info('taking over the Postgres of a process that was killed');
  await start().catch(async (error: unknown) => {
    await halt();
    throw error;
  });

  const supervision = supervise();
  async function stop(): Promise<void> {
    stopping.abort();
    // A restart that is under way brings up another after the first was ended.
    for (let isOver = false; !isOver; ) {
      await halt();
      isOver = await Promise.race([supervision.then(() => true), wait(LOOK_MS, false)]);
    }
    await halt();
  }
  let stopped: Promise<void> | undefined;
  return {
    url,
    pid: () => serverPid(cluster),
    stop() {
      stopped ??= stop();
      return stopped;
    },
  };
}

function longer(milliseconds: number): number {
  return Math.min(2 * milliseconds, LONGEST_BACK_OFF_MS);
}

/** pg_ctl hands options for Postgres to a shell. */
function forShell(path: string): string {
  return process.platform === 'win32' ? `"${path}"` : `'${path.replaceAll("'", "'\\''")}'`;
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

async function lastLines(file: string, from: number): Promise<string> {
  const bytes = await readFile(file).catch(() => Buffer.alloc(0));
  const text = bytes.subarray(from).toString('utf8').trim();
  return text.split('\n').slice(-5).join(' ') || 'it does not say why';
}

/** A real Postgres, and as many processes of Sinode beside it as are asked for, in a temporary folder. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../packages/api/dist/database/connect.js';
import { startEmbeddedPostgres } from '../../packages/api/dist/database/embedded/start-embedded-postgres.js';
import { ROOT } from '../run.mjs';
import { nodeCpu, nodeMemory, postgresCpu, postgresMemory } from './usage.mjs';

const SINODE = join(ROOT, 'packages/cli/bin/sinode.js');
const START_WITHIN_MS = 120_000;

export async function startCluster() {
  const folder = mkdtempSync(join(tmpdir(), 'sinode-scale-'));
  // Run by root, Postgres is another user's and has to get in.
  chmodSync(folder, 0o711);
  const libraryDir = join(folder, 'library');
  const [code] = await once(
    spawn(process.execPath, [SINODE, 'synth', libraryDir, '--records', '100'], {
      stdio: ['ignore', 'ignore', 'inherit'],
    }),
    'exit',
  );
  if (code !== 0) throw new Error('sinode synth failed');
  const postgres = await startEmbeddedPostgres({
    dataDir: folder,
    log: { info: () => {}, warn: (text) => console.error(text) },
    // Ten connections for each process.
    settings: ['max_connections = 200'],
  });
  const postgresPid = await postgres.pid();
  const running = new Set();
  const connection = await connect(postgres.url, () => {});

  /** @param threads - of each */
  async function start(role, count, threads, variables = {}) {
    const started = [];
    // One by one: together they would wait for each other's cores, and some for too long.
    while (started.length < count) {
      const port = await freePort();
      // To a file, as most who run it have it.
      const log = join(folder, `${role}-${port}.log`);
      const logFile = openSync(log, 'a');
      const child = spawn(process.execPath, [SINODE, 'serve', '--role', role, '--port', String(port)], {
        env: {
          ...process.env,
          NODE_ENV: 'production',
          DATABASE_URL: postgres.url,
          SINODE_DATA_DIR: join(folder, 'var'),
          SINODE_LIBRARY_DIR: libraryDir,
          SINODE_WEB_PORT: 'off',
          SINODE_THREADS: String(threads),
          ...variables,
        },
        stdio: ['ignore', 'ignore', logFile],
      });
      closeSync(logFile);
      running.add(child);
      const server = { pid: child.pid, url: `http://127.0.0.1:${port}`, child, log };
      await untilReady(server);
      started.push(server);
    }
    return started;
  }

  async function stop(servers) {
    await Promise.all(
      servers.map(async ({ child }) => {
        running.delete(child);
        if (child.exitCode !== null) return;
        child.kill('SIGTERM');
        await once(child, 'exit');
      }),
    );
  }

  return {
    folder,
    start,
    stop,
    /** What everything has used so far. */
    usage(servers) {
      const each = servers.map(({ pid }) => nodeCpu(pid));
      const { user, system } = process.cpuUsage();
      return {
        main: each.reduce((sum, { main }) => sum + main, 0),
        rest: each.reduce((sum, { rest }) => sum + rest, 0),
        postgres: postgresCpu(postgresPid),
        client: (user + system) / 1e6,
      };
    },
    memory: (servers) => ({
      largestProcess: Math.max(...servers.map(({ pid }) => nodeMemory(pid))),
      postgres: postgresMemory(postgresPid),
    }),
    async sql(text) {
      return (await connection.db.$client.query(text)).rows;
    },
    async close() {
      await stop([...running].map((child) => ({ child })));
      await connection.close();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function untilReady({ url, child, log }) {
  const end = performance.now() + START_WITHIN_MS;
  while (performance.now() < end) {
    if (child.exitCode !== null) throw new Error(`a process did not start:\n${readFileSync(log, 'utf8')}`);
    const answer = await fetch(`${url}/health/ready`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('a process is not ready in time');
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

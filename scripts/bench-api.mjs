/**
 * `npm run bench:api`: the real server under load, as JSON: time to the first answer, latency and throughput of
 * `/predict`, time of `/evaluate`, memory of the server and of its Postgres. Everything happens in a temporary folder.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import autocannon from 'autocannon';
import { nodeMemory, postgresMemory } from './scale/usage.mjs';
import { ROOT } from './setup.mjs';

const RECORDS = 100;
const SECONDS = Number(process.env.BENCH_SECONDS ?? 10);
const PORT = Number(process.env.BENCH_PORT ?? 18_000);
const BASE = `http://127.0.0.1:${PORT}`;
const SINODE = join(ROOT, 'packages/cli/bin/sinode.js');

const folder = mkdtempSync(join(tmpdir(), 'sinode-bench-'));
// Run by root, Postgres is another user's and has to get in.
chmodSync(folder, 0o711);
const library = join(folder, 'library');
let server = null;
try {
  await run('synth', library, '--records', String(RECORDS));
  const firstStartSeconds = await start();
  const memoryAtFirstStart = memory();
  await stop();
  const secondStartSeconds = await start();
  const memoryAtStart = memory();

  const headers = await signIn();
  const predict = {
    url: `${BASE}/predict`,
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ data_path: './data/', ecg_file: 'data_00001.mat' }),
  };
  await load(predict, 1, 2);
  const clients = {};
  for (const connections of [1, 4, 16, 64]) clients[connections] = await load(predict, connections, SECONDS);
  const evaluateSeconds = [];
  for (let i = 0; i < 3; i++) evaluateSeconds.push(await timed(() => json('/evaluate', { headers })));

  console.log(
    JSON.stringify(
      {
        cpu: cpus()[0]?.model,
        cores: cpus().length,
        node: process.version,
        firstStartSeconds,
        secondStartSeconds,
        memoryMegabytes: {
          afterFirstStart: memoryAtFirstStart,
          afterStart: memoryAtStart,
          afterLoad: memory(),
        },
        predict: clients,
        evaluate: { records: RECORDS, seconds: evaluateSeconds },
      },
      null,
      2,
    ),
  );
} finally {
  await stop();
  rmSync(folder, { recursive: true, force: true });
}

async function run(...args) {
  const [code] = await once(
    spawn(process.execPath, [SINODE, ...args], { stdio: ['ignore', 'ignore', 'inherit'] }),
    'exit',
  );
  if (code !== 0) throw new Error(`sinode ${args[0]} failed`);
}

/** @returns seconds to the first answer */
async function start() {
  const begin = performance.now();
  server = spawn(process.execPath, [SINODE, 'serve', '--port', String(PORT)], {
    env: {
      ...process.env,
      SINODE_DATA_DIR: join(folder, 'var'),
      SINODE_LIBRARY_DIR: library,
      SINODE_LOG_LEVEL: process.env.SINODE_LOG_LEVEL ?? 'info',
    },
    stdio: ['ignore', 'ignore', process.env.SINODE_LOG_LEVEL === undefined ? 'ignore' : 'inherit'],
  });
  for (;;) {
    if (server.exitCode !== null)
      throw new Error('the server did not start: run npx sinode serve to see why');
    const answer = await fetch(`${BASE}/health/ready`).catch(() => null);
    if (answer?.ok) return seconds(begin);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function stop() {
  if (server === null || server.exitCode !== null) return;
  server.kill('SIGTERM');
  await once(server, 'exit');
}

async function signIn() {
  const body = JSON.stringify({ username: 'bench', password: 'a password for the bench' });
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
  await fetch(`${BASE}/register`, request);
  const { token } = await json('/login', request);
  return { authorization: `Bearer ${token}` };
}

async function json(path, request) {
  const answer = await fetch(BASE + path, request);
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

async function load(request, connections, duration) {
  const { latency, requests, non2xx, errors, timeouts } = await autocannon({
    ...request,
    connections,
    duration,
  });
  if (non2xx + errors + timeouts > 0)
    throw new Error(`${non2xx} refusals, ${errors} errors, ${timeouts} timeouts`);
  return {
    requestsPerSecond: requests.average,
    latencyMs: { p50: latency.p50, p97_5: latency.p97_5, p99: latency.p99 },
    memoryMegabytes: memory(),
  };
}

/** Megabytes of the server and of its Postgres, whose first process names its folder on its command line. */
function memory() {
  const postmaster = readdirSync('/proc').find((pid) => /^\d+$/.test(pid) && isPostmasterHere(pid));
  return { server: nodeMemory(server.pid), postgres: postgresMemory(Number(postmaster)) };
}

function isPostmasterHere(pid) {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return command.split('\0')[0].endsWith('/postgres') && command.includes(folder);
  } catch {
    // It has ended meanwhile.
    return false;
  }
}

async function timed(work) {
  const begin = performance.now();
  await work();
  return seconds(begin);
}

function seconds(begin) {
  return Number(((performance.now() - begin) / 1000).toFixed(3));
}

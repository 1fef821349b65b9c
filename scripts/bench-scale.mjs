/**
 * `npm run bench:scale`: throughput with one to four processes on one real Postgres, what each part of the work costs,
 * and the model of capacity that follows; JSON on the standard output, tables on the standard error output. With
 * `-- --write` the figures go into docs/administration/capacity.json, and from there into capacity.md. Linux only.
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ROOT } from './run.mjs';
import { fillIn, tables } from './scale/capacity.mjs';
import { createClient, load, recordingMaker, signIn } from './scale/client.mjs';
import { startCluster } from './scale/cluster.mjs';
import { diskBytes } from './scale/disk-bytes.mjs';
import { measureTraces } from './scale/traces.mjs';
import { machineCpu } from './scale/usage.mjs';

const { values } = parseArgs({
  options: { write: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false } },
});
const PROCESSES = [1, 2, 3, 4];
const CLIENTS = 16;
const SECONDS = values.quick ? 1 : 8;
const CORES = availableParallelism();

/** What people send: one lead of a watch or a monitor, a strip of half a minute, a day of a Holter. */
const CASES = {
  '10 s': { seconds: 10, samplingRate: 500, leads: ['II'] },
  '30 s': { seconds: 30, samplingRate: 500, leads: ['II'] },
  '24 h': { seconds: 86_400, samplingRate: 250, leads: ['I', 'II', 'V1'] },
};
const LONG = { seconds: values.quick ? 900 : 4 * 3600, samplingRate: 250, leads: ['II'] };
const LONG_RECORDINGS = 8;
/** Of the same hundred records; one is one worker's. */
const EVALUATIONS = 4;

/** As many as cores, shared out. */
const threadsOf = (processes) => Math.max(1, Math.floor(CORES / processes));

const cluster = await startCluster();
try {
  const begin = performance.now();
  const say = (text) => console.error(`${((performance.now() - begin) / 1000).toFixed(0)} s: ${text}`);
  const predict = {};
  const uploads = {};
  let headers = null;
  let cases = null;
  let traces = null;
  for (const processes of PROCESSES) {
    say(`${processes} API processes`);
    const servers = await cluster.start('api', processes, threadsOf(processes));
    headers ??= await signIn(servers[0]);
    const client = createClient(servers, headers);
    await load(client.predict, { clients: CLIENTS, seconds: 1 });
    predict[processes] = await measured(servers, (seconds) =>
      load(client.predict, { clients: CLIENTS, seconds }),
    );
    const make = recordingMaker(CASES['10 s']);
    const uploadAndAnalyze = () => analyzed(client, make());
    await load(uploadAndAnalyze, { clients: CLIENTS, seconds: 1 });
    uploads[processes] = await measured(servers, (seconds) =>
      load(uploadAndAnalyze, { clients: CLIENTS, seconds }),
    );
    if (processes === 1) {
      say('what a recording costs');
      const many = (make, seconds) => load(() => analyzed(client, make()), { clients: CLIENTS, seconds });
      cases = {
        '10 s': await costOf(servers, CASES['10 s'], many),
        '30 s': await costOf(servers, CASES['30 s'], many),
      };
    }
    await cluster.stop(servers);
  }
  say('traces');
  traces = await measureTraces(cluster, headers, { clients: CLIENTS, seconds: SECONDS });

  const [api] = await cluster.start('api', 1, threadsOf(1));
  const client = createClient([api], headers);
  say('a day of a Holter');
  const day = values.quick ? { ...CASES['24 h'], seconds: 7200 } : CASES['24 h'];
  const dayWorkers = await cluster.start('worker', 1, threadsOf(1));
  cases['24 h'] = await costOf([api, ...dayWorkers], day, async (make) => {
    const { id } = await client.upload(make());
    await analyzeLong(client, [id]);
    return { count: 1 };
  });
  await cluster.stop(dayWorkers);
  say('long recordings');
  const make = recordingMaker(LONG);
  const recordings = [];
  for (let i = 0; i < LONG_RECORDINGS; i++) recordings.push((await client.upload(make())).id);
  const jobs = {};
  const evaluations = {};
  for (const processes of PROCESSES) {
    say(`${processes} workers`);
    const workers = await cluster.start('worker', processes, threadsOf(processes));
    const hours = (LONG_RECORDINGS * LONG.seconds) / 3600;
    const { analyses, ...found } = await measured(workers, async () => ({
      analyses: await analyzeLong(client, recordings),
    }));
    jobs[processes] = { hours, ...found };
    await forget(client, analyses);
    evaluations[processes] = await measured(workers, () => evaluate(client, EVALUATIONS));
    await cluster.stop(workers);
  }
  await cluster.stop([api]);

  const figures = rounded({
    measured: {
      date: new Date().toISOString().slice(0, 10),
      cpu: cpus()[0]?.model,
      cores: CORES,
      node: process.version,
      quick: values.quick,
      seconds: (performance.now() - begin) / 1000,
    },
    clients: CLIENTS,
    threads: Object.fromEntries(PROCESSES.map((processes) => [processes, threadsOf(processes)])),
    predict,
    uploads,
    cases,
    jobs,
    evaluations,
    traces,
  });
  console.log(JSON.stringify(figures, null, 2));
  for (const [name, table] of Object.entries(tables(figures))) console.error(`\n${name}\n\n${table}`);
  if (values.write) {
    writeFileSync(join(ROOT, 'docs/administration/capacity.json'), `${JSON.stringify(figures, null, 2)}\n`);
    fillIn(ROOT);
  }
} finally {
  await cluster.close();
}

/** Also what it cost: processor seconds of each part, and memory. */
async function measured(servers, work) {
  const before = cluster.usage(servers);
  const machineBefore = machineCpu();
  const start = performance.now();
  const result = await work(SECONDS);
  const seconds = (performance.now() - start) / 1000;
  const after = cluster.usage(servers);
  const machine = machineCpu() - machineBefore;
  const cpuSeconds = Object.fromEntries(
    Object.entries(after).map(([part, used]) => [part, used - before[part]]),
  );
  const ours = Object.values(cpuSeconds).reduce((sum, used) => sum + used, 0);
  const othersCores = Math.max(0, machine - ours) / seconds;
  return { ...result, seconds, cpuSeconds, othersCores, memoryMb: cluster.memory(servers) };
}

async function analyzed(client, files) {
  const { id } = await client.upload(files);
  return client.post(`/v1/recordings/${id}/analyses`, {});
}

/**
 * What one recording of a kind costs, from its upload to its beats: processor time, disk and database.
 *
 * @param work - uploads and analyses recordings; says how many
 */
async function costOf(servers, kind, work) {
  const make = recordingMaker(kind);
  const before = await stored();
  const result = await measured(servers, (seconds) => work(make, seconds));
  return perRecording(result, before, await stored(), make());
}

function perRecording({ count, cpuSeconds, memoryMb }, before, after, files) {
  const each = (name) => (after[name] - before[name]) / count;
  return {
    count,
    cpuMs: Object.fromEntries(
      Object.entries(cpuSeconds).map(([part, used]) => [part, (1000 * used) / count]),
    ),
    uploadBytes: files.reduce((sum, { bytes }) => sum + bytes.length, 0),
    fileBytes: each('fileBytes'),
    traceBytes: each('traceBytes'),
    databaseBytes: each('databaseBytes'),
    walBytes: each('walBytes'),
    rowsWritten: each('rows'),
    transactions: each('transactions'),
    memoryMb,
  };
}

/** What lies on the disk and in the database by now; only transactions that write have a number, and count. */
async function stored() {
  await cluster.sql('select pg_stat_force_next_flush()');
  const [row] = await cluster.sql(`select
    (select sum(pg_total_relation_size(relid)) from pg_stat_user_tables)::float8 as "databaseBytes",
    (pg_current_wal_lsn() - '0/0')::float8 as "walBytes",
    (select sum(n_tup_ins + n_tup_upd + n_tup_del) from pg_stat_user_tables)::float8 as rows,
    pg_snapshot_xmax(pg_current_snapshot())::text::float8 as transactions`);
  return {
    ...row,
    fileBytes: diskBytes(join(cluster.folder, 'var/recordings')),
    traceBytes: diskBytes(join(cluster.folder, 'var/traces')),
  };
}

/** @returns the ids of the analyses */
async function analyzeLong(client, recordings) {
  const ids = await Promise.all(
    recordings.map(async (recording) => (await client.post(`/v1/recordings/${recording}/analyses`, {})).id),
  );
  await Promise.all(ids.map((id) => finished(client, `/v1/analyses/${id}`)));
  return ids;
}

/** So that they can be asked for once more. */
async function forget(client, analyses) {
  for (const id of analyses) await client.send('DELETE', `/v1/analyses/${id}`);
}

/** So many at once of the library's data set: one job is one worker's. */
async function evaluate(client, count) {
  const asked = { source: { kind: 'library' }, protocol: 'cpsc2019' };
  const ids = await Promise.all(
    Array.from({ length: count }, async () => (await client.post('/v1/evaluations', asked)).id),
  );
  const done = await Promise.all(ids.map((id) => finished(client, `/v1/evaluations/${id}`)));
  return { records: done.reduce((sum, { records }) => sum + records.length, 0) };
}

async function finished(client, path) {
  for (;;) {
    const found = await client.send('GET', path);
    if (found.state === 'done') return found;
    if (found.state === 'failed' || found.state === 'cancelled') throw new Error(`${path} ${found.state}`);
    await wait(100);
  }
}

function rounded(value) {
  if (typeof value === 'number') return Number(value.toPrecision(4));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, rounded(one)]));
}

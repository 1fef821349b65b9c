/**
 * The model of capacity: from what was measured (docs/administration/capacity.json) to what a load needs, and the
 * tables of docs/administration/capacity.md, which are written by nobody else.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const DAY_SECONDS = 86_400;
/** The busiest hour has so many times the mean of the day: most recordings come within a working day. */
const PEAK = 3;
/** So much of a core is used at the busiest hour; the rest is for what comes at once, and for a machine that fails. */
const BUSY = 0.6;
/** Threads of a process that memory was measured with, and cores that such a process can keep busy. */
const CORES_PER_PROCESS = 2;
const MILLION = 1_000_000;
/** So much of the cores is used where they are what there is too little of. */
const CORES_RAN_OUT = 0.8;

/** Processor milliseconds of a request, by part. */
function costMs({ cpuSeconds, count }) {
  return Object.fromEntries(Object.entries(cpuSeconds).map(([part, used]) => [part, (1000 * used) / count]));
}

const sum = (parts) => Object.values(parts).reduce((total, part) => total + part, 0);

/**
 * Requests a second of several processes, from what one of them used: the first of two limits, the main threads and the
 * worker threads of the processes, or all cores together, as well as one process could use them.
 */
export function predictedPerSecond(one, processes, { cores, threads, othersCores }) {
  const ms = costMs(one);
  const perProcess = 1000 / Math.max(ms.main, ms.rest / threads[processes]);
  const used = Math.min(1, sum(one.cpuSeconds) / (one.seconds * (cores - one.othersCores)));
  // Where one process left cores unused, more of them need not.
  const share = used > CORES_RAN_OUT ? used : 1;
  return Math.min(processes * perProcess, (1000 * (cores - othersCores) * share) / sum(ms));
}

/** What a million recordings a day of a kind need. */
export function millionADay({
  cpuMs,
  uploadBytes,
  fileBytes,
  traceBytes,
  databaseBytes,
  walBytes,
  transactions,
  memoryMb,
}) {
  const cores = (ms) => (((MILLION * ms) / 1000 / DAY_SECONDS) * PEAK) / BUSY;
  const sinode = cores(cpuMs.main + cpuMs.rest);
  const processes = Math.max(2, Math.ceil(sinode / CORES_PER_PROCESS));
  return {
    cores: sinode,
    postgresCores: cores(cpuMs.postgres),
    processes,
    memoryGb: (processes * memoryMb.largestProcess) / 1000,
    diskGbADay: (MILLION * (fileBytes + traceBytes)) / 1e9,
    databaseGbADay: (MILLION * databaseBytes) / 1e9,
    walGbADay: (MILLION * walBytes) / 1e9,
    transactionsASecond: ((MILLION * transactions) / DAY_SECONDS) * PEAK,
    megabitsASecond: (((MILLION * uploadBytes * 8) / DAY_SECONDS) * PEAK) / 1e6,
  };
}

/** All tables, by the names of their places in the documentation. */
export function tables(figures) {
  return {
    machine: machine(figures),
    requests: throughputTable(figures, 'predict'),
    uploads: throughputTable(figures, 'uploads'),
    workers: workerTable(figures),
    costs: costTable(figures),
    million: millionTable(figures),
    steps: stepTable(figures),
    traces: tracesSentence(figures),
  };
}

function machine({ measured: { date, cpu, cores, node, quick }, clients, predict }) {
  const warning = isDoubtful(quick, predict)
    ? ' **A quick run, or on a busy machine: not to be relied on.**'
    : '';
  return `Measured on ${date}: ${cores} cores (${cpu}), Node ${node}, ${clients} requests at a time, from a client on the same machine.${warning}`;
}

/** More than a quarter of a core went to what is not part of it. */
function isDoubtful(quick, predict) {
  return quick || Object.values(predict).some(({ othersCores }) => othersCores > 0.25);
}

function throughputTable(figures, name) {
  const { cores } = figures.measured;
  const one = figures[name][1];
  const rows = Object.entries(figures[name]).map(([processes, found]) => {
    const ms = costMs(found);
    const { othersCores } = found;
    const predicted = predictedPerSecond(one, Number(processes), {
      cores,
      threads: figures.threads,
      othersCores,
    });
    const off = processes === '1' ? '' : `${number(predicted)} (${signed(predicted / found.perSecond - 1)})`;
    return [
      processes,
      figures.threads[processes],
      number(found.perSecond),
      off,
      found.p50,
      found.p95,
      number(ms.main),
      number(ms.rest),
      number(ms.postgres),
      number(ms.client),
      number(found.memoryMb.largestProcess),
    ];
  });
  return table(
    [
      'Processes',
      'Threads of each',
      'A second',
      'Predicted from one',
      'p50 ms',
      'p95 ms',
      'Main thread ms',
      'Other threads ms',
      'Postgres ms',
      'Client ms',
      'MB of each',
    ],
    rows,
  );
}

function workerTable({ jobs, evaluations, threads }) {
  const rows = Object.entries(jobs).map(([workers, { hours, seconds, cpuSeconds, memoryMb }]) => {
    const evaluation = evaluations[workers];
    return [
      workers,
      threads[workers],
      number(hours / seconds),
      number((cpuSeconds.main + cpuSeconds.rest) / hours),
      number((1000 * cpuSeconds.postgres) / hours),
      number(memoryMb.largestProcess),
      number(evaluation.records / evaluation.seconds),
    ];
  });
  return table(
    [
      'Workers',
      'Threads of each',
      'Hours of ECG a second',
      'CPU s an hour',
      'Postgres ms an hour',
      'MB of each',
      'Evaluated records a second',
    ],
    rows,
  );
}

function costTable({ cases }) {
  const rows = Object.entries(cases).map(([name, found]) => [
    name,
    number(found.uploadBytes / 1000),
    number(found.cpuMs.main),
    number(found.cpuMs.rest),
    number(found.cpuMs.postgres),
    number(found.fileBytes / 1000),
    number(found.traceBytes / 1000),
    number(found.databaseBytes / 1000),
    number(found.walBytes / 1000),
    number(found.rowsWritten),
    number(found.transactions),
  ]);
  return table(
    [
      'Recording',
      'Sent kB',
      'Main thread ms',
      'Other threads ms',
      'Postgres ms',
      'Files kB',
      'Traces kB',
      'Database kB',
      'WAL kB',
      'Rows written',
      'Write transactions',
    ],
    rows,
  );
}

function millionTable({ cases }) {
  const rows = Object.entries(cases).map(([name, found]) => {
    const need = millionADay(found);
    return [
      name,
      number(need.cores),
      number(need.postgresCores),
      number(need.processes),
      number(need.memoryGb),
      number(need.megabitsASecond),
      number(need.diskGbADay),
      number((need.diskGbADay * 365) / 1000),
      number(need.databaseGbADay),
      number(need.walGbADay),
      number(need.transactionsASecond),
    ];
  });
  return table(
    [
      'Recording',
      'Cores',
      'Postgres cores',
      'Processes',
      'Their memory GB',
      'Mbit/s at peak',
      'Disk GB a day',
      'Disk TB a year',
      'Database GB a day',
      'WAL GB a day',
      'Write transactions/s at peak',
    ],
    rows,
  );
}

function stepTable({ cases, jobs }) {
  const { cpuMs } = cases['10 s'];
  const aDay = (perSecond) => number((perSecond * DAY_SECONDS * BUSY) / PEAK);
  const core = 1000 / (cpuMs.main + cpuMs.rest);
  const main = 1000 / cpuMs.main;
  const postgres = 1000 / cpuMs.postgres;
  const hoursPerCore = jobs[1].hours / (jobs[1].cpuSeconds.main + jobs[1].cpuSeconds.rest);
  const twoCores = Math.min(main, 2000 / (cpuMs.main + cpuMs.rest + cpuMs.postgres));
  const rows = [
    ['One process with its own Postgres, two cores', `${number(twoCores)} a second`, aDay(twoCores)],
    ['More cores and threads for it (each core)', `${number(core)} a second`, aDay(core)],
    [
      'Postgres of its own, several API processes: the main thread of one is full',
      `${number(main)} a second`,
      aDay(main),
    ],
    [
      'Workers beside the API: long recordings (each core)',
      `${number(hoursPerCore)} hours of ECG a second`,
      `${aDay(hoursPerCore)} hours`,
    ],
    ['More cores for Postgres: one is full', `${number(postgres)} a second`, aDay(postgres)],
  ];
  return table(['Step', 'Does', 'Recordings of 10 s a day'], rows);
}

function tracesSentence({ traces: { cpuMs, ratio } }) {
  return `With a collector a \`/predict\` costs ${number(cpuMs.with)} ms of processor time, without one ${number(cpuMs.without)} ms: ${ratio.toFixed(2)} times as much.`;
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

/** Three digits are all that a measurement on a busy machine is good for. */
function number(value) {
  const rounded = Number(value.toPrecision(3));
  return Math.abs(rounded) >= 1000 ? rounded.toLocaleString('en') : String(rounded);
}

function signed(share) {
  const percent = Math.round(100 * share);
  return `${percent > 0 ? '+' : ''}${percent} %`;
}

const PLACE = /(<!-- measured: (\w+) -->\n)[\s\S]*?(<!-- end -->)/g;

/** @returns the documentation with the tables of these figures */
export function filled(markdown, figures) {
  const all = tables(figures);
  return markdown.replaceAll(PLACE, (_all, begin, name, end) => {
    if (all[name] === undefined)
      throw new Error(`capacity.md has a place for ${name}, which nobody measures`);
    return `${begin}\n${all[name]}\n\n${end}`;
  });
}

/** Writes the tables of capacity.json into capacity.md. */
export function fillIn(root) {
  const path = (name) => join(root, 'docs/administration', name);
  const figures = JSON.parse(readFileSync(path('capacity.json'), 'utf8'));
  writeFileSync(path('capacity.md'), filled(readFileSync(path('capacity.md'), 'utf8'), figures));
}

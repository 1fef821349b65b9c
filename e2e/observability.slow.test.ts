/** What operators see of a real server: its log, its traces, and its figures through a real Prometheus. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { writeDataSet } from '@sinode/core/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Collector,
  startCollector,
} from '../packages/api/src/operations/telemetry/testing/collector.ts';
import {
  createPlace,
  freePort,
  type Place,
  postmasterPids,
  type ServerProcess,
  signIn,
  startServerProcess,
} from './testing/server-process.ts';

const RECORDS = 40;

const repository = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

let place: Place;
let collector: Collector;
let server: ServerProcess;
let metricsPort: number;
let headers: { authorization: string };

beforeAll(async () => {
  place = await createPlace();
  await writeDataSet(
    place.libraryDir,
    { records: RECORDS, seconds: 60, samplingRate: 250, seed: 3 },
    () => {},
  );
  collector = await startCollector();
  metricsPort = await freePort();
  server = await startServerProcess(place, {
    env: {
      SINODE_METRICS_PORT: String(metricsPort),
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_BSP_SCHEDULE_DELAY: '200',
    },
  });
  headers = await signIn(server.url, 'ada');
});
afterAll(async () => {
  await server?.stop();
  await collector?.close();
  await place?.remove();
});

const post = (path: string, body: object) =>
  fetch(server.url + path, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** Asks for a bit of everything. */
async function work(): Promise<void> {
  const predict = { data_path: './wfdb/', ecg_file: '00001.hea' };
  await Promise.all(Array.from({ length: 8 }, () => post('/predict', predict)));
  await fetch(`${server.url}/v1/recordings/00000000-0000-4000-8000-000000000000`, { headers });
  await post('/v1/evaluations', { source: { kind: 'library', dataSet: 'wfdb' }, protocol: 'ec57' });
  const form = new FormData();
  form.append(
    'file',
    new Blob([`II\n${Array.from({ length: 5000 }, () => Math.random().toFixed(3)).join('\n')}`]),
    'r.csv',
  );
  form.append('samplingRate', '500');
  await fetch(`${server.url}/v1/recordings`, { method: 'POST', headers, body: form });
}

const lines = () =>
  server
    .log()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);

async function until(isSo: () => boolean): Promise<void> {
  const end = performance.now() + 60_000;
  while (!isSo()) {
    if (performance.now() > end) throw new Error('it is not so after a minute');
    await wait(50);
  }
}

describe('the log', () => {
  interface Field {
    readonly line: string;
    readonly name: string;
    readonly type: string;
  }
  let fields: Field[];

  beforeAll(async () => {
    const text = await readFile(repository('docs/administration/observability.md'), 'utf8');
    const log = text.slice(text.indexOf('\n## Log'));
    fields = [...log.matchAll(/^\| (every|some|`[\w ]+`)\s*\| `(\w+)`\s*\| (\w+\??)\s*\|/gm)].map(
      ([, line = '', name = '', type = '']) => ({ line: line.replaceAll('`', ''), name, type }),
    );
    await work();
    await until(() => lines().some(({ msg, kind }) => msg === 'job ended' && kind === 'evaluation'));
  });
  const of = (wanted: string) => fields.filter(({ line }) => line === wanted);

  test('every line is JSON with the documented fields', () => {
    expect(lines().length).toBeGreaterThan(20);
    const words = server
      .log()
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('{'));
    expect(words).toEqual([expect.stringMatching(/^API: /)]);
    for (const line of lines())
      for (const { name, type } of of('every')) expect(typeof line[name], JSON.stringify(line)).toBe(type);
  });

  test.each(['ready', 'request', 'job begun', 'job ended'])(
    'lines of “%s” have theirs, and no other',
    (msg) => {
      const found = lines().filter((line) => line.msg === msg);
      expect(found.length).toBeGreaterThan(0);
      const allowed = [...of('every'), ...of('some'), ...of(msg)].map(({ name }) => name);
      expect(of(msg).length).toBeGreaterThan(2);
      for (const line of found) {
        expect(Object.keys(line).filter((name) => !allowed.includes(name))).toEqual([]);
        for (const { name, type } of of(msg)) {
          const value = line[name] ?? undefined;
          if (type.endsWith('?') && value === undefined) continue;
          expect(typeof value, `${name} of ${JSON.stringify(line)}`).toBe(type.replace('?', ''));
        }
      }
      // What may be there is there at least once.
      for (const { name } of of(msg))
        expect(
          found.some((line) => line[name] != null),
          name,
        ).toBe(true);
    },
  );

  test('names the trace of a request and of its job, and nothing of a person', () => {
    const ended = lines().find(({ msg, kind }) => msg === 'job ended' && kind === 'evaluation');
    const asked = lines().find(({ route, status }) => route === '/v1/evaluations' && status === 202);
    expect(ended?.trace_id).toMatch(/^[\da-f]{32}$/);
    expect(asked?.trace_id).toBe(ended?.trace_id);
    expect(server.log()).not.toMatch(/\bada\b|r\.csv|00001\.hea/);
  });
});

test('a collector that goes away is complained of once, and so is the return told', async () => {
  const count = (text: string) => lines().filter(({ msg }) => String(msg).startsWith(text)).length;
  collector.answer(400);
  for (let i = 0; i < 5; i++) {
    await work();
    await wait(300);
  }
  await until(() => count('traces cannot be delivered') > 0);
  expect(count('traces cannot be delivered')).toBe(1);
  collector.answer(200);
  await work();
  await until(() => count('traces are delivered again') === 1);
});

test('where the database does not answer, the figures come all the same and say so', async () => {
  const figures = async () => (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  const [postmaster = Number.NaN] = await postmasterPids(place);
  // It first: it would answer the next connection with a child that nobody stopped.
  const stopped = [postmaster];
  process.kill(postmaster, 'SIGSTOP');
  try {
    const { stdout } = spawnSync('ps', ['-o', 'pid=', '--ppid', String(postmaster)], { encoding: 'utf8' });
    const children = stdout.split('\n').filter(Boolean).map(Number);
    expect(children.length).toBeGreaterThan(3);
    for (const pid of children) {
      process.kill(pid, 'SIGSTOP');
      stopped.push(pid);
    }
    // It may have been asked a moment ago.
    await wait(5_000);
    const begin = performance.now();
    const text = await figures();
    expect(performance.now() - begin).toBeLessThan(8_000);
    expect(text).toMatch(/^sinode_database_up 0$/m);
    expect(text).not.toMatch(/^sinode_jobs\{/m);
    expect(text).toMatch(/^sinode_threads \d+$/m);
  } finally {
    for (const pid of stopped.reverse()) process.kill(pid, 'SIGCONT');
  }
  await expect.poll(figures, { timeout: 60_000, interval: 1_000 }).toMatch(/^sinode_database_up 1$/m);
});

const hasPrometheus = spawnSync('prometheus', ['--version']).status === 0;
if (!hasPrometheus) console.error('skipped: there is no prometheus on the PATH (apt install prometheus)');

/** Read from the database once a minute: what has just been analysed may be in it or not. */
const SOMETIMES_EMPTY = 'Beats of low confidence';

describe.skipIf(!hasPrometheus)('Prometheus', () => {
  let url: string;
  let prometheus: ReturnType<typeof spawn>;

  beforeAll(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const config = join(place.folder, 'prometheus.yml');
    // JSON is YAML.
    await writeFile(
      config,
      JSON.stringify({
        global: { scrape_interval: '1s', evaluation_interval: '1s' },
        rule_files: [repository('deploy/prometheus/alerts.yaml')],
        scrape_configs: [{ job_name: 'sinode', static_configs: [{ targets: [`127.0.0.1:${metricsPort}`] }] }],
      }),
    );
    const args = [`--config.file=${config}`, `--storage.tsdb.path=${join(place.folder, 'prometheus')}`];
    prometheus = spawn('prometheus', [...args, `--web.listen-address=127.0.0.1:${port}`], {
      stdio: 'ignore',
    });
    for (let i = 0; i < 12; i++) {
      await work();
      await wait(1000);
    }
  });
  afterAll(async () => {
    if (prometheus.exitCode !== null) return;
    prometheus.kill();
    await once(prometheus, 'exit');
  });

  test('answers every panel of the dashboard, and under load with something', async () => {
    const { panels } = JSON.parse(await readFile(repository('deploy/grafana/sinode.json'), 'utf8')) as {
      panels: { title: string; targets?: { expr: string }[] }[];
    };
    const empty: string[] = [];
    for (const { title, targets = [] } of panels) {
      for (const { expr } of targets) {
        const query = expr
          .replaceAll('$job', 'sinode')
          .replaceAll('$instance', '.*')
          .replaceAll('$__rate_interval', '10s');
        const answer = await fetch(`${url}/api/v1/query?${new URLSearchParams({ query })}`);
        const body = (await answer.json()) as { status: string; data: { result: unknown[] } };
        expect([body.status, answer.status], `${title}: ${query}`).toEqual(['success', 200]);
        if (body.data.result.length === 0 && title !== SOMETIMES_EMPTY) empty.push(title);
      }
    }
    // Where nothing went wrong, was compared, or was analysed often enough there is nothing to show.
    expect(empty).toEqual([
      'Drift of the input',
      'Agreement of the candidate',
      'Errors of the database a second',
      'Calls of the store that fail, a second',
    ]);
  });

  test('can evaluate every rule, and no alert fires', async () => {
    const answer = await fetch(`${url}/api/v1/rules`);
    const { data } = (await answer.json()) as {
      data: { groups: { rules: { name: string; health: string; state: string }[] }[] };
    };
    const rules = data.groups.flatMap((group) => group.rules);
    expect(rules.length).toBeGreaterThan(15);
    expect(rules.filter(({ health }) => health !== 'ok')).toEqual([]);
    expect(rules.filter(({ state }) => state === 'firing').map(({ name }) => name)).toEqual([]);
  });
});

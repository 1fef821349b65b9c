/** What Prometheus is told by a real server; and that the documentation, the dashboard and the alerts speak of the same. */
import { readFile, statfs } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { figure, typesIn } from './testing/figures.ts';
import { type RunningServer, startRunningServer } from './testing/running-server.ts';

let server: RunningServer;
let text: string;
const read = async () => (await server.send('GET', '/metrics')).text();
const figureOf = (name: string, labels?: Record<string, string>) => figure(text, name, labels);

beforeAll(async () => {
  server = await startRunningServer();
  const recording = await server.upload();
  await server.send('POST', `/v1/recordings/${recording}/analyses`, {});
  await server.send('GET', '/v1/recordings/00000000-0000-4000-8000-000000000000');
  await fetch(`${server.url}/v1/recordings`);
  await server.until(async () => figure(await read(), 'sinode_job_seconds_count', { kind: 'library' }) > 0);
  text = await read();
}, 60_000);
afterAll(() => server.close());

describe('the figures of a real server', () => {
  test('requests by route, and refusals by their code', () => {
    const route = '/v1/recordings/:id';
    expect(figureOf('sinode_http_request_seconds_count', { route, status: '404' })).toBe(1);
    expect(figureOf('sinode_http_refusals_total', { code: 'NOT_FOUND' })).toBe(1);
    expect(figureOf('sinode_http_refusals_total', { code: 'NOT_SIGNED_IN' })).toBe(1);
  });

  test('uploads, analyses and the tasks that they are', () => {
    expect(figureOf('sinode_uploads_total')).toBe(1);
    // Two leads of ten seconds at 500 Hz in two bytes, and what lies beside them.
    expect(figureOf('sinode_uploaded_bytes_total')).toBeGreaterThan(20_000);
    expect(figureOf('sinode_analysed_ecg_seconds_total')).toBe(10);
    expect(figureOf('sinode_beats_total')).toBeGreaterThan(5);
    expect(figureOf('sinode_analyses_total', { quality: 'good' })).toBe(1);
    expect(figureOf('sinode_task_seconds_count', { task: 'prepare', outcome: 'done' })).toBe(1);
    expect(figureOf('sinode_task_wait_seconds_count', { task: 'analyze' })).toBe(1);
    expect([figureOf('sinode_threads'), figureOf('sinode_threads_replaced_total')]).toEqual([1, 0]);
  });

  test('jobs that ended, and a queue with nothing in it', () => {
    expect(figureOf('sinode_job_seconds_count', { kind: 'library', outcome: 'done' })).toBe(1);
    expect(text).toContain('sinode_jobs{kind="analysis",state="queued"} 0');
    expect(text).toContain('sinode_jobs_oldest_waiting_seconds{kind="analysis"} 0');
  });

  test('the database, its connections and its statements', () => {
    expect(figureOf('sinode_database_up')).toBe(1);
    expect(figureOf('sinode_database_size_bytes')).toBeGreaterThan(1e6);
    expect(figureOf('sinode_database_connections')).toBeGreaterThan(0);
    expect(figureOf('sinode_database_statement_seconds_count', { statement: 'insert' })).toBeGreaterThan(2);
    // Transactions too: the library is scanned in some.
    expect(figureOf('sinode_database_statement_seconds_count', { statement: 'commit' })).toBeGreaterThan(0);
    expect(figureOf('sinode_database_errors_total')).toBe(0);
  });

  test('the store and its disk', async () => {
    expect(figureOf('sinode_store_seconds_count', { operation: 'keep', outcome: 'done' })).toBe(1);
    const { blocks, bsize } = await statfs(server.config.dataDir);
    expect(figureOf('sinode_data_size_bytes')).toBe(blocks * bsize);
    expect(figureOf('sinode_data_free_bytes')).toBeGreaterThan(0);
  });
});

test('jobs that nobody works on wait, and grow old', async () => {
  const api = await startRunningServer({ SINODE_ROLE: 'api' });
  const recording = await api.upload({ seconds: 700 });
  await api.send('POST', `/v1/recordings/${recording}/analyses`, {});
  const age = async () =>
    figure(await (await api.send('GET', '/metrics')).text(), 'sinode_jobs_oldest_waiting_seconds', {
      kind: 'analysis',
    });
  await api.until(async () => (await age()) > 0);
  await api.close();
}, 60_000);

const file = (path: string) => readFile(new URL(`../../../../${path}`, import.meta.url), 'utf8');

describe('what is written of them', () => {
  test('the documentation lists exactly the metrics there are', async () => {
    const documented = [
      ...(await file('docs/administration/observability.md')).matchAll(/^\| `(sinode_\w+)`\s*\| (\w+)/gm),
    ].map(([, name, type]) => `${name} ${type}`);
    const real = [...typesIn(text)].map(([name, type]) => `${name} ${type}`);
    expect(documented.sort()).toEqual(real.filter((line) => line.startsWith('sinode_')).sort());
  });

  test.each(['deploy/grafana/sinode.json', 'deploy/prometheus/alerts.yaml'])(
    '%s asks for metrics that exist only',
    async (path) => {
      const types = typesIn(text);
      const series = [...types].flatMap(([name, type]) =>
        type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
      );
      const asked = new Set((await file(path)).match(/\b(sinode|process|nodejs)_\w+/g));
      expect(asked.size).toBeGreaterThan(15);
      expect([...asked].filter((name) => !series.includes(name))).toEqual([]);
    },
  );

  test('every alert says how urgent it is and where to read what to do, and every such place has its alert', async () => {
    const { groups } = parse(await file('deploy/prometheus/alerts.yaml')) as {
      groups: { rules: { alert: string; labels: object; annotations: object }[] }[];
    };
    const rules = groups.flatMap((group) => group.rules);
    for (const { alert, labels, annotations } of rules) {
      expect(labels).toEqual({ severity: expect.stringMatching(/^(critical|warning)$/) });
      expect(annotations).toEqual({
        summary: expect.stringMatching(/\w/),
        description: `docs/administration/observability.md#${alert.toLowerCase()}`,
      });
    }
    const headings = [
      ...(await file('docs/administration/observability.md')).matchAll(/^### (Sinode\w+)$/gm),
    ].map(([, alert]) => alert);
    expect(rules.map(({ alert }) => alert)).toEqual(headings);
    const tests = parse(await file('deploy/prometheus/alerts.test.yaml')) as { tests: { name: string }[] };
    expect(tests.tests.map(({ name }) => name.replace(/:.*/, ''))).toEqual(
      headings.flatMap((alert) => [`${alert} fires`, `${alert} does not fire`]),
    );
  });
});

/** Traces of a real server, as a collector of OpenTelemetry gets them. */
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningServer, startRunningServer } from '../testing/running-server.ts';
import { type Collector, type ReceivedSpan, startCollector } from './testing/collector.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const CALLER = 'b7ad6b7169203331';
const traceparent = `00-${TRACE}-${CALLER}-01`;

/** The library reads its variables from the environment itself. */
function setVariables(variables: Record<string, string | undefined>): void {
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}

const loaded = () =>
  Object.keys(createRequire(import.meta.url).cache).filter((path) =>
    path.includes('opentelemetry/sdk-trace'),
  );

test('without an endpoint nothing of it is loaded', async () => {
  const server = await startRunningServer();
  expect(server.config.hasTraces).toBe(false);
  expect((await server.send('GET', '/v1/recordings')).status).toBe(200);
  await server.close();
  expect(loaded()).toEqual([]);
}, 60_000);

describe('with a collector', () => {
  let collector: Collector;
  let server: RunningServer;
  let recording: string;
  let spans: ReceivedSpan[];

  beforeAll(async () => {
    collector = await startCollector();
    setVariables({
      OTEL_EXPORTER_OTLP_HEADERS: 'x-tenant=clinic',
      OTEL_SERVICE_NAME: 'ecg',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    });
    server = await startRunningServer({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
    recording = await server.upload({ headers: { traceparent } });
    await server.send('POST', `/v1/recordings/${recording}/analyses`, {}, { traceparent });
    await server.send('GET', '/v1/recordings?q=SECRET-QUESTION', undefined, { traceparent });
    await server.send('GET', '/v1/recordings/00000000-0000-4000-8000-000000000000', undefined, {
      traceparent,
    });
    await fetch(`${server.url}/health/ready`, { headers: { traceparent } });
    const long = await server.upload({ seconds: 700 });
    const asked = await server.send('POST', `/v1/recordings/${long}/analyses`, {}, { traceparent });
    const { id } = (await asked.json()) as { id: string };
    await server.until(async () => {
      const found = (await (await server.send('GET', `/v1/analyses/${id}`)).json()) as { state: string };
      return found.state === 'done';
    });
    await server.stop();
    spans = collector.spans.filter(({ traceId }) => traceId === TRACE);
  }, 60_000);
  afterAll(async () => {
    await server.close();
    await collector.close();
  });

  const named = (name: string, among = spans) => among.filter((span) => span.name === name);
  const only = (name: string, among = spans) => {
    const [span, ...more] = named(name, among);
    if (span === undefined || more.length > 0) throw new Error(`${more.length + 1} spans ${name}`);
    return span;
  };
  const beneath = ({ spanId }: ReceivedSpan) => spans.filter(({ parentSpanId }) => parentSpanId === spanId);

  test('a request goes on with the trace of its caller, under the pattern of its route', () => {
    const span = only('POST /v1/recordings');
    expect(span).toMatchObject({
      parentSpanId: CALLER,
      kind: 2,
      attributes: {
        'http.request.method': 'POST',
        'http.route': '/v1/recordings',
        'http.response.status_code': 201,
      },
    });
    expect(span.resource).toMatchObject({ 'service.name': 'ecg', 'sinode.role': 'all' });
    expect(collector.headers[0]).toMatchObject({ 'x-tenant': 'clinic' });
  });

  test('beneath an upload are its task, the store and the statements, each with its time', () => {
    const upload = only('POST /v1/recordings');
    const children = beneath(upload);
    expect(children.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'store receive',
        'select recordings',
        'prepare',
        'store keep',
        'insert recordings',
      ]),
    );
    const prepare = only('prepare', children);
    expect(beneath(prepare).map(({ name }) => name)).toEqual(['wait for a thread']);
    for (const { startTimeUnixNano, endTimeUnixNano } of [...children, ...beneath(prepare)]) {
      expect(BigInt(startTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(upload.startTimeUnixNano));
      expect(BigInt(endTimeUnixNano)).toBeLessThanOrEqual(BigInt(upload.endTimeUnixNano));
    }
    expect(only('insert recordings', children).attributes).toEqual({
      'db.system.name': 'postgresql',
      'db.operation.name': 'insert',
      'db.collection.name': 'recordings',
    });
  });

  test('a job is part of the trace of the request that asked for it', () => {
    const [ofShort, ofLong] = named('POST /v1/recordings/:id/analyses').sort(
      (a, b) => Number(a.startTimeUnixNano) - Number(b.startTimeUnixNano),
    );
    expect(beneath(ofShort as ReceivedSpan).map(({ name }) => name)).toContain('analyze');
    expect(beneath(ofLong as ReceivedSpan).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['begin', 'insert jobs', 'commit', 'job analysis']),
    );
    const job = only('job analysis');
    expect(job).toMatchObject({ kind: 5, attributes: { 'sinode.job.outcome': 'done' } });
    expect(beneath(job).map(({ name }) => name)).toContain('analyze');
  });

  test('a refusal carries its code', () => {
    expect(only('GET /v1/recordings/:id').attributes).toMatchObject({
      'http.response.status_code': 404,
      'error.type': 'NOT_FOUND',
    });
  });

  test('what machines ask every few seconds leaves no trace, and neither does waiting for jobs', () => {
    const names = new Set(collector.spans.map(({ name }) => name));
    expect([...names].filter((name) => name.includes('health'))).toEqual([]);
    expect(collector.spans.filter(({ parentSpanId, kind }) => !parentSpanId && kind === 3)).toEqual([]);
  });

  test('nothing of a person is in any of it', () => {
    for (const secret of ['grace.hopper', 'private-name', recording, 'SECRET-QUESTION', '127.0.0.1'])
      expect(collector.text()).not.toContain(secret);
  });

  test('it was loaded', () => {
    expect(loaded()).not.toEqual([]);
  });
});

test('a collector that is away, or refuses, costs no request and keeps nobody from stopping', async () => {
  const collector = await startCollector();
  collector.answer(400);
  setVariables({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_BSP_SCHEDULE_DELAY: '50' });
  const server = await startRunningServer({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
  expect((await server.send('GET', '/v1/recordings')).status).toBe(200);
  await collector.close();
  expect((await server.send('GET', '/v1/recordings')).status).toBe(200);
  const begin = performance.now();
  await server.stop();
  expect(performance.now() - begin).toBeLessThan(10_000);
  expect(collector.spans).toEqual([]);
  await server.close();
  setVariables({ OTEL_BSP_SCHEDULE_DELAY: undefined });
}, 60_000);

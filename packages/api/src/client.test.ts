import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  ApiError,
  type Client,
  createClient,
  followJob,
  orThrow,
  readEnvelope,
} from '../../client/src/index.ts';
import { startTestServer, type TestServer } from './testing/test-server.ts';

const PASSWORD = 'correct horse battery staple';

let server: TestServer;
let client: Client;
let token: string | null = null;
beforeAll(async () => {
  server = await startTestServer();
  client = createClient({ baseUrl: server.url, token: () => token });
  const body = { username: 'ada', password: PASSWORD };
  await orThrow(client.POST('/v1/auth/register', { body }));
  token = (await orThrow(client.POST('/v1/auth/login', { body }))).accessToken;
});
afterAll(() => server?.close());

/** Four seconds at 250 Hz of a line that rises from -1 mV to 1 mV. */
function ramp(): File {
  const lines = Array.from({ length: 1000 }, (_, i) => `${i / 250},${((2 * i) / 999 - 1).toFixed(6)}`);
  return new File([`time,II\n${lines.join('\n')}\n`], 'ramp.csv');
}

test('the token is asked for before each request', async () => {
  expect((await orThrow(client.GET('/v1/account'))).username).toBe('ada');
  const stranger = createClient({ baseUrl: server.url });
  const refused = await orThrow(stranger.GET('/v1/account')).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ApiError);
  expect(refused).toMatchObject({ status: 401, code: 'NOT_SIGNED_IN', retryAfterSeconds: null });
});

test('a refusal carries what is wrong with which field', async () => {
  const body = { username: 'x', password: PASSWORD };
  const refused = await orThrow(client.POST('/v1/auth/register', { body })).catch((error: unknown) => error);
  expect(refused).toMatchObject({ status: 422, fields: [{ field: 'body.username' }] });

  const list = client.GET('/v1/recordings', { params: { query: { limit: 0 } } });
  expect(await orThrow(list).catch((error: unknown) => error)).toMatchObject({
    message: 'query.limit: must be a whole number from 1 to 200.',
    fields: [{ field: 'query.limit' }],
  });
});

test('a file is uploaded as a form, and its envelope comes as numbers', async () => {
  const recording = await orThrow(
    client.POST('/v1/recordings', { body: { file: [ramp()], name: 'A ramp', tags: ['one', 'two'] } }),
  );
  expect(recording).toMatchObject({ name: 'A ramp', tags: ['one', 'two'], samplingRate: 250 });

  const envelope = await readEnvelope(client, { recordingId: recording.id, lead: 'II', columns: 10 });
  expect(envelope).toMatchObject({ startSample: 0, samplingRate: 250, sampleCount: 1000 });
  expect(envelope.minMax.length).toBe(2 * Math.ceil(1000 / envelope.samplesPerColumn));
  expect(envelope.minMax[0]).toBeCloseTo(-1, 2);
  expect(envelope.minMax.at(-1)).toBeCloseTo(1, 2);

  const path = { id: recording.id };
  await orThrow(client.DELETE('/v1/recordings/{id}', { params: { path } }));
  expect((await client.GET('/v1/recordings/{id}', { params: { path } })).response.status).toBe(404);
});

test('a job is followed to its end', async () => {
  const evaluation = await orThrow(
    client.POST('/v1/evaluations', {
      body: { source: { kind: 'library', dataSet: '.' }, protocol: 'cpsc2019' },
    }),
  );
  const states: string[] = [];
  for await (const { state } of followJob(client, { evaluationId: evaluation.id })) states.push(state);
  expect(states.at(-1)).toBe('done');
  expect(states.slice(0, -1).every((state) => state === 'queued' || state === 'running')).toBe(true);
});

test('following connects again when the line breaks before the end', async () => {
  const texts = [
    'event: progress\ndata: {"state":"running","progress":0.5,"error":null}\n\nevent: done\nda',
    ': still here\n\nevent: done\ndata: {"state":"done","progress":1,"error":null}\n\n',
  ];
  const broken = createClient({
    baseUrl: server.url,
    fetch: async () => new Response(texts.shift(), { headers: { 'content-type': 'text/event-stream' } }),
  });
  const told: number[] = [];
  for await (const { progress } of followJob(broken, { analysisId: 'any' })) told.push(progress);
  expect(told).toEqual([0.5, 1]);
});

test('a job that is not there cannot be followed, and following can be given up', async () => {
  const missing = { analysisId: '00000000-0000-4000-8000-000000000000' };
  await expect(followJob(client, missing).next()).rejects.toMatchObject({ status: 404 });
  await expect(
    followJob(client, missing, { signal: AbortSignal.abort(new Error('enough')) }).next(),
  ).rejects.toThrow('enough');
});

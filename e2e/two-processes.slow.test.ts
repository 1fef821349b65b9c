/** Two API processes and two workers share one Postgres and one data folder. */
import { setTimeout as wait } from 'node:timers/promises';
import { writeDataSet } from '@sinode/core/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '../packages/api/src/testing/test-database.ts';
import {
  createPlace,
  type Place,
  type ServerProcess,
  signIn,
  startServerProcess,
} from './testing/server-process.ts';

const RECORDS = 60;

let place: Place;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let apis: ServerProcess[] = [];
let workers: ServerProcess[] = [];
beforeAll(async () => {
  place = await createPlace();
  await writeDataSet(
    place.libraryDir,
    { records: RECORDS, seconds: 300, samplingRate: 500, seed: 3 },
    () => {},
  );
  database = await createTestDatabase();
  const start = (role: string) =>
    startServerProcess(place, { args: ['--role', role], env: { DATABASE_URL: database.url } });
  apis = await Promise.all([start('api'), start('api')]);
  workers = await Promise.all([start('worker'), start('worker')]);
});
afterAll(async () => {
  await Promise.all([...apis, ...workers].map((server) => server.stop()));
  await database?.drop();
  await place.remove();
});

interface EvaluationAnswer {
  readonly state: string;
  readonly progress: number;
  readonly files: number;
  readonly records: readonly unknown[];
}

async function evaluation(
  server: ServerProcess,
  headers: Record<string, string>,
  id: string,
): Promise<EvaluationAnswer> {
  const answer = await fetch(`${server.url}/v1/evaluations/${id}`, { headers });
  expect(answer.status).toBe(200);
  return (await answer.json()) as EvaluationAnswer;
}

async function startEvaluation(server: ServerProcess, headers: Record<string, string>): Promise<string> {
  const answer = await fetch(`${server.url}/v1/evaluations`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ source: { kind: 'library', dataSet: 'wfdb' }, protocol: 'ec57' }),
  });
  expect([answer.status, await answer.clone().text()]).toEqual([202, expect.any(String)]);
  return ((await answer.json()) as { id: string }).id;
}

test('a job that was started through one process is followed through the other', async () => {
  const [first, second] = apis as [ServerProcess, ServerProcess];
  const headers = await signIn(first.url, 'twins');
  const id = await startEvaluation(first, headers);

  const events = await fetch(`${second.url}/v1/evaluations/${id}/events`, { headers });
  expect(events.headers.get('content-type')).toMatch('text/event-stream');
  const text = await events.text();
  expect(text).toMatch(/event: progress/);
  expect(text.trimEnd().split('\n\n').at(-1)).toMatch(/event: done/);

  const { state, files, records } = await evaluation(second, headers, id);
  expect(state).toBe('done');
  expect(files).toBe(RECORDS);
  expect(records).toHaveLength(RECORDS);
});

test('killing the worker that has the job loses nothing: the other one goes on', async () => {
  const [first] = apis as [ServerProcess, ServerProcess];
  const headers = await signIn(first.url, 'orphans');
  const id = await startEvaluation(first, headers);
  await expect
    .poll(() => evaluation(first, headers, id).then(({ progress }) => progress), {
      timeout: 60_000,
      interval: 20,
    })
    .toBeGreaterThan(0);
  // One of the two has it; with both gone, nobody does.
  await Promise.all(workers.map((worker) => worker.kill()));
  const before = await evaluation(first, headers, id);
  expect(before.state).toBe('running');
  await wait(500);
  expect((await evaluation(first, headers, id)).state).toBe('running');

  workers = [
    await startServerProcess(place, { args: ['--role', 'worker'], env: { DATABASE_URL: database.url } }),
  ];
  await expect
    .poll(() => evaluation(first, headers, id).then(({ state }) => state), { timeout: 90_000, interval: 200 })
    .toBe('done');
  expect((await evaluation(first, headers, id)).files).toBe(RECORDS);
});

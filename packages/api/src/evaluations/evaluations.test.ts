import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EvaluationComparison, EvaluationDetail, EvaluationItem } from '@sinode/contracts';
import { listDataSet, readReference } from '@sinode/core/node';
import type { Engine, EvaluateTask } from '@sinode/engine';
import { eq, sql } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { samplesToBytes } from '../analyses/stored-numbers.ts';
import { corrections, evaluationRecords, evaluations, recordings } from '../database/schema.ts';
import { createWorker, type JobHandler, type Worker } from '../jobs/worker.ts';
import { fillLibrary } from '../library/fill-library.ts';
import { createLibrary } from '../library/library.ts';
import { createFolderStore } from '../recordings/storage/folder-store.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { createEvaluations } from './evaluations.ts';

const log = pino({ level: 'silent' });

let api: TestApp;
let libraryDir: string;
let headers: { authorization: string };
let userId: string;
let handler: JobHandler;
let scan: JobHandler;
let worker: Worker;
/** Tasks that reached the engine. */
let asked: EvaluateTask[] = [];

beforeAll(async () => {
  api = await createTestApp({
    routes: async ({ db, engine, folder }) => {
      libraryDir = join(folder, 'library');
      await fillLibrary(libraryDir);
      const library = createLibrary({ db, engine, libraryDir, log });
      scan = library.handler;
      await library.requestScan();
      const watched: Engine = {
        ...engine,
        evaluate(task, options) {
          asked.push(task);
          return engine.evaluate(task, options);
        },
      };
      const store = createFolderStore(folder);
      const made = createEvaluations({ db, engine: watched, places: { store, libraryDir } });
      handler = made.handler;
      return [made.routes];
    },
  });
  ({ headers, userId } = await api.signUp());
  worker = createWorker({
    db: api.db,
    log,
    handlers: { evaluation: handler, library: scan },
    concurrency: 2,
  });
  worker.start();
  await vi.waitFor(async () => expect(await api.db.$count(recordings)).toBe(16), { timeout: 20_000 });
});
afterAll(async () => {
  await worker.stop();
  await api.close();
});

const CHALLENGE = { source: { kind: 'library' }, protocol: 'cpsc2019' };

function ask(payload: unknown) {
  return api.app.inject({ method: 'POST', url: '/v1/evaluations', headers, payload: payload as object });
}
function get(path: string, sent = headers) {
  return api.app.inject({ url: `/v1/evaluations/${path}`, headers: sent });
}

async function finished(id: string): Promise<EvaluationDetail> {
  await expect
    .poll(async () => (await get(id)).json().state, { timeout: 20_000, interval: 20 })
    .toMatch(/done|failed/);
  return EvaluationDetail.parse((await get(id)).json());
}

async function evaluate(payload: unknown): Promise<EvaluationDetail> {
  const response = await ask(payload);
  expect(response.statusCode).toBe(202);
  return finished(EvaluationItem.parse(response.json()).id);
}

test('the library is scored record by record, each with the recording it is about', async () => {
  const response = await ask({ ...CHALLENGE, name: 'first' });
  const item = EvaluationItem.parse(response.json());
  expect(response.headers.location).toBe(`/v1/evaluations/${item.id}`);
  const detail = await finished(item.id);
  expect(detail).toMatchObject({
    name: 'first',
    state: 'done',
    progress: 1,
    error: null,
    files: 8,
    listed: 8,
    seenInTraining: 0,
    unscored: [],
    asked: { source: { kind: 'library', dataSet: '.' } },
  });
  expect(detail.qrsAccuracy).toBeGreaterThan(0.5);
  expect(detail.timing.ecgSeconds).toBe(80);
  const [first] = detail.records;
  expect(first?.record).toBe('00001');
  const [row] = await api.db
    .select()
    .from(recordings)
    .where(eq(recordings.id, first?.recordingId ?? ''));
  expect(row?.libraryPath).toBe('data/data_00001.mat');
});

test('WFDB records are scored with ec57, with the options that were asked for', async () => {
  const detail = await evaluate({
    source: { kind: 'library', dataSet: './wfdb/' },
    protocol: 'ec57',
    lead: 'V5',
    span: 'annotated',
    toleranceMs: 100,
  });
  expect(detail.asked).toMatchObject({ source: { dataSet: 'wfdb' }, lead: 'V5', toleranceMs: 100 });
  expect(detail.records.every(({ lead }) => lead === 'V5')).toBe(true);
  expect(detail.f1).toBeGreaterThan(0.9);
  expect(detail.records[0]?.recordingId).not.toBeNull();
});

test.each([
  [422, { ...CHALLENGE, protocol: 'qtdb' }],
  [422, { ...CHALLENGE, toleranceMs: 100 }],
  [422, { ...CHALLENGE, source: { kind: 'library', dataSet: 'wfdb' } }],
  [422, { ...CHALLENGE, source: { kind: 'library', dataSet: 'data' } }],
  [422, { ...CHALLENGE, source: { kind: 'library', dataSet: 'a\0b' } }],
  [422, { ...CHALLENGE, source: { kind: 'library', dataSet: 7 } }],
  [422, { ...CHALLENGE, source: { kind: 'folder' } }],
  [422, { ...CHALLENGE, model: '../../models/sinode-qrs-2' }],
  [422, { ...CHALLENGE, model: 'another' }],
  [422, { ...CHALLENGE, name: 'a\0b' }],
  [422, { ...CHALLENGE, name: '\ud800' }],
  [422, { ...CHALLENGE, name: 'x'.repeat(300) }],
  [422, { source: { kind: 'library', dataSet: 'wfdb' }, protocol: 'ec57', annotator: '../atr' }],
  [422, { source: { kind: 'library', dataSet: 'wfdb' }, protocol: 'ec57', annotator: 'qrs' }],
  [422, { source: { kind: 'corrections' }, protocol: 'cpsc2019' }],
  [422, { source: { kind: 'corrections', recordingIds: ['1'] }, protocol: 'ec57' }],
  [422, { source: { kind: 'corrections', recordingIds: [] }, protocol: 'ec57' }],
  [422, []],
  [404, { ...CHALLENGE, source: { kind: 'library', dataSet: 'nowhere' } }],
  [404, { ...CHALLENGE, source: { kind: 'library', dataSet: '%2e%2e' } }],
  [404, { ...CHALLENGE, source: { kind: 'library', dataSet: 'x'.repeat(999) } }],
  [400, { ...CHALLENGE, source: { kind: 'library', dataSet: '..' } }],
  [400, { ...CHALLENGE, source: { kind: 'library', dataSet: '/etc' } }],
  [400, { ...CHALLENGE, source: { kind: 'library', dataSet: 'wfdb/../..' } }],
  [400, { ...CHALLENGE, source: { kind: 'library', dataSet: 'C:\\' } }],
])('%#: %d, in words that do not tell where the library lies', async (status, payload) => {
  const response = await ask(payload);
  expect(response.statusCode).toBe(status);
  expect(response.json().detail).toMatch(/\w{3,}/);
  expect(response.body).not.toContain(libraryDir);
});

test('a recording that cannot be read scores as one without beats, one without a reference is named', async () => {
  await writeFile(join(libraryDir, 'data/data_00009.mat'), '');
  await writeFile(join(libraryDir, 'ref/R_00009.mat'), 'no reference');
  await writeFile(join(libraryDir, 'wfdb/00009.hea'), 'broken');
  await writeFile(join(libraryDir, 'wfdb/00009.atr'), '');
  try {
    const challenge = await evaluate(CHALLENGE);
    expect(challenge).toMatchObject({ files: 8, listed: 9, unscored: [{ record: '00009' }] });
    const wfdb = await evaluate({ source: { kind: 'library', dataSet: 'wfdb' }, protocol: 'ec57' });
    expect(wfdb.files).toBe(9);
    expect(wfdb.records.at(-1)).toMatchObject({
      record: '00009',
      lead: null,
      error: expect.stringContaining('00009'),
    });
    expect(JSON.stringify([challenge, wfdb])).not.toContain(libraryDir);
  } finally {
    for (const name of ['data/data_00009.mat', 'ref/R_00009.mat', 'wfdb/00009.hea', 'wfdb/00009.atr']) {
      await rm(join(libraryDir, name));
    }
  }
});

describe('corrected beats', () => {
  test('are the reference, the latest version of each lead, and only of the one who corrected them', async () => {
    const { db } = api;
    const [entry] = await listDataSet(join(libraryDir, 'wfdb'));
    if (entry === undefined) throw new Error('the library is empty');
    const { beats } = await readReference(entry);
    const [recording] = await db
      .select()
      .from(recordings)
      .where(eq(recordings.libraryPath, 'wfdb/00001.hea'));
    if (recording === undefined) throw new Error('no such recording');
    const save = (version: number, samples: Int32Array, authorId = userId) =>
      db.insert(corrections).values({
        recordingId: recording.id,
        authorId,
        lead: 'V5',
        version,
        changes: [],
        beats: samplesToBytes(samples),
      });
    await save(1, Int32Array.of(17));
    await save(2, Int32Array.from(beats));
    const other = await api.signUp();
    await save(1, Int32Array.of(1, 2, 3), other.userId);

    const detail = await evaluate({ source: { kind: 'corrections' }, protocol: 'ec57' });
    expect(detail).toMatchObject({ files: 1, truePositives: beats.length, falseNegatives: 0 });
    expect(detail.records[0]).toMatchObject({ record: '00001.hea', lead: 'V5', recordingId: recording.id });

    const none = await ask({ source: { kind: 'corrections', recordingIds: [userId] }, protocol: 'ec57' });
    expect(none.statusCode).toBe(422);
  });
});

test('a job that was interrupted goes on where it stopped', async () => {
  await worker.stop();
  const { id } = EvaluationItem.parse((await ask(CHALLENGE)).json());
  asked = [];
  const { db } = api;
  const [evaluation] = await db.select().from(evaluations).where(eq(evaluations.id, id));
  const job = await db.query.jobs.findFirst({
    where: (jobs, { eq }) => eq(jobs.id, evaluation?.jobId ?? ''),
  });
  if (job === undefined) throw new Error('there is no job');
  const stop = new AbortController();
  const control = {
    signal: stop.signal,
    progress: (fraction: number) => {
      if (fraction >= 3 / 8) stop.abort(new Error('the server stops'));
    },
    save: (write: Parameters<Parameters<JobHandler>[1]['save']>[0]) => db.transaction(write),
  };
  await expect(handler(job, control)).rejects.toThrow('the server stops');
  expect(await db.$count(evaluationRecords, eq(evaluationRecords.evaluationId, id))).toBe(3);
  expect(EvaluationDetail.parse((await get(id)).json())).toMatchObject({
    state: 'queued',
    files: 3,
    listed: 8,
  });
  expect((await get(`compare?a=${id}&b=${id}`)).statusCode).toBe(409);

  asked = [];
  worker = createWorker({ db, log, handlers: { evaluation: handler }, concurrency: 2 });
  worker.start();
  expect(await finished(id)).toMatchObject({ state: 'done', files: 8, timing: { ecgSeconds: 80 } });
  expect(asked).toHaveLength(5);
});

test('two evaluations are compared, the newest is listed first, and pages neither repeat nor skip', async () => {
  const a = await evaluate({ source: { kind: 'library', dataSet: 'wfdb' }, protocol: 'ec57', lead: 'II' });
  const b = await evaluate({
    source: { kind: 'library', dataSet: 'wfdb' },
    protocol: 'ec57',
    toleranceMs: 1,
  });
  const response = await get(`compare?a=${a.id}&b=${b.id}`);
  expect(response.statusCode).toBe(200);
  const comparison = EvaluationComparison.parse(response.json());
  expect(comparison).toMatchObject({ inBoth: 8, onlyInA: 0, onlyInB: 0, a: { id: a.id }, b: { id: b.id } });
  expect(comparison.differences.f1).toBeLessThan(0);
  const changes = comparison.records.map(({ change }) => change);
  expect(changes).toEqual(changes.toSorted((x, y) => x - y));

  const listed: string[] = [];
  for (let cursor = ''; ; ) {
    const page = (await api.app.inject({ url: `/v1/evaluations?limit=2${cursor}`, headers })).json();
    listed.push(...page.items.map((item: unknown) => EvaluationItem.parse(item).id));
    if (page.nextCursor === null) break;
    cursor = `&cursor=${page.nextCursor}`;
  }
  expect(listed.slice(0, 2)).toEqual([b.id, a.id]);
  expect(new Set(listed).size).toBe(listed.length);
  expect(listed).toHaveLength(await api.db.$count(evaluations));
  for (const cursor of ['x', 'W10', Buffer.from('["2026-01-01","x"]').toString('base64url')]) {
    expect((await api.app.inject({ url: `/v1/evaluations?cursor=${cursor}`, headers })).statusCode).toBe(422);
  }
});

test('a score that was kept before offsets were has none', async () => {
  const { id, records } = await evaluate(CHALLENGE);
  const beats = records[0]?.offsetsMs?.reduce((sum, [, count]) => sum + count, 0);
  expect(beats).toBe(records[0]?.truePositives);
  await api.db.execute(
    sql`update evaluation_records set score = score - 'offsetsMs' where evaluation_id = ${id}`,
  );
  const before = await finished(id);
  expect(before.records.map(({ offsetsMs }) => offsetsMs)).toEqual(records.map(() => null));
  expect(before.qrsAccuracy).not.toBeNull();
});

test('records are downloaded as CSV and as JSON', async () => {
  const { id, records } = await evaluate(CHALLENGE);
  const csv = await get(`${id}/records`);
  expect(csv.headers['content-type']).toContain('text/csv');
  expect(csv.headers['content-disposition']).toContain(`evaluation-${id}.csv`);
  expect(csv.body.trim().split('\n')).toHaveLength(9);
  expect((await get(`${id}/records?format=json`)).json()).toEqual(records);
});

test("another's evaluation is not there, on any route", async () => {
  const { id } = await evaluate(CHALLENGE);
  const other = await api.signUp();
  for (const path of [id, `${id}/events`, `${id}/records`, `compare?a=${id}&b=${id}`]) {
    expect((await get(path, other.headers)).statusCode).toBe(404);
  }
  const remove = { method: 'DELETE', url: `/v1/evaluations/${id}` } as const;
  expect((await api.app.inject({ ...remove, headers: other.headers })).statusCode).toBe(404);
  expect((await api.app.inject({ url: '/v1/evaluations', headers: other.headers })).json().items).toEqual([]);
  expect((await get('not-an-id')).statusCode).toBe(422);
});

test('an evaluation is followed to its end', async () => {
  const { id } = EvaluationItem.parse((await ask(CHALLENGE)).json());
  const { body } = await get(`${id}/events`);
  expect(body).toContain('event: done');
});

test('one that is deleted stops, and is gone', async () => {
  await worker.stop();
  const { id } = EvaluationItem.parse((await ask(CHALLENGE)).json());
  const response = await api.app.inject({ method: 'DELETE', url: `/v1/evaluations/${id}`, headers });
  expect(response.statusCode).toBe(204);
  expect((await get(id)).statusCode).toBe(404);
  const jobs = await api.db.query.jobs.findMany({ where: (jobs, { eq }) => eq(jobs.subject, id) });
  expect(jobs.map(({ state }) => state)).toEqual(['cancelled']);
});

test('nobody fills the queue alone', async () => {
  const answers = [];
  for (let i = 0; i < 21; i++) answers.push(await ask(CHALLENGE));
  const last = answers.at(-1);
  expect(answers.slice(0, 20).every(({ statusCode }) => statusCode === 202)).toBe(true);
  expect(last?.statusCode).toBe(429);
  expect(last?.headers['retry-after']).toBe('10');
});

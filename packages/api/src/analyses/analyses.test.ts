import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { StoredAnalysis } from '@sinode/contracts';
import { parseAnnotations } from '@sinode/core';
import { eq, sql } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { analyses, jobs, users } from '../database/schema.ts';
import { createWorker, type Worker } from '../jobs/worker.ts';
import type { RecordingRow } from '../recordings/find-recording.ts';
import { SHORT_SECONDS } from './make-analysis.ts';
import { type Clinic, openClinic, SAMPLING_RATE } from './testing/clinic.ts';

let clinic: Clinic;
let ann: Awaited<ReturnType<Clinic['signUp']>>;
let bob: Awaited<ReturnType<Clinic['signUp']>>;

beforeAll(async () => {
  clinic = await openClinic();
  ann = await clinic.signUp();
  bob = await clinic.signUp();
});
afterAll(() => clinic.close());

const ask = (id: string, body: object = {}, who = ann) =>
  clinic.as(who).post(`/v1/recordings/${id}/analyses`, body);

async function withWorker(work: (worker: Worker) => Promise<void>): Promise<void> {
  const { db } = clinic;
  const handlers = { analysis: clinic.analyses.handler };
  const worker = createWorker({ db, log: pino({ level: 'silent' }), handlers, concurrency: 1 });
  worker.start();
  try {
    await work(worker);
  } finally {
    await worker.stop();
  }
}

/** One that is taken for long: its row says so, its file is read in no time. */
async function addLong(options: Parameters<Clinic['addRecording']>[0]): Promise<RecordingRow> {
  const row = await clinic.addRecording(options);
  await clinic.db.execute(
    sql`update recordings set duration_seconds = ${SHORT_SECONDS + 1} where id = ${row.id}`,
  );
  return row;
}

async function ended(url: string): Promise<StoredAnalysis> {
  return vi.waitFor(
    async () => {
      const analysis = (await clinic.as(ann).get(url)).json<StoredAnalysis>();
      expect(['done', 'failed']).toContain(analysis.state);
      return analysis;
    },
    { timeout: 30_000, interval: 50 },
  );
}

test('a short recording is answered at once, and with the same answer ever after', async () => {
  const { id } = await clinic.addRecording({ ownerId: ann.userId });
  const first = await ask(id);
  expect(first.statusCode).toBe(201);
  const analysis = first.json<StoredAnalysis>();
  expect(first.headers.location).toBe(`/v1/analyses/${analysis.id}`);
  expect(analysis).toMatchObject({
    recordingId: id,
    state: 'done',
    progress: 1,
    error: null,
    askedLead: null,
  });
  const { report } = StoredAnalysis.parse(analysis);
  if (report === null) throw new Error('there is no report');
  expect(report.beats.length).toBeGreaterThan(15);
  expect(report.confidence).toHaveLength(report.beats.length);
  expect(report.rrMs).toHaveLength(report.beats.length - 1);
  expect(report.heartRate).toBeGreaterThan(50);
  expect(report.lead).toBe('II');

  const second = await ask(id);
  expect(second.statusCode).toBe(200);
  expect(second.json()).toEqual(analysis);
  expect((await clinic.as(ann).get(`/v1/analyses/${analysis.id}`)).json()).toEqual(analysis);
});

test('a request without a body asks for the lead that shows the beats best', async () => {
  const { id } = await clinic.addRecording({ ownerId: ann.userId });
  expect((await clinic.as(ann).post(`/v1/recordings/${id}/analyses`)).statusCode).toBe(201);
});

test('ten equal requests at once make one analysis', async () => {
  const { id } = await clinic.addRecording({ ownerId: ann.userId });
  const responses = await Promise.all(Array.from({ length: 10 }, () => ask(id)));
  expect(responses.map(({ statusCode }) => statusCode).sort()).toEqual([...Array(9).fill(200), 201]);
  expect(new Set(responses.map((response) => response.json().id)).size).toBe(1);
  expect(await clinic.db.select().from(analyses).where(eq(analyses.recordingId, id))).toHaveLength(1);
});

test('each lead has an analysis of its own, however its name is written', async () => {
  const { id } = await clinic.addRecording({ ownerId: ann.userId, leads: ['II', 'V5'] });
  const two = (await ask(id, { lead: 'II' })).json<StoredAnalysis>();
  const five = (await ask(id, { lead: 'v5' })).json<StoredAnalysis>();
  expect(five.report?.lead).toBe('V5');
  expect(five.id).not.toBe(two.id);
  expect((await ask(id, { lead: 'V5' })).json().id).toBe(five.id);

  const list = await clinic.as(ann).get(`/v1/recordings/${id}/analyses?limit=1`);
  expect(list.json().items).toMatchObject([
    {
      id: five.id,
      askedLead: 'V5',
      result: { lead: 'V5', beatCount: five.report?.beats.length, quality: 'good' },
    },
  ]);
  const rest = await clinic.as(ann).get(`/v1/recordings/${id}/analyses?cursor=${list.json().nextCursor}`);
  expect(rest.json().items).toMatchObject([{ id: two.id }]);
  expect(rest.json().nextCursor).toBeNull();
});

test('a lead that is not there is refused with those that are', async () => {
  const { id } = await clinic.addRecording({ ownerId: ann.userId, leads: ['II', 'V5'] });
  const response = await ask(id, { lead: 'aVR' });
  expect(response.statusCode).toBe(422);
  expect(response.json()).toMatchObject({ code: 'VALIDATION_FAILED', fields: [{ field: 'body.lead' }] });
  expect(response.json().detail).toContain('II, V5');
});

test('only the model that is loaded can be asked, and never a path', async () => {
  const { id } = await clinic.addRecording({ ownerId: ann.userId });
  const { name } = clinic.engine.card;
  expect((await ask(id, { model: name })).statusCode).toBe(201);
  for (const model of [
    'other',
    '../models',
    '..',
    '/etc',
    'a/b',
    'a\\b',
    '',
    'C:',
    'a\0b',
    'x'.repeat(1000),
  ]) {
    const response = await ask(id, { model });
    expect(response.statusCode, model).toBe(422);
    expect(response.json().fields).toMatchObject([{ field: 'body.model' }]);
  }
  expect((await ask(id, { model: 'other' })).json().detail).toContain(name);
});

test.each([{ lead: 7 }, { lead: '' }, { lead: 'a\0b' }, { lead: '\ud800' }, { leads: 'II' }, []])(
  'the body %j is refused',
  async (body) => {
    const { id } = await clinic.addRecording({ ownerId: ann.userId, seconds: 3 });
    expect((await ask(id, body)).statusCode).toBe(422);
  },
);

test('a recording that cannot be analysed is refused in words, without telling where it lies', async () => {
  const { id } = await clinic.addRecording({
    ownerId: ann.userId,
    content: JSON.stringify({ samplingRate: 250, leads: { II: Array(2500).fill(1) } }),
  });
  const flat = await ask(id);
  expect(flat.statusCode).toBe(422);
  expect(flat.json()).toMatchObject({ code: 'SIGNAL_FLAT' });

  const broken = await clinic.addRecording({ ownerId: ann.userId, content: '{"samplingRate":250,"leads":[' });
  const refused = await ask(broken.id);
  expect(refused.statusCode).toBe(422);
  expect(refused.body).not.toContain(clinic.folder);
  expect(refused.json().detail).toContain('ecg.json');
  expect((await clinic.as(ann).get(`/v1/recordings/${id}/analyses`)).json().items).toEqual([]);
});

test('a file of the library that is gone is a 404', async () => {
  const { id } = await clinic.addRecording({ ownerId: null });
  await rm(join(clinic.folder, 'library', id, 'ecg.json'));
  expect((await ask(id)).statusCode).toBe(404);
});

test('a long recording becomes a job that is followed to its end', async () => {
  const { id } = await addLong({ ownerId: ann.userId });
  const response = await ask(id);
  expect(response.statusCode).toBe(202);
  const queued = response.json<StoredAnalysis>();
  expect(queued).toMatchObject({ state: 'queued', progress: 0, report: null, finishedAt: null });
  const url = response.headers.location as string;
  expect((await ask(id)).json().id).toBe(queued.id);
  expect(await clinic.db.select().from(jobs).where(eq(jobs.subject, queued.id))).toHaveLength(1);
  expect((await clinic.as(ann).get(`${url}/beats`)).statusCode).toBe(409);

  await withWorker(async () => {
    const events = await clinic.as(ann).get(`${url}/events`);
    expect(events.headers['content-type']).toBe('text/event-stream');
    expect(events.body).toMatch(
      /event: done\nid: \S+\/done\ndata: {"state":"done","progress":1,"error":null}\n\n$/,
    );
  });
  const done = await ended(url);
  expect(done).toMatchObject({ state: 'done', progress: 1, error: null });
  expect(done.report?.beats.length).toBeGreaterThan(15);
  expect((await ask(id)).statusCode).toBe(200);
});

test('a long one that failed says why, and can be asked for again', async () => {
  const { id } = await addLong({
    ownerId: ann.userId,
    content: JSON.stringify({ samplingRate: 250, leads: { II: Array(2500).fill(1) } }),
  });
  const url = (await ask(id)).headers.location as string;
  await withWorker(async () => {
    const failed = await ended(url);
    expect(failed).toMatchObject({ state: 'failed', error: { code: 'SIGNAL_FLAT' }, report: null });
    const events = await clinic.as(ann).get(`${url}/events`);
    expect(events.body).toContain('event: failed');
  });
  const again = await ask(id);
  expect(again.statusCode).toBe(202);
  expect(again.json()).toMatchObject({ state: 'queued', error: null });
  expect(again.headers.location).toBe(url);
});

test('requests at once for a long recording make one analysis and one job', async () => {
  const { id } = await addLong({ ownerId: ann.userId });
  const ids = (await Promise.all(Array.from({ length: 10 }, () => ask(id)))).map((response) => {
    expect(response.statusCode).toBe(202);
    return response.json().id;
  });
  expect(new Set(ids).size).toBe(1);
  expect(await clinic.db.select().from(jobs).where(eq(jobs.subject, ids[0]))).toHaveLength(1);
});

test('deleting an analysis stops the work on it', async () => {
  const { id } = await addLong({ ownerId: ann.userId });
  const { id: analysisId } = (await ask(id)).json();
  expect((await clinic.as(ann).delete(`/v1/analyses/${analysisId}`)).statusCode).toBe(204);
  expect((await clinic.as(ann).get(`/v1/analyses/${analysisId}`)).statusCode).toBe(404);
  const [job] = await clinic.db.select().from(jobs).where(eq(jobs.subject, analysisId));
  expect(job?.state).toBe('cancelled');
});

test('the library is everybody’s: all share its analyses, and only an administrator deletes one', async () => {
  const { id } = await clinic.addRecording({ ownerId: null });
  const { id: analysisId } = (await ask(id, {}, ann)).json();
  const shared = await ask(id, {}, bob);
  expect(shared.statusCode).toBe(200);
  expect(shared.json().id).toBe(analysisId);
  expect((await clinic.as(bob).delete(`/v1/analyses/${analysisId}`)).statusCode).toBe(403);
  const chief = await clinic.signUp();
  await clinic.db.update(users).set({ role: 'admin' }).where(eq(users.id, chief.userId));
  expect((await clinic.as(chief).delete(`/v1/analyses/${analysisId}`)).statusCode).toBe(204);
});

test('another’s recordings and analyses are not there', async () => {
  const { id } = await clinic.addRecording({ ownerId: ann.userId });
  const { id: analysisId } = (await ask(id)).json();
  const requests = [
    ask(id, {}, bob),
    ...[
      `/v1/recordings/${id}/analyses`,
      ...['', '/events', '/beats'].map((end) => `/v1/analyses/${analysisId}${end}`),
    ].map((url) => clinic.as(bob).get(url)),
    clinic.as(bob).delete(`/v1/analyses/${analysisId}`),
    clinic.as(bob).get(`/v1/analyses/${randomUUID()}`),
  ];
  for (const response of await Promise.all(requests)) {
    expect(response.statusCode).toBe(404);
    expect(response.json().code).toBe('NOT_FOUND');
  }
  expect((await clinic.as(ann).get(`/v1/analyses/${analysisId}`)).statusCode).toBe(200);
});

test('beats are given out as JSON, CSV and WFDB, by format or by Accept', async () => {
  const { id } = await clinic.addRecording({ ownerId: ann.userId });
  const analysis = (await ask(id)).json<StoredAnalysis>();
  const { report } = analysis;
  const url = `/v1/analyses/${analysis.id}/beats`;

  const json = await clinic.as(ann).get(url);
  expect(json.json()).toEqual(report);
  expect(json.headers['content-disposition']).toBe(
    `attachment; filename="a _night__ M_ller_ _.json"; filename*=UTF-8''a%20%22night%22%2C%20M%C3%BCller%3B%20%E5%BF%83.json`,
  );

  const csv = await clinic.as(ann).get(`${url}?format=csv`);
  const lines = csv.body.trimEnd().split('\n');
  expect(lines[0]).toBe('file,lead,beat,sample,timeSeconds,rrMs,confidence');
  expect(lines).toHaveLength((report?.beats.length ?? 0) + 1);
  expect((await clinic.as(ann).get(url, { accept: 'text/csv, */*' })).body).toBe(csv.body);

  const wfdb = await clinic.as(ann).get(`${url}?format=wfdb`, { accept: 'text/csv' });
  const { annotations, samplingRate } = parseAnnotations(wfdb.rawPayload, 'a.qrs');
  expect(samplingRate).toBe(SAMPLING_RATE);
  expect(annotations.map(({ sample }) => sample)).toEqual(report?.beats);
  expect((await clinic.as(ann).get(`${url}?format=exe`)).statusCode).toBe(422);
});

test('the models are listed, and shown by name only', async () => {
  const { name, version } = clinic.engine.card;
  const list = await clinic.as(ann).get('/v1/models');
  expect(list.json().items).toContainEqual(expect.objectContaining({ name, version, isLoaded: true }));
  const card = await clinic.as(ann).get(`/v1/models/${name}`);
  expect(card.statusCode).toBe(200);
  expect(card.json()).toMatchObject({
    name,
    version,
    isLoaded: true,
    samplingRate: clinic.engine.card.input.samplingRate,
  });
  expect((await clinic.as(ann).get('/v1/models/other')).statusCode).toBe(404);
  for (const bad of ['..', '%2e%2e', '..%2f..', '%2fetc', 'a%5cb', '%00', 'A']) {
    expect([404, 422], bad).toContain((await clinic.as(ann).get(`/v1/models/${bad}`)).statusCode);
  }
});

test('every route is in the OpenAPI document with its answers', async () => {
  const { paths = {} } = clinic.app.swagger();
  const post = paths['/v1/recordings/{id}/analyses']?.post;
  expect(Object.keys(post?.responses ?? {})).toEqual(
    expect.arrayContaining(['200', '201', '202', '401', '403', '404', '422', '503']),
  );
  expect(Object.keys(paths)).toEqual(
    expect.arrayContaining(['/v1/analyses/{id}/events', '/v1/corrections/{id}/beats', '/v1/models/{name}']),
  );
});

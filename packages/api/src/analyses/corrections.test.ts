import { randomUUID } from 'node:crypto';
import { Correction, type CorrectionItem, type StoredAnalysis } from '@sinode/contracts';
import { parseAnnotations } from '@sinode/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RecordingRow } from '../recordings/find-recording.ts';
import { latestCorrections } from './corrections.ts';
import { type Clinic, openClinic, SAMPLING_RATE } from './testing/clinic.ts';

let clinic: Clinic;
let ann: Awaited<ReturnType<Clinic['signUp']>>;
let bob: Awaited<ReturnType<Clinic['signUp']>>;

beforeAll(async () => {
  clinic = await openClinic();
  ann = await clinic.signUp('ann');
  bob = await clinic.signUp('bob');
});
afterAll(() => clinic.close());

async function analysed(ownerId: string | null, who = ann) {
  const recording = await clinic.addRecording({ ownerId, leads: ['II', 'V5'] });
  const url = `/v1/recordings/${recording.id}`;
  const analysis = (await clinic.as(who).post(`${url}/analyses`, { lead: 'II' })).json<StoredAnalysis>();
  return { recording, analysisId: analysis.id, beats: analysis.report?.beats ?? [] };
}

const save = ({ id }: RecordingRow, body: object, who = ann) =>
  clinic.as(who).post(`/v1/recordings/${id}/corrections`, { lead: 'II', changes: [], ...body });

const read = async (id: string, who = ann) =>
  Correction.parse((await clinic.as(who).get(`/v1/corrections/${id}`)).json());

test('beats that are added, moved and deleted are a version with author and time', async () => {
  const { recording, analysisId, beats } = await analysed(ann.userId);
  const [first = 0, second = 0, third = 0] = beats;
  const response = await save(recording, {
    lead: 'ii',
    basedOn: { analysisId },
    changes: [
      { kind: 'delete', sample: first },
      { kind: 'move', from: second, to: second + 3 },
      { kind: 'add', sample: third + 50 },
    ],
    note: 'artefact at the start',
  });
  expect(response.statusCode).toBe(201);
  const item = response.json<CorrectionItem>();
  expect(response.headers.location).toBe(`/v1/corrections/${item.id}`);
  expect(item).toMatchObject({
    lead: 'II',
    version: 1,
    author: 'ann',
    analysisId,
    note: 'artefact at the start',
    beatCount: beats.length,
    changes: { added: 1, moved: 1, deleted: 1 },
  });
  const correction = await read(item.id);
  const expected = [second + 3, third, third + 50, ...beats.slice(3)];
  expect(correction.beats).toEqual(expected);
  expect(correction.rrMs[0]).toBeCloseTo(((third - second - 3) / SAMPLING_RATE) * 1000);
  const minutes = ((expected.at(-1) ?? 0) - second - 3) / SAMPLING_RATE / 60;
  expect(correction.heartRate).toBeCloseTo((expected.length - 1) / minutes);
});

test('each save is a new version, and all of them stay', async () => {
  const { recording, analysisId, beats } = await analysed(ann.userId);
  const one = (await save(recording, { basedOn: { analysisId } })).json<CorrectionItem>();
  expect(one).toMatchObject({ version: 1, changes: { added: 0, moved: 0, deleted: 0 } });
  const changes = [{ kind: 'delete', sample: beats[0] }];
  const two = (await save(recording, { basedOn: { version: 1 }, changes })).json<CorrectionItem>();
  expect(two).toMatchObject({ version: 2, analysisId, beatCount: beats.length - 1 });
  expect((await read(one.id)).beats).toEqual(beats);
  expect((await read(two.id)).beats).toEqual(beats.slice(1));

  const url = `/v1/recordings/${recording.id}/corrections`;
  const page = (await clinic.as(ann).get(`${url}?limit=1`)).json();
  expect(page.items).toEqual([two]);
  expect((await clinic.as(ann).get(`${url}?cursor=${page.nextCursor}`)).json()).toEqual({
    items: [one],
    nextCursor: null,
  });
});

test('changes to what is no longer the latest are a conflict and change nothing', async () => {
  const { recording, analysisId } = await analysed(ann.userId);
  await save(recording, { basedOn: { analysisId } });
  await save(recording, { basedOn: { version: 1 } });
  for (const basedOn of [{ version: 1 }, { analysisId }]) {
    const response = await save(recording, { basedOn });
    expect(response.statusCode).toBe(409);
    expect(response.json()).toMatchObject({ code: 'CONFLICT' });
    expect(response.json().detail).toContain('version 2');
  }
  expect((await save(recording, { basedOn: { version: 3 } })).statusCode).toBe(422);
});

test('of saves at once one wins and the others are told', async () => {
  const { recording, analysisId } = await analysed(ann.userId);
  for (const basedOn of [{ analysisId }, { version: 1 }]) {
    const saves = Array.from({ length: 8 }, () => save(recording, { basedOn }));
    const codes = (await Promise.all(saves)).map(({ statusCode }) => statusCode).sort();
    expect(codes).toEqual([201, ...Array(7).fill(409)]);
  }
});

test('a change that cannot be made is refused with its place, and nothing is saved', async () => {
  const { recording, analysisId, beats } = await analysed(ann.userId);
  const there = beats[0] ?? 0;
  const good = { kind: 'delete', sample: beats[1] };
  const cases: [object, string][] = [
    [{ kind: 'delete', sample: there + 1 }, 'no beat at sample'],
    [{ kind: 'move', from: there + 1, to: there + 2 }, 'no beat at sample'],
    [{ kind: 'add', sample: there }, 'already'],
    [{ kind: 'add', sample: recording.sampleCount }, 'outside the recording'],
    [good, 'no beat at sample'],
  ];
  for (const [change, words] of cases) {
    const response = await save(recording, { basedOn: { analysisId }, changes: [good, change] });
    expect(response.statusCode).toBe(422);
    expect(response.json().fields).toMatchObject([{ field: 'body.changes.1' }]);
    expect(response.json().detail).toContain(words);
  }
  expect((await clinic.as(ann).get(`/v1/recordings/${recording.id}/corrections`)).json().items).toEqual([]);
});

test.each([
  { changes: [{ kind: 'add', sample: -1 }] },
  { changes: [{ kind: 'add', sample: 1.5 }] },
  { changes: [{ kind: 'add', sample: 2 ** 31 }] },
  { changes: [{ kind: 'add', sample: '5' }] },
  { changes: [{ kind: 'swap', sample: 5 }] },
  { changes: [{ kind: 'move', from: 5 }] },
  { changes: { 0: { kind: 'add', sample: 5 } } },
  { basedOn: {} },
  { basedOn: { version: 0 } },
  { basedOn: { version: 2 ** 40 } },
  { basedOn: { analysisId: '../1' } },
  { lead: 'aVR' },
  { note: 'a\0b' },
  { note: '\ud800' },
  { note: 'x'.repeat(2001) },
])('%j is refused', async (body) => {
  const recording = await clinic.addRecording({ ownerId: ann.userId, seconds: 3 });
  expect((await save(recording, { basedOn: { version: 1 }, ...body })).statusCode).toBe(422);
});

test('changes begin with an analysis of this recording and lead only', async () => {
  const { recording, analysisId } = await analysed(ann.userId);
  const other = await analysed(ann.userId);
  for (const body of [
    { basedOn: { analysisId: other.analysisId } },
    { basedOn: { analysisId: randomUUID() } },
    { basedOn: { analysisId }, lead: 'V5' },
  ]) {
    const response = await save(recording, body);
    expect(response.statusCode).toBe(422);
    expect(response.json().fields).toMatchObject([{ field: 'body.basedOn.analysisId' }]);
  }
});

test('a hundred thousand changes are taken, one more is not', async () => {
  const { recording, analysisId } = await analysed(ann.userId);
  const free = { kind: 'add', sample: 1 };
  const changes = Array.from({ length: 50_000 }, () => [free, { kind: 'delete', sample: 1 }]).flat();
  expect((await save(recording, { basedOn: { analysisId }, changes: [...changes, free] })).statusCode).toBe(
    422,
  );
  const response = await save(recording, { basedOn: { analysisId }, changes });
  expect(response.statusCode).toBe(201);
  expect(response.json().changes).toEqual({ added: 50_000, moved: 0, deleted: 50_000 });
});

test('corrections are the author’s alone, also on recordings of the library', async () => {
  const { recording, analysisId } = await analysed(null);
  const { id } = (await save(recording, { basedOn: { analysisId } })).json<CorrectionItem>();
  const url = `/v1/recordings/${recording.id}/corrections`;
  expect((await clinic.as(bob).get(url)).json().items).toEqual([]);
  for (const end of ['', '/beats']) {
    expect((await clinic.as(bob).get(`/v1/corrections/${id}${end}`)).statusCode).toBe(404);
  }
  expect((await save(recording, { basedOn: { version: 1 } }, bob)).statusCode).toBe(422);
  expect((await save(recording, { basedOn: { analysisId } }, bob)).json()).toMatchObject({
    version: 1,
    author: 'bob',
  });
});

test('another’s recording cannot be corrected, nor its corrections seen', async () => {
  const { recording, analysisId } = await analysed(ann.userId);
  expect((await save(recording, { basedOn: { analysisId } }, bob)).statusCode).toBe(404);
  expect((await clinic.as(bob).get(`/v1/recordings/${recording.id}/corrections`)).statusCode).toBe(404);
});

test('a version outlives the analysis that it began with', async () => {
  const { recording, analysisId, beats } = await analysed(ann.userId);
  const { id } = (await save(recording, { basedOn: { analysisId } })).json<CorrectionItem>();
  await clinic.as(ann).delete(`/v1/analyses/${analysisId}`);
  expect(await read(id)).toMatchObject({ analysisId: null, beats });
  expect((await save(recording, { basedOn: { version: 1 } })).statusCode).toBe(201);
});

test('corrected beats are given out as CSV and WFDB', async () => {
  const { recording, analysisId, beats } = await analysed(ann.userId);
  const { id } = (await save(recording, { basedOn: { analysisId } })).json<CorrectionItem>();
  const csv = await clinic.as(ann).get(`/v1/corrections/${id}/beats?format=csv`);
  expect(csv.body.split('\n')[1]).toMatch(/^"a ""night"", Müller; 心.json",II,1,\d+,[\d.]+,[\d.]+,$/);
  const wfdb = await clinic.as(ann).get(`/v1/corrections/${id}/beats?format=wfdb`);
  expect(parseAnnotations(wfdb.rawPayload, 'a.qrs').annotations.map(({ sample }) => sample)).toEqual(beats);
  const json = await clinic.as(ann).get(`/v1/corrections/${id}/beats`);
  expect(json.json()).toEqual(await read(id));
});

test('the latest versions of a person are there as references, one for each recording and lead', async () => {
  const carl = await clinic.signUp();
  const { recording, analysisId, beats } = await analysed(carl.userId, carl);
  await save(recording, { basedOn: { analysisId } }, carl);
  const changes = [{ kind: 'delete', sample: beats[0] }];
  const saved = await save(recording, { basedOn: { version: 1 }, changes }, carl);
  const latest = await latestCorrections(clinic.db, carl.userId);
  expect(latest).toMatchObject([
    { id: saved.json<CorrectionItem>().id, recordingId: recording.id, lead: 'II' },
  ]);
  expect(await latestCorrections(clinic.db, carl.userId, [recording.id])).toHaveLength(1);
  expect(await latestCorrections(clinic.db, carl.userId, [randomUUID()])).toEqual([]);
  expect(await latestCorrections(clinic.db, bob.userId, [recording.id])).toEqual([]);
});

import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Recording, ReferenceBeats } from '@sinode/contracts';
import { type Annotation, encodeAnnotations, writeMat } from '@sinode/core';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordings } from '../database/schema.ts';
import { createRecordingsApp, type RecordingsApp } from './testing/recordings-app.ts';
import { matFile, synthetic, type TestFile, textFile, wfdbFiles } from './testing/records.ts';

let context: RecordingsApp;
let headers: { authorization: string };
beforeAll(async () => {
  context = await createRecordingsApp();
  ({ headers } = await context.signUp());
});
afterAll(() => context.close());

/** @param marks - `N` at 100 is a beat, `[` and `]` are the ends of flutter */
function annotations(...marks: readonly (readonly [sample: number, symbol: string])[]): Uint8Array {
  return encodeAnnotations(
    marks.map(
      ([sample, symbol]): Annotation => ({ sample, symbol, subtype: 0, channel: 0, number: 0, aux: '' }),
    ),
  );
}

let uploads = 0;
async function upload(...files: readonly TestFile[]): Promise<string> {
  // Each another recording, and without the annotations that come with it.
  const record = wfdbFiles({ seed: 100 + uploads++ }).filter(({ name }) => !name.endsWith('.atr'));
  const { status, body } = await context.upload(headers, [...record, ...files]);
  expect(status).toBe(201);
  return body.id;
}

/** A recording of the library: 5000 samples at 500 Hz, with files beside it. */
async function addToLibrary(path: string, files: Record<string, Uint8Array | string>): Promise<string> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(context.libraryDir, name, '..'), { recursive: true });
    await writeFile(join(context.libraryDir, name), content);
  }
  const [row] = await context.db
    .insert(recordings)
    .values({
      libraryPath: path,
      dataSet: '.',
      name: path,
      format: path.endsWith('.hea') ? 'wfdb' : 'mat',
      samplingRate: 500,
      sampleCount: 5000,
      durationSeconds: 10,
      leads: [],
      warnings: [],
      files: [],
      mainFile: path.slice(path.lastIndexOf('/') + 1),
      sha256: path,
      sizeBytes: 1,
    })
    .returning();
  return row?.id ?? '';
}

async function ask(id: string, query: Record<string, string> = {}, as: object = headers) {
  const url = `/v1/recordings/${id}/reference?${new URLSearchParams(query)}`;
  const answer = await context.app.inject({ url, headers: { ...as } });
  return { status: answer.statusCode, body: answer.json() };
}

const NONE = { annotators: [], annotator: null, samplingRate: 500, beats: [], excluded: [] };

test('an uploaded record has the beats that came with it, and nothing else that was marked', async () => {
  const id = await upload({
    name: 'r.atr',
    bytes: annotations([100, 'N'], [150, '+'], [400, 'V'], [450, '~']),
  });
  const { status, body } = await ask(id);
  expect(status).toBe(200);
  expect(ReferenceBeats.parse(body)).toEqual({
    ...NONE,
    annotators: ['atr'],
    annotator: 'atr',
    beats: [100, 400],
  });
});

test('a recording whose beats nobody marked says so', async () => {
  expect(await ask(await upload())).toEqual({ status: 200, body: NONE });
  const { body } = await context.upload(headers, [matFile()]);
  expect(await ask(body.id)).toEqual({ status: 200, body: NONE });
});

test('files beside a header that hold no beats are no annotators', async () => {
  const id = await upload(
    { name: 'r.rhy', bytes: annotations([100, '+']) },
    { name: 'r.txt', bytes: annotations([100, 'N']) },
    { name: 'r.pdf', bytes: new TextEncoder().encode('%PDF-1.7 and so on') },
    { name: 'r.xyz', bytes: new Uint8Array(0) },
    { name: 'r.a.b', bytes: annotations([100, 'N']) },
    { name: 'rr.atr', bytes: annotations([100, 'N']) },
  );
  expect((await ask(id)).body).toEqual(NONE);
  for (const annotator of ['rhy', 'txt', 'a.b', 'atr'])
    expect((await ask(id, { annotator })).status).toBe(404);
});

test('the usual annotator comes first, then the one of the lead, then the first of all', async () => {
  const [i, avr] = [annotations([1, 'N']), annotations([2, 'N'])];
  const byLead = await upload({ name: 'r.i', bytes: i }, { name: 'r.avr', bytes: avr });
  const chosen = async (id: string, query = {}) => (await ask(id, query)).body.annotator;
  expect((await ask(byLead)).body.annotators).toEqual(['avr', 'i']);
  expect(await chosen(byLead, { lead: 'I' })).toBe('i');
  expect(await chosen(byLead, { lead: 'aVR' })).toBe('avr');
  expect(await chosen(byLead, { lead: 'V5' })).toBe('avr');
  expect(await chosen(byLead)).toBe('avr');

  const usual = await upload({ name: 'r.i', bytes: i }, { name: 'r.atr', bytes: annotations([3, 'N']) });
  expect(await chosen(usual, { lead: 'I' })).toBe('atr');
  expect((await ask(usual, { annotator: 'i' })).body).toMatchObject({ annotator: 'i', beats: [1] });
});

test('an annotator that is not there is refused with those that are', async () => {
  const id = await upload(
    { name: 'r.atr', bytes: annotations([1, 'N']) },
    { name: 'r.qrs', bytes: annotations([2, 'N']) },
  );
  const { status, body } = await ask(id, { annotator: 'ii' });
  expect([status, body.code]).toEqual([404, 'NOT_FOUND']);
  expect(body.detail).toBe('The recording has no annotator "ii"; its beats were marked by atr, qrs.');
  expect((await ask(await upload(), { annotator: 'atr' })).body.detail).toContain('nobody marked its beats');
});

test.each(['', '.', '..', '../r.atr', '/etc/passwd', 'hea', 'dat', 'ATR', 'atr\0', 'x'.repeat(255)])(
  'no annotator is called %j',
  async (annotator) => {
    const id = await upload({ name: 'r.atr', bytes: annotations([1, 'N']) });
    expect((await ask(id, { annotator })).status).toBe(404);
  },
);

test('annotations at another rate are told at that of the recording', async () => {
  const note: Annotation = {
    sample: 0,
    symbol: '"',
    subtype: 0,
    channel: 0,
    number: 0,
    aux: '## time resolution: 250',
  };
  const beat = (sample: number, symbol: string): Annotation => ({ ...note, sample, symbol, aux: '' });
  const bytes = encodeAnnotations([note, beat(100, 'N'), beat(200, '['), beat(300, ']'), beat(401, 'N')]);
  const id = await upload({ name: 'r.atr', bytes });
  expect((await ask(id)).body).toMatchObject({ beats: [200, 802], excluded: [{ start: 400, end: 602 }] });
});

test('annotations of a record with several samples per frame count frames', async () => {
  const signals = 'm.dat 16x4 200/mV 0 0 0 0 0 II\nm.dat 16 1/mmHg 0 0 0 0 0 ABP';
  const samples = Int16Array.from({ length: 1500 * 5 }, (_, i) => (i * 7919) % 400);
  const { body } = await context.upload(headers, [
    textFile('m.hea', `m 2 125 1500\n${signals}`),
    { name: 'm.dat', bytes: new Uint8Array(samples.buffer) },
    { name: 'm.atr', bytes: annotations([125, 'N'], [250, '['], [374, ']'], [1250, 'N']) },
  ]);
  expect((await ask(body.id)).body).toMatchObject({
    samplingRate: 500,
    beats: [500, 5000],
    excluded: [{ start: 1000, end: 1500 }],
  });
});

test('what was marked beyond the end of the recording is left out', async () => {
  const bytes = annotations([100, 'N'], [4000, '['], [4999, 'N'], [5000, 'N'], [90_000, 'N']);
  const id = await upload({ name: 'r.atr', bytes });
  expect((await ask(id)).body).toMatchObject({ beats: [100, 4999], excluded: [{ start: 4000, end: 5000 }] });
});

test('annotations that break off are refused, and the others can still be asked for', async () => {
  const id = await upload(
    { name: 'r.atr', bytes: annotations([100, 'N'], [90_000, 'N']).slice(0, 5) },
    { name: 'r.qrs', bytes: annotations([7, 'N']) },
  );
  const { status, body } = await ask(id);
  expect([status, body.code]).toEqual([422, 'FILE_CORRUPT']);
  expect(body.detail).toMatch(/^r\.atr/);
  expect((await ask(id, { annotator: 'qrs' })).body).toMatchObject({
    annotators: ['atr', 'qrs'],
    beats: [7],
  });
});

test('annotations of the AHA database, and of a size that no heart has, are refused', async () => {
  const aha = new Uint8Array(32);
  aha.set([0, 'N'.charCodeAt(0), 0, 0, 0, 100, 1, 0]);
  const huge = new Uint8Array(6_000_000 * 3);
  const record = await addToLibrary('big.hea', { 'big.hea': '', 'big.atr': huge, 'big.aha': aha });
  const answer = await ask(record);
  expect([answer.status, answer.body.code]).toEqual([422, 'UNREADABLE']);
  expect(answer.body.detail).toContain('18000000 bytes');
  expect((await ask(record, { annotator: 'aha' })).status).toBe(422);
});

test("the challenge's references are those of the annotator ref", async () => {
  const peaks = Float64Array.of(100, 600, 4900);
  const id = await addToLibrary('set/data/data_00007.mat', {
    'set/ref/R_00007.mat': writeMat([{ name: 'R_peak', rows: 3, columns: 1, values: peaks }]),
  });
  expect((await ask(id)).body).toEqual({
    ...NONE,
    annotators: ['ref'],
    annotator: 'ref',
    beats: [100, 600, 4900],
  });
  expect((await ask(id, { annotator: 'ref', lead: 'II' })).status).toBe(200);
  expect((await ask(id, { annotator: 'atr' })).status).toBe(404);
});

test("one of the challenge's recordings without a reference has none, with a broken one it is refused", async () => {
  expect((await ask(await addToLibrary('set/data/data_00008.mat', {}))).body).toEqual(NONE);
  const broken = await addToLibrary('set/data/data_00009.mat', { 'set/ref/R_00009.mat': 'x' });
  const { status, body } = await ask(broken);
  expect(status).toBe(422);
  expect(body.detail).not.toContain(context.folder);
});

test('a recording that only looks like one of the challenge has no reference', async () => {
  const peaks = writeMat([{ name: 'R_peak', rows: 1, columns: 1, values: Float64Array.of(1) }]);
  const elsewhere = await addToLibrary('other/data_00001.mat', { 'ref/R_00001.mat': peaks });
  expect((await ask(elsewhere)).body).toEqual(NONE);
  expect((await ask(await addToLibrary('set/data/7.mat', {}))).body).toEqual(NONE);
});

test('records of the library have the annotations beside their header, as they are now', async () => {
  const id = await addToLibrary('mitdb/100.hea', { 'mitdb/100.atr': annotations([5, 'N']) });
  expect((await ask(id)).body).toMatchObject({ annotators: ['atr'], beats: [5] });
  await writeFile(join(context.libraryDir, 'mitdb/100.qrs'), annotations([6, 'N']));
  await rm(join(context.libraryDir, 'mitdb/100.atr'));
  expect((await ask(id)).body).toMatchObject({ annotators: ['qrs'], beats: [6] });
});

test('no reference is read from outside the library', async () => {
  await writeFile(join(context.folder, 'secret.atr'), annotations([1, 'N']));
  const peaks = writeMat([{ name: 'R_peak', rows: 1, columns: 1, values: Float64Array.of(1) }]);
  await writeFile(join(context.folder, 'secret.mat'), peaks);
  const record = await addToLibrary('links/a.hea', { 'links/a.hea': '' });
  await symlink(join(context.folder, 'secret.atr'), join(context.libraryDir, 'links/a.atr'));
  const challenge = await addToLibrary('links/data/data_1.mat', { 'links/ref/x': '' });
  await symlink(join(context.folder, 'secret.mat'), join(context.libraryDir, 'links/ref/R_1.mat'));
  for (const id of [record, challenge]) expect((await ask(id)).body).toEqual(NONE);
  for (const annotator of ['atr', 'ref']) expect((await ask(record, { annotator })).status).toBe(404);
});

test('a folder or a pipe in the place of annotations is none', async () => {
  await mkdir(join(context.libraryDir, 'odd/a.atr'), { recursive: true });
  expect((await ask(await addToLibrary('odd/a.hea', { 'odd/a.hea': '' }))).body).toEqual(NONE);
});

test("another's recording is the same as none, and nobody asks who is not signed in", async () => {
  const id = await upload({ name: 'r.atr', bytes: annotations([1, 'N']) });
  const { headers: other } = await context.signUp();
  expect((await ask(id, {}, other)).status).toBe(404);
  expect((await ask(id, {}, {})).status).toBe(401);
});

test('a synthetic record has the beats that it was made with', async () => {
  const { body } = await context.upload(headers, wfdbFiles({ seed: 3 }));
  const { annotations: made } = synthetic({ seed: 3 });
  expect((await ask((body as Recording).id)).body.beats).toEqual(made.map(({ sample }) => sample));
});

test('a record whose files are gone is as one without annotations', async () => {
  const id = await addToLibrary('gone/a.hea', { 'gone/a.hea': '' });
  await rm(join(context.libraryDir, 'gone'), { recursive: true });
  expect((await ask(id)).body).toEqual(NONE);
  await context.db.delete(recordings).where(eq(recordings.id, id));
  expect((await ask(id)).status).toBe(404);
});

import { cp, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Recording } from '@sinode/contracts';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordings } from '../database/schema.ts';
import { createRecordingsApp, type RecordingsApp } from './testing/recordings-app.ts';
import { synthetic, textFile, wfdbFiles } from './testing/records.ts';

let context: RecordingsApp;
let headers: { authorization: string };
let mine: Recording;
let lead: Float32Array;
beforeAll(async () => {
  context = await createRecordingsApp();
  ({ headers } = await context.signUp());
  mine = (await context.upload(headers, wfdbFiles({ seconds: 60 }))).body;
  lead = floats((await ask('samples')).bytes);
});
afterAll(() => context.close());

async function ask(what: string, extra: Record<string, string> = {}, id = mine.id, name = 'II') {
  const url = `/v1/recordings/${id}/leads/${encodeURIComponent(name)}/${what}`;
  const response = await context.app.inject({ url, headers: { ...headers, ...extra } });
  return { status: response.statusCode, headers: response.headers, bytes: response.rawPayload };
}

function floats(bytes: Buffer): Float32Array {
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

test('the samples are those of the file', async () => {
  const original = synthetic({ seconds: 60 }).recording.leads[1]?.samples ?? new Float32Array();
  expect(lead.length).toBe(30_000);
  // Format 16 has steps of 1 µV.
  for (const [i, sample] of lead.entries())
    expect(Math.abs(sample - (original[i] ?? 0))).toBeLessThan(0.00051);

  const { bytes, headers } = await ask('samples?start=100&end=107');
  expect([...floats(bytes)]).toEqual([...lead.subarray(100, 107)]);
  expect(headers).toMatchObject({ 'sinode-start-sample': '100', 'sinode-sampling-rate': '500' });
});

test('every column of an envelope has the smallest and the largest of its samples', async () => {
  const stretch = fc.tuple(fc.nat(29_999), fc.nat(40_000), fc.integer({ min: 1, max: 8000 }));
  await fc.assert(
    fc.asyncProperty(stretch, async ([start, length, columns]) => {
      const end = start + length + 1;
      const { status, headers, bytes } = await ask(`envelope?start=${start}&end=${end}&columns=${columns}`);
      expect(status).toBe(200);
      const values = floats(bytes);
      const first = Number(headers['sinode-start-sample']);
      const width = Number(headers['sinode-samples-per-column']);
      const count = values.length / 2;
      expect(count).toBeLessThanOrEqual(columns);
      expect(first).toBeLessThanOrEqual(start);
      expect(first + count * width).toBeGreaterThanOrEqual(Math.min(end, 30_000));
      for (let column = 0; column < count; column++) {
        const samples = lead.subarray(first + column * width, first + (column + 1) * width);
        expect(values[2 * column]).toBe(samples.reduce((a, b) => Math.min(a, b)));
        expect(values[2 * column + 1]).toBe(samples.reduce((a, b) => Math.max(a, b)));
      }
    }),
    { numRuns: 60 },
  );
});

test('what a client has already is not sent again', async () => {
  for (const what of ['envelope?columns=10', 'samples?end=10']) {
    const { headers, bytes } = await ask(what);
    const etag = String(headers.etag);
    expect(etag).toMatch(/^"[\w-]+"$/);
    expect(headers['cache-control']).toBe('private, no-cache');
    expect(bytes.length).toBeGreaterThan(0);
    for (const known of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
      const again = await ask(what, { 'if-none-match': known });
      expect([again.status, again.bytes.length, again.headers.etag]).toEqual([304, 0, etag]);
    }
    expect((await ask(what, { 'if-none-match': '"x"' })).status).toBe(200);
  }
  const tags = ['envelope?columns=10', 'envelope?columns=11', 'envelope?columns=10&start=1', 'samples'];
  const seen = await Promise.all(tags.map(async (what) => (await ask(what)).headers.etag));
  seen.push((await ask('samples', {}, mine.id, 'I')).headers.etag);
  expect(new Set(seen).size).toBe(5);
});

test.each([
  'envelope?columns=0',
  'envelope?columns=8001',
  'envelope?start=-1',
  'envelope?start=30000',
  'envelope?start=5&end=5',
  'samples?start=1.5',
  'samples?start=9007199254740993',
  'samples?end=0',
  'samples?start=x',
])('%s is refused', async (what) => {
  expect((await ask(what)).status).toBe(422);
});

test('a stretch that goes beyond the end is answered up to the end', async () => {
  const { bytes } = await ask('samples?start=29990&end=9007199254740991');
  expect(floats(bytes).length).toBe(10);
});

test('a lead that is not there is told from those that are', async () => {
  const response = await ask('samples', {}, mine.id, 'V9');
  expect(response.status).toBe(404);
  expect(response.bytes.toString()).toContain('the recording has I, II');
});

test('a lead of any name is found', async () => {
  const name = 'a/b ü?#%2f';
  const values = Array.from({ length: 2500 }, (_, i) => Math.sin(i / 20));
  const file = textFile('r.json', JSON.stringify({ samplingRate: 250, leads: { [name]: values } }));
  const { body } = await context.upload(headers, [file]);
  expect(body.leads.map((lead) => lead.name)).toEqual([name]);
  expect((await ask('samples', {}, body.id, name)).status).toBe(200);
});

test('a gap is NaN in samples and in columns', async () => {
  const values = Array.from({ length: 2500 }, (_, i) => (i < 1000 ? null : Math.sin(i / 20)));
  const file = textFile('gap.json', JSON.stringify({ samplingRate: 250, leads: { I: values } }));
  const { body } = await context.upload(headers, [file]);
  expect(body.leads[0]).toMatchObject({ gapSeconds: 4 });
  expect(floats((await ask('samples?end=1', {}, body.id, 'I')).bytes)[0]).toBeNaN();
  const columns = floats((await ask('envelope?columns=50', {}, body.id, 'I')).bytes);
  expect([columns[0], columns[1]]).toEqual([Number.NaN, Number.NaN]);
  expect(columns.at(-1)).not.toBeNaN();
});

test.each(['lost', 'cut off', 'full of something else'])(
  'a trace that is %s is made again, once for all who ask',
  async (damage) => {
    const { body } = await context.upload(headers, wfdbFiles({ seed: damage.length }));
    const folder = join(context.folder, 'var', 'traces', body.id);
    if (damage === 'lost') await rm(folder, { recursive: true });
    else {
      for (const name of await readdir(folder)) {
        await writeFile(join(folder, name), damage === 'cut off' ? '' : 'x'.repeat(100_000));
      }
    }
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask('samples', {}, body.id)));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(new Set(answers.map(({ bytes }) => bytes.length))).toEqual(new Set([20_000]));
    expect(await readdir(folder)).toHaveLength(2);
    expect((await context.stored('traces')).filter((name) => name.includes('part'))).toEqual([]);
  },
);

test('a recording of the library gets a new trace when its file has changed', async () => {
  const { body } = await context.upload(headers, wfdbFiles({ seed: 9 }));
  const row = { ownerId: null, libraryPath: 'r.hea', libraryStamp: '1' };
  await context.db.update(recordings).set(row).where(eq(recordings.id, body.id));
  await cp(join(context.folder, 'var', 'recordings', body.id), context.libraryDir, { recursive: true });
  const before = await ask('samples?end=5', {}, body.id);
  expect(before.status).toBe(200);

  for (const { name, bytes } of wfdbFiles({ seed: 10 }))
    await writeFile(join(context.libraryDir, name), bytes);
  await context.db.update(recordings).set({ libraryStamp: '2' }).where(eq(recordings.id, body.id));
  const after = await ask('samples?end=5', {}, body.id);
  expect(after.headers.etag).not.toBe(before.headers.etag);
  expect([...after.bytes]).not.toEqual([...before.bytes]);
});

test('more leads than files may stay open are read side by side', async () => {
  const ids = [];
  for (let seed = 100; seed < 140; seed++) {
    ids.push((await context.upload(headers, wfdbFiles({ seed, seconds: 3 }))).body.id);
  }
  const asked = [...ids, ...ids].flatMap((id) => [ask('samples', {}, id, 'I'), ask('samples', {}, id, 'II')]);
  const answers = await Promise.all(asked);
  expect(answers.every(({ status, bytes }) => status === 200 && bytes.length === 6000)).toBe(true);
}, 30_000);

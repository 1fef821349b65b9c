import type { Recording } from '@sinode/contracts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { analyses, recordings } from '../database/schema.ts';
import { createRecordingsApp, type RecordingsApp } from './testing/recordings-app.ts';
import { csvFile, wfdbFiles } from './testing/records.ts';

let context: RecordingsApp;
let headers: { authorization: string };
let mine: Recording;
let inLibrary: string;
beforeAll(async () => {
  context = await createRecordingsApp();
  ({ headers } = await context.signUp());
  mine = (await context.upload(headers, wfdbFiles())).body;
  const [row] = await context.db
    .insert(recordings)
    .values({
      libraryPath: 'a.mat',
      dataSet: '.',
      name: 'a.mat',
      format: 'mat',
      samplingRate: 500,
      sampleCount: 5000,
      durationSeconds: 10,
      leads: [],
      warnings: [],
      files: [],
      mainFile: 'a.mat',
      sha256: 'a',
      sizeBytes: 1,
    })
    .returning();
  inLibrary = row?.id ?? '';
});
beforeEach(async () => {
  await context.db.delete(analyses);
});
afterAll(() => context.close());

/** @param minute - when it was done; null for one that is under way */
async function analyse(recordingId: string, lead: string, minute: number | null): Promise<string> {
  const isDone = minute !== null;
  const quality = { verdict: 'poor', stretches: [{ startSeconds: 0, endSeconds: 10, verdict: 'poor' }] };
  const [row] = await context.db
    .insert(analyses)
    .values({
      recordingId,
      askedLead: lead,
      modelName: 'm',
      modelVersion: '1',
      ...(isDone
        ? {
            lead,
            beats: new Uint8Array(4 * 12),
            confidence: new Uint8Array(4 * 12),
            summary: { heartRate: 71.5, challengeHeartRate: null, quality, warnings: [] },
            finishedAt: new Date(Date.UTC(2026, 0, 1, 0, minute)),
          }
        : {}),
    })
    .returning();
  return row?.id ?? '';
}

async function ask(url: string, as = headers) {
  return (await context.app.inject({ url, headers: as })).json();
}
const ofMine = async () => (await ask(`/v1/recordings/${mine.id}`)).analysis;

test('a recording that nobody has analysed has no analysis', async () => {
  expect(mine.analysis).toBeNull();
  expect(await ofMine()).toBeNull();
});

test('the newest analysis that is done is shown, with what a list needs of it', async () => {
  await analyse(mine.id, 'I', 1);
  const id = await analyse(mine.id, 'II', 3);
  await analyse(mine.id, 'V1', 2);
  await analyse(mine.id, '', null);
  expect(await ofMine()).toEqual({ id, lead: 'II', beatCount: 12, heartRate: 71.5, quality: 'poor' });
});

test('an analysis that is under way is none yet', async () => {
  await analyse(mine.id, 'I', null);
  expect(await ofMine()).toBeNull();
});

test('without a heart rate there is none, and not 0', async () => {
  await analyse(mine.id, 'I', 1);
  await context.db.update(analyses).set({
    beats: new Uint8Array(0),
    summary: {
      heartRate: null,
      challengeHeartRate: null,
      quality: { verdict: 'unreadable', stretches: [] },
      warnings: [],
    },
  });
  expect(await ofMine()).toMatchObject({ beatCount: 0, heartRate: null, quality: 'unreadable' });
});

test('lists, changes and repeated uploads show the same', async () => {
  const id = await analyse(mine.id, 'I', 1);
  const listed = (await ask('/v1/recordings?source=mine')).items as Recording[];
  const change = { method: 'PATCH', url: `/v1/recordings/${mine.id}`, headers } as const;
  const changed = await context.app.inject({ ...change, payload: { name: 'other' } });
  const unchanged = await context.app.inject({ ...change, payload: {} });
  const again = (await context.upload(headers, wfdbFiles())).body;
  for (const recording of [listed[0], changed.json(), unchanged.json(), again]) {
    expect(recording.analysis).toMatchObject({ id });
  }
  expect((await context.upload(headers, [csvFile(600)])).body.analysis).toBeNull();
});

test('analyses of the library are shown to all, those of others with their recordings to nobody', async () => {
  const [mineId, libraryId] = [await analyse(mine.id, 'I', 1), await analyse(inLibrary, 'I', 2)];
  const { headers: other } = await context.signUp();
  const seen = (items: Recording[]) => items.map(({ analysis }) => analysis?.id);
  expect(seen((await ask('/v1/recordings', other)).items)).toEqual([libraryId]);
  expect(seen((await ask('/v1/recordings')).items)).toEqual(expect.arrayContaining([mineId, libraryId]));
});

test('a list without recordings asks for no analyses', async () => {
  const { headers: nobody } = await context.signUp();
  expect((await ask('/v1/recordings?source=mine', nobody)).items).toEqual([]);
});

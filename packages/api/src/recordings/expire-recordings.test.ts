import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { audit } from '../accounts/audit.ts';
import { analyses, auditEvents, recordings } from '../database/schema.ts';
import { expireRecordings } from './expire-recordings.ts';
import { createRecordingsApp, type RecordingsApp } from './testing/recordings-app.ts';
import { csvFile, matFile, wfdbFiles } from './testing/records.ts';

let api: RecordingsApp;
beforeAll(async () => {
  api = await createRecordingsApp();
});
afterAll(() => api.close());

const DAY_MS = 86_400_000;

/** As if it had been uploaded so many days ago. */
async function age(id: string, days: number): Promise<void> {
  const createdAt = new Date(Date.now() - days * DAY_MS);
  await api.db.update(recordings).set({ createdAt }).where(eq(recordings.id, id));
}

const expire = (days: number | null) =>
  expireRecordings({ db: api.db, audit, remove: api.recordings.remove }, days);

test('uploads go after their time with all that was made of them, by as many processes as there are', async () => {
  const { headers } = await api.signUp();
  const old: string[] = [];
  for (let seed = 1; seed <= 3; seed++) {
    old.push((await api.upload(headers, [matFile({ seed }), ...[]], [['samplingRate', '500']])).body.id);
  }
  const { body: young } = await api.upload(headers, wfdbFiles());
  const { body: atTheEdge } = await api.upload(headers, [csvFile()]);
  const question = { recordingId: old[0] ?? '', askedLead: '', modelName: 'm', modelVersion: '1' };
  await api.db.insert(analyses).values(question);
  for (const id of old) await age(id, 31);
  await age(atTheEdge.id, 29.9);

  await expire(null);
  expect(await api.stored('recordings')).toHaveLength(5);
  await Promise.all([expire(30), expire(30), expire(30)]);

  const left = [young.id, atTheEdge.id].sort();
  expect((await api.db.select().from(recordings)).map(({ id }) => id).sort()).toEqual(left);
  expect(await api.stored('recordings')).toEqual(left);
  expect(await api.stored('traces')).toEqual(left);
  expect(await api.db.select().from(analyses)).toEqual([]);
  const events = await api.db.select().from(auditEvents).where(eq(auditEvents.action, 'recording.expired'));
  expect(events.map(({ target }) => target).sort()).toEqual([...old].sort());
});

test('recordings of the library stay, however old they are', async () => {
  const [row] = await api.db.select().from(recordings).limit(1);
  if (row === undefined) throw new Error('there is no recording');
  const { id } = row;
  const library = { ownerId: null, libraryPath: 'a.mat', dataSet: '.', createdAt: new Date(0) };
  await api.db.update(recordings).set(library).where(eq(recordings.id, id));
  await expire(1);
  expect(await api.db.select().from(recordings).where(eq(recordings.id, id))).toHaveLength(1);
});

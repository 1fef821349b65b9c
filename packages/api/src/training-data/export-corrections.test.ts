/** The data set of corrected beats: whose it is, what is in it, and that it can be used as any other. */
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoredAnalysis } from '@sinode/contracts';
import { f1 } from '@sinode/core';
import { listDataSet, openFile } from '@sinode/core/node';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { listAudit } from '../accounts/audit.ts';
import { type ModelsApp, openModelsApp } from '../models/testing/models-app.ts';
import { createFolderStore } from '../recordings/storage/folder-store.ts';
import { exportCorrections } from './export-corrections.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let api: ModelsApp;
let ann: Awaited<ReturnType<ModelsApp['signUp']>>;
let bob: Awaited<ReturnType<ModelsApp['signUp']>>;
let exports = 0;

beforeAll(async () => {
  api = await openModelsApp();
  [ann, bob] = [await api.signUp('ann'), await api.signUp('bob')];
});
afterAll(() => api.close());

/** A recording of a person, with as many versions of its beats as asked for: each deletes one more at the start. */
async function corrected(who: typeof ann, seed: number, { versions = 1, lead = 'II' } = {}) {
  const { id } = await api.addRecording(seed, { ownerId: who.userId, lead });
  const url = `/v1/recordings/${id}`;
  const analysis = (await api.send('POST', `${url}/analyses`, {}, who.headers)).json<StoredAnalysis>();
  const beats = [...(analysis.report?.beats ?? [])];
  for (let version = 0; version < versions; version++) {
    const basedOn = version === 0 ? { analysisId: analysis.id } : { version };
    const changes = [{ kind: 'delete', sample: beats.shift() }];
    const saved = await api.send(
      'POST',
      `${url}/corrections`,
      { lead, basedOn, changes, note: 'geheim' },
      who.headers,
    );
    expect(saved.statusCode, saved.body).toBe(201);
  }
  return { id, beats };
}

const share = (who: typeof ann, corrections: boolean) =>
  api.send('PUT', '/v1/account/sharing', { corrections }, who.headers);

async function run() {
  const folder = join(api.folder, `export-${++exports}`);
  const places = { store: createFolderStore(api.folder), libraryDir: join(api.folder, 'library') };
  return { folder, ...(await exportCorrections({ db: api.db, places, folder })) };
}

test('nothing is exported of whoever did not agree, and that is everyone at first', async () => {
  await corrected(ann, 1, { versions: 2 });
  await corrected(bob, 2);
  expect((await api.send('GET', '/v1/account/sharing', undefined, ann.headers)).json()).toEqual({
    corrections: false,
  });
  const { folder, records, people } = await run();
  expect([records, people]).toEqual([0, 0]);
  expect(await readdir(folder)).toEqual(['manifest.json']);
});

describe('of whoever agreed', () => {
  test('the latest version of each lead is a WFDB record with annotations', async () => {
    expect((await share(ann, true)).json()).toEqual({ corrections: true });
    const { folder, ...exported } = await run();
    expect(exported).toMatchObject({ records: 1, people: 1, unreadable: 0 });
    expect(exported.seconds).toBeCloseTo(20, 6);
    const [entry, ...others] = await listDataSet(folder);
    expect(others).toEqual([]);
    if (entry === undefined) throw new Error('nothing was exported');

    const original = await corrected(ann, 1, { versions: 2 });
    const scored = await api.models.engine.evaluate({
      entry,
      options: { protocol: 'ec57', span: 'all', fromSeconds: 0, toleranceMs: 150 },
    });
    // The model finds the two beats that were deleted, and no other than those that are left.
    const { score } = scored;
    if (!('truePositives' in score)) throw new Error('it was not scored beat by beat');
    expect(score).toMatchObject({
      truePositives: original.beats.length,
      falsePositives: 2,
      falseNegatives: 0,
    });
    expect(f1(score)).toBeLessThan(1);
  });

  test('the samples are those of the recording at its own rate', async () => {
    const { folder } = await run();
    const [entry] = await listDataSet(folder);
    const { reader, close } = await openFile(entry?.file ?? '');
    expect([reader.samplingRate, reader.sampleCount, reader.startTime]).toEqual([250, 5000, null]);
    expect(reader.leads.map(({ name, unit }) => [name, unit])).toEqual([['II', 'mV']]);
    await close();
  });

  test('no name, note, file name, id or time is in any of the files', async () => {
    await corrected(ann, 3, { lead: 'Frau Müller' });
    const { folder, records } = await run();
    expect(records).toBeGreaterThan(1);
    const texts = await Promise.all(
      (await readdir(folder)).map((name) => readFile(join(folder, name), 'latin1')),
    );
    const names = (await readdir(folder)).join(' ');
    const recordings = await api.db.query.recordings.findMany({ columns: { id: true } });
    const secrets = [
      'Müller',
      'Muller',
      'M\xc3\xbcller',
      'geheim',
      'Zimmer',
      'Nacht',
      'ann',
      ann.userId,
      '03:04',
      '2026-01-02',
      'ecg.json',
    ];
    for (const secret of [...secrets, ...recordings.map(({ id }) => id)]) {
      expect(
        [...texts, names].some((text) => text.includes(secret)),
        secret,
      ).toBe(false);
    }
    const headers = texts.filter((text) => text.includes('/mV'));
    expect(headers.some((text) => text.trimEnd().endsWith(' ECG'))).toBe(true);
    const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
    expect(manifest).toMatchObject({
      kind: 'sinode-corrections',
      records,
      people: 1,
      models: ['sinode-qrs-2@1.0.0'],
    });
  });

  test('records have the same names in each export, which only this server can make', async () => {
    const names = async () => (await readdir((await run()).folder)).sort();
    expect(await names()).toEqual(await names());
  });

  test('nothing is exported any more once it was withdrawn', async () => {
    await share(ann, false);
    await share(bob, true);
    const { records, people } = await run();
    expect([records, people]).toEqual([1, 1]);
    const { items } = await listAudit(api.db, { limit: 50 });
    const deeds = items.map(({ action, target, userId }) => [action, target, userId]);
    expect(deeds).toContainEqual(['sharing.changed', 'off', ann.userId]);
    expect(deeds).toContainEqual(['sharing.changed', 'on', bob.userId]);
    expect(deeds[0]).toEqual(['corrections.exported', '1 records', null]);
  });
});

test('a folder that holds something is refused: what was withdrawn could stay in it', async () => {
  const folder = join(api.folder, 'full');
  await mkdir(join(folder, 'old'), { recursive: true });
  const places = { store: createFolderStore(api.folder), libraryDir: api.folder };
  await expect(exportCorrections({ db: api.db, places, folder })).rejects.toThrow('is not empty');
});

test('what is neither yes nor no is no answer', async () => {
  const unclear = await api.send('PUT', '/v1/account/sharing', { corrections: 'maybe' }, ann.headers);
  expect(unclear.statusCode).toBe(422);
});

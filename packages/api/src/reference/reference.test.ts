import { copyFile, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { summarizeEvaluation } from '@sinode/core';
import { listDataSet, readReference } from '@sinode/core/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillLibrary } from '../library/fill-library.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { createReference } from './reference.ts';

let api: TestApp;
let library: string;
let headers: { authorization: string };

beforeAll(async () => {
  api = await createTestApp({
    routes: async ({ engine, folder }) => {
      library = join(folder, 'library');
      await fillLibrary(library);
      return [createReference({ engine, libraryDir: library }).routes];
    },
  });
  ({ headers } = await api.signUp());
  await writeFile(join(library, '..', 'secret.mat'), 'secret');
  await symlink(join(library, '..', 'secret.mat'), join(library, 'data', 'link.mat'));
  await writeFile(join(library, 'data', 'zip.mat'), 'PK\u0003\u0004 nothing');
  await writeFile(join(library, 'data', 'empty.mat'), '');
  await writeFile(join(library, 'data', 'short.csv'), 'time,II\n0,0.1\n0.002,0.2\n0.004,0.1\n');
});
afterAll(() => api.close());

function predict(payload: unknown, sent: Record<string, string> = headers) {
  return api.app.inject({
    method: 'POST',
    url: '/predict',
    headers: { 'content-type': 'application/json', ...sent },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  });
}

test('everyone is welcome, in words', async () => {
  const response = await api.app.inject('/');
  expect(response.statusCode).toBe(200);
  expect(response.headers['content-type']).toContain('text/plain');
  expect(response.body).toBe('Welcome to the ECG Model Inference API!');
});

test('a record of the challenge has its beats where they are, and the heart rate that the challenge scores', async () => {
  const response = await predict({ data_path: './data/', ecg_file: 'data_00001.mat' });
  expect(response.statusCode).toBe(200);
  const answer: { hr: number[]; qrs: number[] } = response.json();
  expect(Object.keys(answer)).toEqual(['hr', 'qrs']);

  const [entry] = await listDataSet(library);
  if (entry === undefined) throw new Error('the library is empty');
  const { beats } = await readReference(entry);
  // The challenge does not score the first and the last half second either.
  for (const beat of beats.filter((each) => each >= 250 && each <= 4750)) {
    expect(Math.min(...answer.qrs.map((found) => Math.abs(found - beat)))).toBeLessThan(38);
  }
  expect(answer.hr).toHaveLength(1);
  expect(answer.hr[0]).toSatisfy(Number.isInteger);
});

test('positions are in the sampling rate of the file', async () => {
  const mat = (await predict({ data_path: './data/', ecg_file: 'data_00002.mat' })).json();
  const wfdb = (await predict({ data_path: 'wfdb', ecg_file: '00002.hea' })).json();
  expect(wfdb.hr).toEqual(mat.hr);
});

test.each([
  [400, { data_path: '../', ecg_file: 'secret.mat' }],
  [400, { data_path: './data/', ecg_file: '../../secret.mat' }],
  [400, { data_path: './data/', ecg_file: 'link.mat' }],
  [400, { data_path: '/etc', ecg_file: 'passwd' }],
  [400, { data_path: '..\\', ecg_file: 'secret.mat' }],
  [400, { data_path: './data/', ecg_file: 'data_00001.mat\0' }],
  [404, { data_path: './data/', ecg_file: 'data_99999.mat' }],
  [404, { data_path: '%2e%2e/', ecg_file: 'secret.mat' }],
  [404, { data_path: './data/', ecg_file: 'x'.repeat(10_000) }],
  [422, { data_path: './data/', ecg_file: 'zip.mat' }],
  [422, { data_path: './data/', ecg_file: 'empty.mat' }],
  [422, { data_path: './data/', ecg_file: 'short.csv' }],
  [422, { data_path: '.', ecg_file: 'data' }],
  [422, { data_path: './data/' }],
  [422, { data_path: 7, ecg_file: ['a'] }],
  [422, []],
  [422, 'null'],
  [400, '{"data_path":'],
  [400, ''],
])('%#: %d, in words', async (status, payload) => {
  const response = await predict(payload);
  expect(response.statusCode).toBe(status);
  const answer: { detail: string } = response.json();
  expect(Object.keys(answer)).toEqual(['detail']);
  expect(answer.detail).toMatch(/\w{3,}/);
  expect(answer.detail).not.toContain(library);
});

test('without a good token there is no answer', async () => {
  const body = { data_path: './data/', ecg_file: 'data_00001.mat' };
  expect((await predict(body, {})).statusCode).toBe(401);
  expect((await predict(body, { authorization: 'Basic x' })).statusCode).toBe(401);
  expect((await api.app.inject('/evaluate')).statusCode).toBe(401);
});

test('the evaluation is the score over the annotated recordings, in full precision, for all who ask at once', async () => {
  const ask = () => api.app.inject({ url: '/evaluate', headers });
  const [first, second] = await Promise.all([ask(), ask()]);
  expect(first.statusCode).toBe(200);
  expect(second.json()).toEqual(first.json());

  const scores = [];
  for (const entry of await listDataSet(library)) {
    scores.push((await api.engine.evaluate({ entry, options: { protocol: 'cpsc2019' } })).score);
  }
  const { qrsAccuracy, heartRateAccuracy } = summarizeEvaluation('cpsc2019', scores);
  const { tot_file_number, rec_acc, hr_acc } = first.json();
  expect(tot_file_number).toBe(8);
  expect(rec_acc).toBeCloseTo(qrsAccuracy ?? -1, 4);
  expect(hr_acc).toBeCloseTo(heartRateAccuracy ?? -1, 4);
});

test('a recording that cannot be read counts as one without beats; a reference that cannot is left out', async () => {
  const before = (await api.app.inject({ url: '/evaluate', headers })).json();
  await copyFile(join(library, 'data/empty.mat'), join(library, 'data/data_00009.mat'));
  await copyFile(join(library, 'ref/R_00001.mat'), join(library, 'ref/R_00009.mat'));
  await copyFile(join(library, 'data/data_00001.mat'), join(library, 'data/data_00010.mat'));
  await writeFile(join(library, 'ref/R_00010.mat'), 'no reference');
  const after = (await api.app.inject({ url: '/evaluate', headers })).json();
  expect(after.tot_file_number).toBe(9);
  expect(after.rec_acc).toBeCloseTo((before.rec_acc * 8) / 9, 9);
});

test('a library without annotated recordings is told of in words', async () => {
  await rm(join(library, 'ref'), { recursive: true });
  for (const make of [
    async () => {},
    () => rm(join(library, 'data'), { recursive: true }),
    () => mkdir(join(library, 'data')),
  ]) {
    await make();
    const response = await api.app.inject({ url: '/evaluate', headers });
    expect(response.statusCode).toBe(404);
    expect(response.json().detail).toContain('no annotated recordings');
  }
});

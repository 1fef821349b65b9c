/** What a server is asked about, counted, and compared with what the model was trained on. */
import { DriftReport } from '@sinode/contracts';
import { synthesizeRecording } from '@sinode/core';
import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { inputHistograms } from '../database/schema.ts';
import { createDrift } from './drift.ts';
import { addModelGauges } from './model-gauges.ts';
import { type ModelsApp, openModelsApp } from './testing/models-app.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let api: ModelsApp;
beforeAll(async () => {
  api = await openModelsApp();
});
afterAll(() => api.close());

const report = async () => DriftReport.parse((await api.send('GET', '/v1/admin/drift')).json());
const featureOf = async (name: string) => {
  const found = (await report()).features.find(({ feature }) => feature === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
};

test('each analysis counts once, and too few say nothing', async () => {
  const { id } = await api.addRecording(1);
  const asked = () => api.send('POST', `/v1/recordings/${id}/analyses`);
  await asked();
  await asked();
  const { analyses, features, model } = await report();
  expect([analyses, model.name]).toEqual([1, 'sinode-qrs-2']);
  expect(features.map(({ status }) => status)).toEqual(features.map(() => 'too-few'));
  const rate = await featureOf('sampling-rate');
  expect(rate.mean).toBe(250);
  expect(rate.bins.find(({ label }) => label === '250')?.share).toBe(1);
  // All that it was trained on has 360 or 500 Hz.
  expect(rate.bins.find(({ label }) => label === '250')?.trainingShare).toBe(0);
});

test('enough of them are compared with the training data, feature by feature', async () => {
  const counted = createDrift({ db: api.db, log: pino({ level: 'silent' }) });
  const analysis = {
    signal: { qrsMv: 1, noise: 0.01 },
    samplingRate: 500,
    quality: { verdict: 'good' },
    confidence: Float32Array.of(1),
  };
  // As often as in the training data, to the bin: see the card's profile.
  const { card } = api.models.host.engine as unknown as {
    card: { profile: { features: Record<string, { edges: number[]; counts: number[] }> } };
  };
  const { edges, counts } = card.profile.features['heart-rate'] ?? { edges: [], counts: [] };
  const rates = counts.flatMap((count, bin) => Array.from({ length: count }, () => edges[bin] ?? 200));
  let next = 0;
  const engine = counted.watch({
    analyze: async () => ({ ...analysis, heartRate: rates[next++] }),
  } as never);
  for (const _ of rates) await engine.analyze({ file: '' });
  await counted.flush();

  const heartRate = await featureOf('heart-rate');
  expect(heartRate.status).toBe('stable');
  expect(heartRate.index).toBeLessThan(0.01);
  // One height where the training data have many: the shape has moved though each value is known.
  expect(await featureOf('qrs-height')).toMatchObject({ status: 'shifted' });
  expect((await featureOf('quality')).status).toBe('stable');
});

test('Prometheus is told the same', async () => {
  const registry = new Registry();
  addModelGauges(registry, { db: api.db, models: api.models });
  const text = await registry.metrics();
  expect(text).toMatch(/sinode_input_drift\{feature="heart-rate"\} 0\.00\d+/);
  expect(text).toMatch(/sinode_input_drift\{feature="qrs-height"\} \d/);
  expect(text).toMatch(/sinode_low_confidence_share 0/);
  expect(text).toMatch(/sinode_model_in_step 1/);
  expect(text).toMatch(/sinode_shadow_not_compared_total\{reason="busy"\} 0/);
  expect(text).not.toMatch(/sinode_shadow_agreement\{/);
});

test('a signal beyond all measure leaves the report readable', async () => {
  const { recording } = synthesizeRecording({
    seed: 7,
    durationSeconds: 20,
    samplingRate: 250,
    leads: ['II'],
  });
  // From the least to the most that a sample of 32 bits can hold, nearly: their distance is more than one can.
  const data = Array.from(recording.leads[0]?.samples ?? [], (mv) => mv * 2e38);
  const infer = await api.send('POST', '/v2/models/sinode-qrs-2/infer', {
    parameters: { sampling_rate: 250 },
    inputs: [{ name: 'ecg', shape: [data.length], datatype: 'FP32', data }],
  });
  expect(infer.statusCode, infer.body).toBe(200);
  expect((await api.send('GET', '/v1/admin/drift')).statusCode).toBe(200);
  const before = await featureOf('qrs-height');
  expect(before.mean).toBeLessThan(10);
  // As it could be stored before.
  await api.db.update(inputHistograms).set({ sum: Number.POSITIVE_INFINITY }).where(sql`feature = 'noise'`);
  expect(await featureOf('noise')).toMatchObject({ mean: null, analyses: expect.any(Number) });
});

test('only counts are kept, and not for longer than three months', async () => {
  const columns = await api.db.execute(
    sql`select column_name from information_schema.columns where table_name = 'input_histograms' order by 1`,
  );
  expect(columns.rows.map(({ column_name }) => column_name)).toEqual([
    'bin',
    'count',
    'feature',
    'hour',
    'sum',
  ]);
  await api.db.update(inputHistograms).set({ hour: sql`${inputHistograms.hour} - interval '91 days'` });
  expect((await report()).analyses).toBe(0);
  await api.models.sweep();
  expect(await api.db.$count(inputHistograms)).toBe(0);
});

test('a server with several processes counts them together', async () => {
  const log = pino({ level: 'silent' });
  const engine = {
    analyze: async () => ({
      signal: { qrsMv: 1, noise: null },
      samplingRate: 500,
      heartRate: null,
      quality: { verdict: 'poor' },
      confidence: new Float32Array(),
    }),
  };
  await Promise.all(
    [1, 2, 3].map(async () => {
      const drift = createDrift({ db: api.db, log });
      await drift.watch(engine as never).analyze({ file: '' });
      await drift.flush();
    }),
  );
  expect(await featureOf('quality')).toMatchObject({ analyses: 3, mean: 1 });
  expect(await featureOf('noise')).toMatchObject({ analyses: 0, mean: null });
});

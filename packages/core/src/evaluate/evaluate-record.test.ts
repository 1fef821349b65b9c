import { expect, test } from 'vitest';
import type { Analysis } from '../analyze.ts';
import { SignalFlatError } from '../errors.ts';
import type { ModelCard } from '../model/model-card.ts';
import { inMemoryReader } from '../recording/recording.ts';
import { type EvaluationOptions, evaluateRecord } from './evaluate-record.ts';
import type { ReferenceBeats } from './reference.ts';

const SAMPLING_RATE = 500;
const card = { training: { fingerprints: [] as string[] } } as ModelCard;
const marked: ReferenceBeats = {
  beats: Int32Array.of(100, 500, 1000, 1500, 2000),
  excluded: [],
  samplingRate: null,
};

/** Ten seconds in which these beats are found. */
function scored(beats: Int32Array | SignalFlatError, options: EvaluationOptions, reference = marked) {
  const samples = new Float32Array(10 * SAMPLING_RATE);
  const reader = inMemoryReader({
    name: '1',
    format: 'json',
    samplingRate: SAMPLING_RATE,
    sampleCount: samples.length,
    startTime: null,
    warnings: [],
    annotations: [],
    leads: [{ name: 'II', unit: 'mV', samples }],
  });
  const analyze = async () => {
    if (beats instanceof SignalFlatError) throw beats;
    return { lead: 'II', beats, samplingRate: SAMPLING_RATE, durationSeconds: 10, heartRate: 60 } as Analysis;
  };
  return evaluateRecord({ record: '1', open: async () => reader, reference, analyze, card }, options);
}

const found = Int32Array.of(100, 501, 998, 1501);

test.each(['ec57', 'cpsc2019'] as const)(
  '%s says how far the beats that it found are off',
  async (protocol) => {
    const { score } = await scored(found, { protocol });
    expect(score.falseNegatives).toBe(1);
    expect(score.offsetsMs.filter(([ms]) => ms !== 0)).toEqual([
      [-4, 1],
      [2, 2],
    ]);
  },
);

test('the challenge takes no beat for found that is more than 75 ms off, and none outside its window', async () => {
  const { score } = await scored(Int32Array.of(105, 538, 1037), { protocol: 'cpsc2019' });
  expect(score.offsetsMs).toEqual([[74, 1]]);
});

test.each(['ec57', 'cpsc2019'] as const)('what cannot be analysed has no offsets by %s', async (protocol) => {
  const { score } = await scored(new SignalFlatError('II', 0), { protocol });
  expect(score).toMatchObject({ truePositives: 0, offsetsMs: [], error: expect.stringContaining('II') });
});

test('a reference at another rate is scored in time, its flutter too', async () => {
  // At 125 Hz: beats half a second apart, flutter from the third to the fourth, then beats a second apart.
  const reference = {
    beats: Int32Array.of(125, 188, 250, 750, 875, 1000),
    excluded: [{ start: 312, end: 700 }],
    samplingRate: 125,
  };
  const beats = Int32Array.of(500, 752, 1000, 2000, 3000, 3500, 4000);
  const { score } = await scored(beats, { protocol: 'ec57' }, reference);
  expect(score).toMatchObject({ truePositives: 6, falsePositives: 0, falseNegatives: 0 });
  // Two intervals of half a second and two of one.
  expect(score.referenceHeartRate).toBeCloseTo(80, 9);
});

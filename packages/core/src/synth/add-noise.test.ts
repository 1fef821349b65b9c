import { expect, test } from 'vitest';
import { InvalidArgumentError } from '../errors.ts';
import { addNoise, noiseGain, noisePower, qrsAmplitudeMv } from './add-noise.ts';
import type { NoiseKind } from './noise.ts';
import { createRandom } from './random.ts';
import { referencePeaks, synthesizeRecording } from './synthesize.ts';

const FS = 100;

/** A flat line with triangles of 1 mV at the given samples. */
function triangles(length: number, peaks: Int32Array): Float32Array {
  const samples = new Float32Array(length);
  for (const peak of peaks) samples.set([0.5, 1, 0.5], peak - 1);
  return samples;
}

test('the amplitude of the QRS is its peak-to-peak value near the peak', () => {
  const samples = triangles(400, Int32Array.of(100, 300));
  // An S wave 40 ms after the first peak belongs to it, a T wave of 5 mV at 200 ms does not.
  samples[104] = -0.5;
  samples[120] = 5;

  expect(qrsAmplitudeMv(samples, Int32Array.of(100), FS)).toBe(1.5);
  expect(qrsAmplitudeMv(samples, Int32Array.of(100, 300), FS)).toBe(1.25);
});

test('one of twenty beats that is far too large does not count', () => {
  const peaks = Int32Array.from({ length: 20 }, (_, i) => 50 + 100 * i);
  const samples = triangles(2050, peaks);
  samples[peaks[7]] = 1000;

  expect(qrsAmplitudeMv(samples, peaks, FS)).toBe(1);
});

test('beats in a gap or at the edge are not measured', () => {
  const samples = triangles(300, Int32Array.of(100, 200));
  samples[98] = Number.NaN;

  expect(qrsAmplitudeMv(samples, Int32Array.of(100, 200), FS)).toBe(1);
  expect(qrsAmplitudeMv(samples, Int32Array.of(0, 2, 100, 298), FS)).toBeNull();
});

test('the power of a sine is half its squared amplitude, and a step between seconds has none', () => {
  const sine = Float64Array.from({ length: 10 * FS }, (_, i) => 2 * Math.sin((2 * Math.PI * 5 * i) / FS));
  const steps = Float64Array.from({ length: 10 * FS }, (_, i) => 7 * Math.floor(i / FS));

  expect(noisePower(sine, FS)).toBeCloseTo(2, 9);
  expect(noisePower(steps, FS)).toBe(0);
  expect(noisePower(new Float64Array(0), FS)).toBe(0);
});

test('noise as strong as a QRS taken for a sine is added as it is at 0 dB, and tenfold at −20 dB', () => {
  const peaks = Int32Array.of(100);
  const samples = triangles(200, peaks).map((x) => 2 * x);
  // A QRS of 2 mV peak to peak has the power 2² / 8 = 0.5, as has a sine of amplitude 1.
  const noise = Float64Array.from({ length: 200 }, (_, i) => Math.sin((2 * Math.PI * 10 * i) / FS));
  const gainAt = (snrDb: number) => noiseGain({ samples, peaks, noise, samplingRate: FS, snrDb });

  expect(gainAt(0)).toBeCloseTo(1, 9);
  expect(gainAt(-20)).toBeCloseTo(10, 9);
  expect(gainAt(6)).toBeCloseTo(0.501, 3);
});

test.each<[NoiseKind, number]>([
  ['electrode-motion', 0],
  ['electrode-motion', -6],
  ['muscle', 0],
  ['muscle', -6],
  ['wander', 0],
  ['wander', 12],
])('%s added at %d dB is found again at that ratio', (kind, snrDb) => {
  const { recording, annotations } = synthesizeRecording({
    seed: 1,
    durationSeconds: 60,
    samplingRate: 250,
    leads: ['II'],
    noise: {},
  });
  const clean = recording.leads[0].samples;
  const peaks = referencePeaks(annotations);
  const options = { samplingRate: 250, peaks, mix: { [kind]: 1 }, snrDb };
  const noisy = addNoise(clean, { ...options, random: createRandom(9) });

  const added = Float64Array.from(noisy, (x, i) => x - clean[i]);
  const amplitude = qrsAmplitudeMv(clean, peaks, 250) ?? 0;
  expect(10 * Math.log10(amplitude ** 2 / 8 / noisePower(added, 250))).toBeCloseTo(snrDb, 3);
  expect(addNoise(clean, { ...options, random: createRandom(9) })).toEqual(noisy);
});

test('gaps stay gaps, and the samples that were given stay as they were', () => {
  const peaks = Int32Array.of(100);
  const samples = triangles(200, peaks);
  samples[150] = Number.NaN;
  const before = samples.slice();
  const noisy = addNoise(samples, {
    samplingRate: FS,
    peaks,
    mix: { muscle: 1 },
    snrDb: 10,
    random: createRandom(1),
  });

  expect(samples).toEqual(before);
  expect(noisy.findIndex(Number.isNaN)).toBe(150);
  expect(noisy.filter(Number.isNaN)).toHaveLength(1);
});

test('without a beat there is no ratio', () => {
  const options = { samplingRate: FS, mix: { muscle: 1 }, snrDb: 10, random: createRandom(1) };

  expect(() => addNoise(new Float32Array(100), { ...options, peaks: new Int32Array(0) })).toThrow(
    InvalidArgumentError,
  );
  expect(() => addNoise(new Float32Array(0), { ...options, peaks: Int32Array.of(0) })).toThrow(
    InvalidArgumentError,
  );
});

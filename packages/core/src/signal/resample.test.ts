import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createResampler } from './resample.ts';

const sine = (hz: number, samplingRate: number, seconds: number) =>
  Float32Array.from({ length: Math.round(samplingRate * seconds) }, (_, i) =>
    Math.sin((2 * Math.PI * hz * i) / samplingRate),
  );
const whole = (samples: Float32Array, from: number, to: number) => {
  const resampler = createResampler(from, to);
  return resampler.resample(samples, 0, 0, resampler.outputLength(samples.length));
};
const middle = (samples: Float32Array) => samples.subarray(samples.length / 4, (samples.length * 3) / 4);

test('equal rates pass the samples through', () => {
  const samples = Float32Array.of(1, -2, 3);
  expect(whole(samples, 250, 250)).toEqual(samples);
});

test('a constant stays that constant to the last sample', () => {
  const output = whole(new Float32Array(721).fill(1.5), 360, 250);
  expect(output.length).toBe(501);
  expect(output.every((value) => Math.abs(value - 1.5) < 1e-6)).toBe(true);
});

test.each([
  [360, 250],
  [500, 250],
  [1000, 250],
  [128, 250],
  [257, 250],
  [333.333, 250],
])('10 Hz keeps its height and its place from %d Hz to %d Hz', (from, to) => {
  const expected = sine(10, to, 8);
  const output = whole(sine(10, from, 8), from, to);
  const half = middle(output);
  const offset = Math.floor(output.length / 4);
  for (let i = 0; i < half.length; i += 7) expect(half[i]).toBeCloseTo(expected[i + offset], 2);
});

test('what the lower rate cannot hold does not come back as something else', () => {
  // 180 Hz would alias to 70 Hz at 250 Hz.
  const output = middle(whole(sine(180, 500, 8), 500, 250));
  expect(Math.max(...output.map(Math.abs))).toBeLessThan(0.002);
});

test('any piece gives what the whole gives there', () => {
  const rate = fc.constantFrom(128, 250, 257.5, 360, 500, 1000);
  fc.assert(
    fc.property(rate, fc.nat(400), fc.integer({ min: 1, max: 300 }), (from, start, count) => {
      const samples = Float32Array.from(
        { length: 4000 },
        (_, i) => Math.sin(i * 0.37) + Math.cos(i * i * 0.001),
      );
      const resampler = createResampler(from, 250);
      const all = whole(samples, from, 250);
      const end = Math.min(all.length, start + count);
      if (start >= end) return;
      const first = Math.max(0, Math.floor(resampler.inputPosition(start)) - resampler.reachSamples);
      const last = Math.ceil(resampler.inputPosition(end)) + resampler.reachSamples + 1;
      const piece = resampler.resample(samples.slice(first, last), first, start, end);
      expect(piece).toEqual(all.slice(start, end));
    }),
  );
});

test('a day at 257 Hz ends where it should: positions do not drift', () => {
  const resampler = createResampler(257, 250);
  expect(resampler.inputPosition(24 * 3600 * 250)).toBe(24 * 3600 * 257);
});

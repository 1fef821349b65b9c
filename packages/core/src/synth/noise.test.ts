import { expect, test } from 'vitest';
import { InvalidArgumentError } from '../errors.ts';
import { mixedNoiseSource, type NoiseKind, noise, noiseSource } from './noise.ts';
import { createRandom } from './random.ts';

const FS = 250;
const KINDS: NoiseKind[] = ['wander', 'muscle', 'electrode-motion', 'mains-50', 'mains-60', 'spikes'];

function variance(samples: ArrayLike<number>): number {
  const numbers = Array.from(samples);
  const mean = numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
  return numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / numbers.length;
}

/** Share of the variance that the difference of neighbours has: 2 for white noise, near 0 for slow noise. */
function roughness(samples: Float32Array): number {
  return variance(samples.subarray(1).map((x, i) => x - samples[i])) / variance(samples);
}

test.each(KINDS)('a stretch of %s has variance 1, and the same seed gives it again', (kind) => {
  const samples = noise(kind, 20 * FS, FS, createRandom(4));

  expect(samples).toHaveLength(20 * FS);
  expect(samples.every(Number.isFinite)).toBe(true);
  expect(variance(samples)).toBeCloseTo(1, 5);
  expect(noise(kind, 20 * FS, FS, createRandom(4))).toEqual(samples);
  expect(noise(kind, 20 * FS, FS, createRandom(5))).not.toEqual(samples);
});

test.each(KINDS)('the source of %s has variance 1 in the long run', (kind) => {
  const samples = noiseSource(kind, FS, createRandom(11))(3600 * FS);

  expect(variance(samples)).toBeGreaterThan(0.85);
  expect(variance(samples)).toBeLessThan(1.15);
});

test.each(KINDS)('blocks of %s are what the whole is', (kind) => {
  const whole = noiseSource(kind, FS, createRandom(2))(1000);
  const source = noiseSource(kind, FS, createRandom(2));
  const blocks = [...source(300), ...source(1), ...source(699)];

  expect(Math.max(...blocks.map((x, i) => Math.abs(x - whole[i])))).toBeLessThan(1e-9);
});

test('wander is slow, electrode motion slower than a QRS, muscle noise fast', () => {
  const roughnessOf = (kind: NoiseKind) => roughness(noise(kind, 120 * FS, FS, createRandom(1)));

  expect(roughnessOf('wander')).toBeLessThan(0.001);
  expect(roughnessOf('electrode-motion')).toBeLessThan(0.05);
  expect(roughnessOf('muscle')).toBeGreaterThan(1);
});

test('muscle noise comes in bursts', () => {
  const samples = noise('muscle', 120 * FS, FS, createRandom(1));
  const seconds = Array.from({ length: 120 }, (_, s) => variance(samples.subarray(s * FS, (s + 1) * FS)));

  expect(Math.max(...seconds)).toBeGreaterThan(20 * Math.min(...seconds));
});

test('mains hum crosses zero a hundred times a second in a 50 Hz grid', () => {
  const samples = noise('mains-50', 10 * FS, FS, createRandom(1));
  const crossings = samples.subarray(1).filter((x, i) => x * samples[i] < 0).length;

  expect(crossings / 10).toBeCloseTo(100, 0);
});

test('mains hum that the sampling rate cannot hold is refused', () => {
  expect(() => noise('mains-60', 10, 120, createRandom(1))).toThrow(InvalidArgumentError);
  expect(() => noise('mains-50', 10, 120, createRandom(1))).not.toThrow();
});

test('a mix has variance 1, whatever the scale of its weights', () => {
  const mixed = (mix: Parameters<typeof mixedNoiseSource>[0]) => mixedNoiseSource(mix, FS, createRandom(1));

  expect(variance(mixed({ muscle: 3, 'mains-50': 1 })(600 * FS))).toBeCloseTo(1, 0);
  expect(mixed({ muscle: 3, wander: 1 })(100)).toEqual(mixed({ muscle: 6, wander: 2 })(100));
});

test.each([{}, { muscle: 0 }, { muscle: 2, wander: -1 }, { muscle: Number.NaN }])(
  'the mix %o is refused',
  (mix) => {
    expect(() => mixedNoiseSource(mix, FS, createRandom(1))).toThrow(InvalidArgumentError);
  },
);

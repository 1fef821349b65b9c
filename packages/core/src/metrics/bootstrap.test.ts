import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom } from '../synth/random.ts';
import { bootstrapInterval } from './bootstrap.ts';
import { type BeatComparison, f1 } from './ec57.ts';

const seeded = (seed = 1) => ({ random: createRandom(seed) });

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function grossF1(records: readonly BeatComparison[]): number | null {
  const sum = (field: keyof BeatComparison) => records.reduce((total, record) => total + record[field], 0);
  return f1({
    truePositives: sum('truePositives'),
    falsePositives: sum('falsePositives'),
    falseNegatives: sum('falseNegatives'),
  });
}

test('of two records 0 and 1, a quarter of the draws has the mean 0 and a quarter 1', () => {
  expect(bootstrapInterval([0, 1], mean, seeded())).toEqual({ low: 0, high: 1 });
  // Half of the draws lie in the middle, so the middle tenth does.
  expect(bootstrapInterval([0, 1], mean, { ...seeded(), level: 0.1 })).toEqual({ low: 0.5, high: 0.5 });
});

test('the limits of a mean are where the normal distribution has them, 1.96 standard errors away', () => {
  const values = Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? -1 : 1));
  const interval = bootstrapInterval(values, mean, seeded());
  // Two thousand draws place such a limit within a hundredth.
  expect(Math.abs(interval!.low + 1.96 / 20)).toBeLessThan(0.01);
  expect(Math.abs(interval!.high - 1.96 / 20)).toBeLessThan(0.01);
});

test('limits between two draws are drawn as a straight line', () => {
  // Four draws of one record each time the next of 0, 1, 2, 3 in both places: their means are 0, 1, 2, 3.
  let call = 0;
  const random = { next: () => Math.floor(call++ / 4) / 4 };
  const interval = bootstrapInterval([0, 1, 2, 3], mean, { random, rounds: 4, level: 0.5 });
  expect(interval).toEqual({ low: 0.75, high: 2.25 });
});

test('one record tells nothing of others, and none nothing at all', () => {
  expect(bootstrapInterval([0.7], mean, seeded())).toBeNull();
  expect(bootstrapInterval([], mean, seeded())).toBeNull();
});

test('draws for which the statistic cannot be computed are left out; when most of them are, there is no interval', () => {
  const silent = { truePositives: 0, falsePositives: 0, falseNegatives: 0 };
  const right = { ...silent, truePositives: 9 };
  // (9/10)^10 = 35 % of the draws hold no beat; all others are right.
  expect(bootstrapInterval([right, ...Array(9).fill(silent)], grossF1, seeded())).toEqual({
    low: 1,
    high: 1,
  });
  expect(bootstrapInterval([silent, silent], grossF1, seeded())).toBeNull();
  const rarely = (records: readonly number[]) => (records.every((value) => value === 1) ? 1 : null);
  expect(bootstrapInterval([1, 1, 1], rarely, seeded())).toEqual({ low: 1, high: 1 });
  // All is well with the whole, but hardly with any draw.
  let calls = 0;
  expect(bootstrapInterval([1, 2], () => (calls++ === 0 ? 1 : null), seeded())).toBeNull();
});

test('the same seed gives the same interval, another one nearly the same', () => {
  const values = Array.from({ length: 50 }, (_, i) => i);
  const interval = bootstrapInterval(values, mean, seeded(7));
  expect(bootstrapInterval(values, mean, seeded(7))).toEqual(interval);
  const other = bootstrapInterval(values, mean, seeded(8));
  expect(other).not.toEqual(interval);
  expect(Math.abs(other!.low - interval!.low)).toBeLessThan(1);
});

const counts = fc.record({
  truePositives: fc.nat(1000),
  falsePositives: fc.nat(20),
  falseNegatives: fc.nat(20),
});

test('the figure of all records lies within its interval', () => {
  fc.assert(
    fc.property(fc.array(counts, { minLength: 2, maxLength: 40 }), fc.nat(), (records, seed) => {
      const all = grossF1(records);
      const interval = bootstrapInterval(records, grossF1, { ...seeded(seed), rounds: 500 });
      if (all === null || interval === null) return;
      expect(interval.low).toBeLessThanOrEqual(all + 1e-12);
      expect(interval.high).toBeGreaterThanOrEqual(all - 1e-12);
    }),
    { numRuns: 50, seed: 4 },
  );
});

test('it leaves the records as they are', () => {
  const records = [3, 1, 2];
  bootstrapInterval(records, mean, seeded());
  expect(records).toEqual([3, 1, 2]);
});

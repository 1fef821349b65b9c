import fc from 'fast-check';
import { expect, test } from 'vitest';
import { offsetsOf, timingOf } from './timing.ts';

test('distances of several records are added up; records of before they were kept add none', () => {
  expect(
    offsetsOf([
      {
        offsetsMs: [
          [-2, 1],
          [0, 5],
        ],
      },
      { offsetsMs: null },
      {
        offsetsMs: [
          [0, 4],
          [4, 1],
        ],
      },
    ]),
  ).toEqual([
    [-2, 1],
    [0, 9],
    [4, 1],
  ]);
  expect(offsetsOf([{ offsetsMs: null }])).toBeNull();
  expect(offsetsOf([{ offsetsMs: [] }])).toEqual([]);
});

test('ten beats: half of them within 2 ms, 95 of 100 within 20 ms', () => {
  const timing = timingOf([
    [-4, 2],
    [-2, 2],
    [0, 2],
    [2, 3],
    [20, 1],
  ]);
  // Distances 0 0 2 2 2 | 2 2 4 4 20: the fifth is the median, the tenth the 95th percentile.
  expect(timing).toMatchObject({ beats: 10, medianAbsoluteMs: 2, percentile95AbsoluteMs: 20, medianMs: 0 });
});

test('at 500 Hz each bin is one sample wide and 0 has a bin of its own', () => {
  const timing = timingOf([
    [-2, 1],
    [0, 7],
    [4, 2],
  ]);
  expect(timing?.binMs).toBe(2);
  expect(timing?.bins).toEqual([
    { centreMs: -4, count: 0 },
    { centreMs: -2, count: 1 },
    { centreMs: 0, count: 7 },
    { centreMs: 2, count: 0 },
    { centreMs: 4, count: 2 },
  ]);
  expect(timing).toMatchObject({ outside: 0, reachMs: 5 });
});

test('at 360 Hz, where whole milliseconds are no multiples of the interval, an even spread stays even', () => {
  const offsets = Array.from({ length: 41 }, (_, i) => [Math.round(((i - 20) * 1000) / 360), 1] as const);
  const timing = timingOf(offsets);
  expect(timing?.binMs).toBeCloseTo(1000 / 360, 9);
  expect(timing?.bins.map(({ count }) => count)).toEqual(Array(41).fill(1));
});

test('a wide spread has at most 61 bins of the same number of samples', () => {
  const offsets = Array.from({ length: 301 }, (_, i) => [i - 150, 1] as const);
  const timing = timingOf(offsets);
  expect(timing?.binMs).toBe(5);
  expect(timing?.bins).toHaveLength(61);
  // The outermost reach beyond the last distance.
  expect(timing?.bins.slice(1, -1).every(({ count }) => count === 5)).toBe(true);
  expect(timing?.bins.find(({ centreMs }) => centreMs === 0)?.count).toBe(5);
});

test('one beat in a hundred that is far away is counted, and leaves the others their room', () => {
  const timing = timingOf([
    [-140, 1],
    [-2, 49],
    [0, 100],
    [2, 50],
  ]);
  expect(timing?.bins.map(({ centreMs }) => centreMs)).toEqual([-2, 0, 2]);
  expect(timing).toMatchObject({ beats: 200, outside: 1, reachMs: 3 });
});

test('beats that are all where they should be fill one bin of a millisecond', () => {
  expect(timingOf([[0, 24]])).toMatchObject({ binMs: 1, bins: [{ centreMs: 0, count: 24 }], reachMs: 0.5 });
});

test('no beat has no timing', () => {
  expect(timingOf([])).toBeNull();
});

test('no beat is lost, hardly any is outside, and each is in the bin next to it', () => {
  const counts = fc.dictionary(
    fc.integer({ min: -150, max: 150 }).map(String),
    fc.integer({ min: 1, max: 9 }),
    {
      minKeys: 1,
    },
  );
  fc.assert(
    fc.property(counts, (entries) => {
      const offsets = Object.entries(entries)
        .map(([offset, count]) => [Number(offset), count] as const)
        .sort(([a], [b]) => a - b);
      const timing = timingOf(offsets)!;
      const inBins = timing.bins.reduce((sum, { count }) => sum + count, 0);
      expect(inBins + timing.outside).toBe(timing.beats);
      expect(timing.outside).toBeLessThanOrEqual(0.01 * timing.beats);
      expect(timing.bins.length).toBeLessThanOrEqual(61);
      expect(timing.bins.at(0)?.centreMs).toBeCloseTo(-timing.bins.at(-1)!.centreMs, 9);
      // Whole milliseconds are half of one away from where the sample was.
      for (const { centreMs, count } of timing.bins) {
        const near = offsets.filter(([offset]) => Math.abs(offset - centreMs) <= timing.binMs / 2 + 0.5);
        expect(near.reduce((sum, [, each]) => sum + each, 0)).toBeGreaterThanOrEqual(count);
      }
      expect(timing.medianAbsoluteMs).toBeLessThanOrEqual(timing.percentile95AbsoluteMs);
    }),
  );
});

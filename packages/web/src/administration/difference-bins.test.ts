import { expect, test } from 'vitest';
import { differenceBins } from './difference-bins.ts';

test('every whole bpm has a bar, also where there is nothing', () => {
  const bins = differenceBins([
    { bpm: -2, comparisons: 3 },
    { bpm: 0, comparisons: 90 },
  ]);
  expect(bins.map(({ bpm }) => bpm)).toEqual([-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5]);
  expect(bins.map(({ count }) => count)).toEqual([0, 0, 0, 3, 0, 90, 0, 0, 0, 0, 0]);
  expect(bins.some(({ isOpen }) => isOpen)).toBe(false);
});

test('what is far away is counted at the ends, and the ends say so', () => {
  const bins = differenceBins([
    { bpm: -60, comparisons: 1 },
    { bpm: -15, comparisons: 2 },
    { bpm: 16, comparisons: 4 },
  ]);
  expect(bins).toHaveLength(31);
  expect(bins[0]).toEqual({ bpm: -15, count: 3, isOpen: true });
  expect(bins.at(-1)).toEqual({ bpm: 15, count: 4, isOpen: true });
  expect(bins.filter(({ isOpen }) => isOpen)).toHaveLength(2);
});

test('without heart rates there is nothing to draw', () => {
  expect(differenceBins([])).toEqual([]);
});

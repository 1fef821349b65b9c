import { expect, test } from 'vitest';
import { rangeAround } from './ranges.ts';

test('all values are inside, with room at both ends', () => {
  const [low, high] = rangeAround([-50, 0, 50], 1);
  expect(low).toBeCloseTo(-56, 9);
  expect(high).toBeCloseTo(56, 9);
});

test('values that hardly differ are not blown up', () => {
  const [low, high] = rangeAround([70, 70.01], 10);
  expect(high - low).toBeCloseTo(11.2, 9);
});

test('without a value there is a range all the same', () => {
  expect(rangeAround([], 2)).toEqual([-1, 1]);
});

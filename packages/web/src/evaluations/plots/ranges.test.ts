import { expect, test } from 'vitest';
import { rangeAround, rangeBelow } from './ranges.ts';

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

test('scores reach from the worst to the best that there can be', () => {
  const [low, high] = rangeBelow(1, 0);
  expect(low).toBeCloseTo(-0.04, 9);
  expect(high).toBeCloseTo(1.04, 9);
  expect(rangeBelow(100, 100)[0]).toBeCloseTo(98.96, 9);
});

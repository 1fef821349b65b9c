import { expect, test } from 'vitest';
import { countOffsetsMs } from './count-offsets.ts';

test('distances are counted in whole milliseconds, ascending', () => {
  expect(countOffsetsMs(Int32Array.of(3, -1, 0, 3), 500)).toEqual([
    [-2, 1],
    [0, 1],
    [6, 2],
  ]);
});

test('early and late beats are rounded alike', () => {
  // 2.5 ms each.
  expect(countOffsetsMs(Int32Array.of(-1, 1), 400)).toEqual([
    [-3, 1],
    [3, 1],
  ]);
});

test('too early by less than half a millisecond is on time', () => {
  expect(countOffsetsMs(Int32Array.of(-1, 0, 1), 4000)).toEqual([[0, 3]]);
});

test('no beats have no offsets', () => {
  expect(countOffsetsMs(new Int32Array(0), 500)).toEqual([]);
});

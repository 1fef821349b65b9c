import { expect, test } from 'vitest';
import { trendRange } from './heart-rate-trend.ts';

test('the scale ends at whole twenties and does not follow one wild interval', () => {
  const rates = new Float64Array(1000).fill(72);
  rates[3] = 300;
  rates[4] = Number.NaN;
  expect(trendRange(rates)).toEqual([60, 80]);
});

test('a heart that beats like a clock has a scale all the same', () => {
  expect(trendRange(new Float64Array(10).fill(60))).toEqual([60, 80]);
  expect(trendRange(new Float64Array(0))).toEqual([60, 80]);
});

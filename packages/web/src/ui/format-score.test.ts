import { expect, test } from 'vitest';
import { formatCount } from './format.ts';
import {
  formatExactBpm,
  formatLarge,
  formatMs,
  formatNumber,
  formatScore,
  formatShare,
  formatSigned,
} from './format-score.ts';

test('shares are percent with two decimals, scores have three', () => {
  expect(formatShare(0.99911)).toBe('99.91 %');
  expect(formatShare(1)).toBe('100.00 %');
  expect(formatShare(0.5, 0)).toBe('50 %');
  expect(formatScore(0.95)).toBe('0.950');
});

test('what is not known is a dash', () => {
  expect([formatShare(null), formatScore(null)]).toEqual(['–', '–']);
});

test('figures carry their unit', () => {
  expect(formatMs(-4)).toBe('−4 ms');
  expect(formatMs(2.777)).toBe('2.8 ms');
  expect(formatExactBpm(-0.25)).toBe('−0.3 bpm');
  expect(formatLarge(3_349_000)).toBe('3.35 million');
  expect(formatLarge(18_000_000_000)).toBe('18 billion');
  expect(formatLarge(306_321)).toBe('306,321');
});

test('a difference shows its direction, unless it is rounded away', () => {
  const share = (value: number) => formatSigned(value, (magnitude) => formatShare(magnitude));
  expect(share(0.0012)).toBe('+0.12 %');
  expect(share(-0.0012)).toBe('−0.12 %');
  expect(share(-0.00001)).toBe('0.00 %');
  expect(formatSigned(-3, formatCount)).toBe('−3');
  expect(formatSigned(0, formatCount)).toBe('0');
});

test('there is no zero with a minus', () => {
  expect(formatNumber(-0.04, 1)).toBe('0.0');
  expect(formatNumber(-0.06, 1)).toBe('−0.1');
});

import { expect, test } from 'vitest';
import { verdictOf } from './verdict.ts';

test('a difference is more than chance where its interval leaves out 0', () => {
  expect(verdictOf(0.02, { low: 0.01, high: 0.03 })).toBe('better');
  expect(verdictOf(-0.02, { low: -0.03, high: -0.01 })).toBe('worse');
  expect(verdictOf(0.02, { low: -0.01, high: 0.05 })).toBe('chance');
  expect(verdictOf(0.02, { low: 0, high: 0.05 })).toBe('chance');
});

test('where no record changed there is no difference, and too few records tell nothing', () => {
  expect(verdictOf(0, { low: 0, high: 0 })).toBe('same');
  expect(verdictOf(0.1, null)).toBe('unknown');
  expect(verdictOf(null, null)).toBe('unknown');
});

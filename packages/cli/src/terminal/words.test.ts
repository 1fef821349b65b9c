import { expect, test } from 'vitest';
import { bpm, bytes, count, duration, share } from './words.ts';

test.each([
  [0, '0 s'],
  [10, '10 s'],
  [4.24, '4.2 s'],
  [59.94, '59.9 s'],
  [65, '1 min 05 s'],
  [1805.556, '30 min 06 s'],
  [86_400, '24 h 00 min'],
])('%d seconds read as %s', (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});

test.each([
  [0, '0 B'],
  [512, '512 B'],
  [999.6, '1 kB'],
  [1_440_000, '1.4 MB'],
  [98_500_000, '99 MB'],
  [2_000_000_000, '2 GB'],
])('%d bytes read as %s', (amount, text) => {
  expect(bytes(amount)).toBe(text);
});

test('one is not a plural', () => {
  expect([count(0, 'beat'), count(1, 'beat'), count(2, 'beat')]).toEqual(['0 beats', '1 beat', '2 beats']);
});

test('what cannot be computed is a dash, never 0', () => {
  expect([bpm(71.6), bpm(null), share(0.99871), share(null)]).toEqual(['72 bpm', '–', '0.9987', '–']);
});

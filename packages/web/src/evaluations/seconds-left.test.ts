import { expect, test } from 'vitest';
import { secondsLeft } from './seconds-left.ts';

test('a quarter in ten seconds leaves thirty for the rest', () => {
  expect(
    secondsLeft([
      { atMs: 0, progress: 0 },
      { atMs: 10_000, progress: 0.25 },
    ]),
  ).toBe(30);
});

test('the last minute counts: what was quick or slow before it does not', () => {
  const left = secondsLeft([
    { atMs: 0, progress: 0 },
    { atMs: 100_000, progress: 0.5 },
    { atMs: 130_000, progress: 0.53 },
    { atMs: 160_000, progress: 0.56 },
  ]);
  // 0.06 in 60 s leave 0.44 for 440 s.
  expect(left).toBeCloseTo(440, 6);
});

test('nothing can be told of what does not move, or has hardly begun', () => {
  expect(secondsLeft([])).toBeNull();
  expect(secondsLeft([{ atMs: 0, progress: 0.5 }])).toBeNull();
  expect(
    secondsLeft([
      { atMs: 0, progress: 0.5 },
      { atMs: 9_000, progress: 0.5 },
    ]),
  ).toBeNull();
  expect(
    secondsLeft([
      { atMs: 0, progress: 0 },
      { atMs: 1_000, progress: 0.5 },
    ]),
  ).toBeNull();
});

test('what is done needs no more time', () => {
  expect(
    secondsLeft([
      { atMs: 0, progress: 0 },
      { atMs: 5_000, progress: 1 },
    ]),
  ).toBe(0);
});

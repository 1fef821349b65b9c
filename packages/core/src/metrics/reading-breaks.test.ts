import { expect, test } from 'vitest';
import { readingBreaks } from './reading-breaks.ts';

const stretches = [
  { startSeconds: 0, endSeconds: 10, verdict: 'good' },
  { startSeconds: 10, endSeconds: 20, verdict: 'unreadable' },
  { startSeconds: 20, endSeconds: 30, verdict: 'poor' },
  { startSeconds: 30, endSeconds: 40, verdict: 'unreadable' },
] as const;

test('a stretch that could not be read breaks the rhythm, in samples of the recording', () => {
  expect(readingBreaks(stretches, [100, 2500], 100)).toEqual([
    { start: 1000, end: 2000 },
    { start: 3000, end: 4000 },
  ]);
});

test('a beat that a person put there makes it readable', () => {
  expect(readingBreaks(stretches, [100, 1500, 2500], 100)).toEqual([{ start: 3000, end: 4000 }]);
});

test('a beat on its first sample is in it, one on the first sample after it is not', () => {
  expect(readingBreaks(stretches, [1000, 4000], 100)).toEqual([{ start: 3000, end: 4000 }]);
});

import { expect, test } from 'vitest';
import {
  formatAge,
  formatBpm,
  formatBytes,
  formatCount,
  formatDuration,
  formatPercent,
  formatRate,
  formatStartTime,
} from './format.ts';

test.each([
  [0, '0 s'],
  [0.04, '0 s'],
  [4.5, '4.5 s'],
  [9.96, '10 s'],
  [10, '10 s'],
  [59.4, '59 s'],
  [59.6, '1 min'],
  [90, '1 min 30 s'],
  [599.6, '10 min'],
  [1805.6, '30 min'],
  [3599.9, '1 h'],
  [3600, '1 h'],
  [5400, '1 h 30 min'],
  [86_340, '23 h 59 min'],
  [86_400, '24 h'],
  [200_000, '55 h 33 min'],
])('%d s is a duration of %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});

test('a heart rate has no decimals, and none is a dash', () => {
  expect([formatBpm(71.5), formatBpm(null)]).toEqual(['72 bpm', '–']);
});

test('a sampling rate keeps the decimals that it has', () => {
  expect([360, 128.5, 257.000_000_1].map(formatRate)).toEqual(['360 Hz', '128.5 Hz', '257 Hz']);
});

test.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1000, '1 kB'],
  [1_340_000, '1.3 MB'],
  [14_400_512, '14.4 MB'],
  [240_000_000, '240 MB'],
  [999_600_000, '1 GB'],
  [1_024_000_000, '1 GB'],
  [5e15, '5000 TB'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test('what is not done is never 100 %', () => {
  expect([0, 0.437, 0.999, 1].map(formatPercent)).toEqual(['0 %', '43 %', '99 %', '100 %']);
});

test('large counts can be read', () => {
  expect(formatCount(1_234_567)).toBe('1,234,567');
});

test('the start of a recording is told as its own clock had it, wherever the reader is', () => {
  expect(formatStartTime('2026-01-31T22:00:00.000Z')).toBe('31 Jan 2026, 22:00');
});

test.each([
  ['2026-02-10T11:59:30Z', 'now'],
  ['2026-02-10T12:00:30Z', 'now'],
  ['2026-02-10T11:57:10Z', '2 minutes ago'],
  ['2026-02-10T07:00:00Z', '5 hours ago'],
  ['2026-02-09T10:00:00Z', 'yesterday'],
  ['2026-02-03T11:00:00Z', '3 Feb 2026'],
])('at noon of 10 February %s is told as %s', (moment, text) => {
  expect(formatAge(moment, new Date('2026-02-10T12:00:00Z'))).toBe(text);
});

import { expect, test } from 'vitest';
import { byTheClock, sinceStart } from './time-labels.ts';

test.each([
  [0, 1, '0:00'],
  [7.5, 0.5, '0:07.5'],
  [59.96, 0.1, '1:00.0'],
  [59.996, 0.01, '1:00.00'],
  [723, 1, '12:03'],
  [3600, 60, '1:00:00'],
  [86_399.25, 0.01, '23:59:59.25'],
])('%d s on an axis in steps of %d s is %s', (seconds, step, label) => {
  expect(sinceStart(seconds, step)).toBe(label);
});

test('by the clock a night goes on after midnight', () => {
  const start = new Date('2026-01-31T22:00:00.000Z');
  expect(byTheClock(start, 0, 1)).toBe('22:00:00');
  expect(byTheClock(start, 7.5, 0.1)).toBe('22:00:07.5');
  expect(byTheClock(start, 3 * 3600, 3600)).toBe('01:00');
});

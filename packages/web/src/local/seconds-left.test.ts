import { expect, test } from 'vitest';
import { secondsLeft } from './seconds-left.ts';

test('what is left takes as long as what is done did', () => {
  expect(secondsLeft(0.25, 10)).toBe(30);
  expect(secondsLeft(0.5, 10)).toBe(10);
  expect(secondsLeft(1, 10)).toBe(0);
});

test('nothing is promised before there is something to go by', () => {
  expect(secondsLeft(0, 10)).toBeNull();
  expect(secondsLeft(0.5, 0.2)).toBeNull();
});

import { expect, test } from 'vitest';
import { uniqueNames } from './unique-names.ts';

test('repeats get a number, also where one already looks numbered', () => {
  expect(uniqueNames(['II', 'II', 'II (2)', ' II '])).toEqual(['II', 'II (2)', 'II (2) (2)', 'II (3)']);
});

test('leads without a name are numbered, a single one has the name of its kind', () => {
  expect(uniqueNames(['', 'V1', ''])).toEqual(['1', 'V1', '3']);
  expect(uniqueNames([''], 'ecg')).toEqual(['ecg']);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseNumber } from './parse-number.ts';

const COMMA = 44;

function parse(text: string): number | null {
  const bytes = new TextEncoder().encode(text);
  return parseNumber(bytes, 0, bytes.length, COMMA);
}

test.each([
  ['0', 0],
  ['-0.5', -0.5],
  ['+3', 3],
  ['.25', 0.25],
  ['5.', 5],
  ['1,5', 1.5],
  ['1e3', 1000],
  ['-2.5E-3', -0.0025],
  ['0.30000000000000004', 0.30000000000000004],
  ['1000000000000000000000000', 1e24],
])('%s is a number', (text, value) => {
  expect(parse(text)).toBe(value);
});

test.each(['', 'NaN', 'null', '-', '--', 'n/a', 'Inf', '-inf'])('"%s" is missing', (text) => {
  expect(parse(text)).toBeNaN();
});

test.each([
  '.',
  '+',
  '-.',
  '1.2.3',
  '1,2,3',
  '1.2,3',
  '1e',
  'e5',
  '0x10',
  '1 2',
  '--5',
  '12a',
  '１',
  '1_000',
])('"%s" is not a number', (text) => {
  expect(parse(text)).toBeNull();
});

test('every decimal is rounded as the platform rounds it', () => {
  const digits = fc.stringMatching(/^-?\d{1,20}(\.\d{1,20})?$/);
  fc.assert(
    fc.property(digits, (text) => {
      expect(parse(text)).toBe(Number(text));
    }),
    { numRuns: 2000 },
  );
});

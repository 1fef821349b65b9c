import { expect, test } from 'vitest';
import { talsIn } from './tal.ts';

const parse = (text: string) => [...talsIn(new TextEncoder().encode(text))];

test('a list has an onset, perhaps a duration, and texts in UTF-8', () => {
  expect(parse('+180\x14Lights off\x14Close door\x14\0\0\0-0.065\x150.5\x14µ\x14\0')).toEqual([
    { onsetSeconds: 180, texts: ['Lights off', 'Close door'] },
    { onsetSeconds: -0.065, texts: ['µ'] },
  ]);
});

test('a list with an empty text keeps it, since it marks the time of its record', () => {
  expect(parse('+567\x14\x14A\x14\0')).toEqual([{ onsetSeconds: 567, texts: ['', 'A'] }]);
});

test('the zero after the last list may be missing', () => {
  expect(parse('+1\x14A\x14')).toEqual([{ onsetSeconds: 1, texts: ['A'] }]);
});

test('zeros alone are no list', () => {
  expect(parse('')).toEqual([]);
  expect(parse('\0\0\0')).toEqual([]);
});

test.each([
  ['no sign', '1\x14A\x14\0'],
  ['no digit', '+\x14A\x14\0'],
  ['a comma', '+1,5\x14A\x14\0'],
  ['an exponent', '+1e5\x14A\x14\0'],
  ['two durations', '+1\x152\x153\x14A\x14\0'],
  ['an empty duration', '+1\x15\x14A\x14\0'],
  ['no end of the text', '+1\x14A\0'],
  ['no text mark at all', '+1\0'],
  ['more digits than a time has', `+${'1'.repeat(40)}\x14A\x14\0`],
])('a list with %s is malformed, and the one after it is read', (_, text) => {
  expect(parse(`${text}+2\x14B\x14\0`)).toEqual([null, { onsetSeconds: 2, texts: ['B'] }]);
});

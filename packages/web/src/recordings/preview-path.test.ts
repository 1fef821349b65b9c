import { expect, test } from 'vitest';
import { previewPath } from './preview-path.ts';

const SIZE = { width: 100, height: 24 };
const NONE = Number.NaN;

test('samples become a line from the left edge to the right, the highest on top', () => {
  const minMax = Float32Array.of(0, 0, 1, 1, 0, 0);
  expect(previewPath(minMax, SIZE)).toBe('M0 22h0L50 2L100 22');
});

test('a column of several samples is a vertical line, begun at the end that is nearer', () => {
  const minMax = Float32Array.of(0, 0.25, 0.25, 1, 0, 1);
  expect(previewPath(minMax, SIZE)).toBe('M0 22V17L50 17V2L100 2V22');
});

test('a gap parts the line', () => {
  const minMax = Float32Array.of(0, 0, NONE, NONE, 1, 1);
  expect(previewPath(minMax, SIZE)).toBe('M0 22h0M100 2h0');
});

test('noise of a few microvolts stays flat in the middle', () => {
  const minMax = Float32Array.of(0, 0, 0.01, 0.01, 0, 0);
  expect(previewPath(minMax, SIZE)).toBe('M0 12.2h0L50 11.8L100 12.2');
});

test('nothing but gaps, and nothing at all, is no line', () => {
  expect(previewPath(Float32Array.of(NONE, NONE), SIZE)).toBe('');
  expect(previewPath(new Float32Array(), SIZE)).toBe('');
});

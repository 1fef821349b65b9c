import { expect, test } from 'vitest';
import { sketchTrace } from './trace-sketch.ts';

const size = { columns: 4, rows: 1 };

test('a beat is marked over the column that it lies in', () => {
  expect(sketchTrace(new Float32Array(8), [0, 5], size)[0]).toBe('▾ ▾ ');
});

test('a constant trace is a line', () => {
  expect(sketchTrace(new Float32Array(8).fill(0.3), [], size)[1]).toBe('⠉⠉⠉⠉');
});

test('what is high stands high', () => {
  const [, top, bottom] = sketchTrace(Float32Array.of(1, 1, 1, 0, 0, 0), [], { columns: 3, rows: 2 });
  expect(top).toBe('⠉⡇⠀');
  expect(bottom).toBe('⠀⣇⣀');
});

test('a gap stays empty', () => {
  const samples = Float32Array.of(0, 0, Number.NaN, Number.NaN, Number.NaN, Number.NaN, 0, 0);
  expect(sketchTrace(samples, [], size)[1]).toBe('⠉⠀⠀⠉');
  expect(sketchTrace(new Float32Array(8).fill(Number.NaN), [], size)[1]).toBe('⠀⠀⠀⠀');
});

test('fewer samples than dots are stretched', () => {
  expect(sketchTrace(Float32Array.of(0, 1), [], { columns: 2, rows: 1 })[1]).toHaveLength(2);
});

import { describe, expect, test } from 'vitest';
import { drawArea } from './draw-area.ts';
import type { Chunk } from './tiles.ts';

/** One sample to a pixel of the screen, 0 mV at 100, 10 pixels to a mV. */
const SCALE = { left: 0, perSample: 1, zero: 100, perMv: 10 };

/** Columns from a sample on, each with its lowest and highest value in mV; null is a gap. */
function chunk(from: number, samplesPerColumn: number, columns: readonly ([number, number] | null)[]): Chunk {
  const minMax = Float32Array.from(columns.flatMap((column) => column ?? [Number.NaN, Number.NaN]));
  return { minMax, startSample: from, samplesPerColumn, from, to: from + columns.length * samplesPerColumn };
}

/** Left, top, width and height of what is filled. */
function strips(chunks: readonly Chunk[], { scale = SCALE, pixelRatio = 1 } = {}): number[][] {
  const filled: number[][] = [];
  const pen = {
    fillStyle: '',
    globalAlpha: 1,
    fillRect: (...rectangle: number[]) => void filled.push(rectangle),
  };
  drawArea(pen, chunks, scale, { ink: 'black', pixelRatio });
  return filled;
}

describe('an area', () => {
  test('has a strip for each pixel, from the highest to the lowest value of all columns in it', () => {
    const columns = chunk(0, 1, [
      [-1, 1],
      [0, 2],
      [-1, 0],
      [-2, 1],
    ]);
    expect(strips([columns], { scale: { ...SCALE, perSample: 0.5 } })).toEqual([
      [0, 80, 1, 30],
      [1, 90, 1, 30],
    ]);
  });

  test('is drawn in pixels of the screen', () => {
    expect(
      strips(
        [
          chunk(0, 1, [
            [-1, 1],
            [-1, 1],
          ]),
        ],
        { scale: { ...SCALE, perSample: 0.5 }, pixelRatio: 2 },
      ),
    ).toEqual([
      [0, 90, 0.5, 20],
      [0.5, 90, 0.5, 20],
    ]);
  });

  test('of columns that are wider than a pixel covers each of them, and no pixel twice', () => {
    const coarse = chunk(0, 2.5, [
      [-1, 1],
      [-1, 1],
      [-1, 1],
    ]);
    expect(strips([coarse]).map(([left, , width]) => [left, width])).toEqual([
      [0, 2],
      [2, 3],
      [5, 2],
    ]);
  });

  test('has no holes where the signal jumps', () => {
    expect(
      strips([
        chunk(0, 1, [
          [0, 1],
          [3, 4],
          [-4, -3],
        ]),
      ]),
    ).toEqual([
      [0, 90, 1, 10],
      [1, 60, 1, 30],
      [2, 90, 1, 50],
    ]);
  });

  test('leaves out gaps, and what is not loaded', () => {
    const chunks = [chunk(0, 1, [[0, 1], null, [0, 1]]), chunk(7, 1, [[0, 1]])];
    expect(strips(chunks).map(([left, , width]) => [left, width])).toEqual([
      [0, 1],
      [2, 1],
      [7, 1],
    ]);
  });

  test('goes on from one chunk to the next within a pixel', () => {
    const chunks = [
      chunk(0, 1, [
        [0, 1],
        [0, 1],
        [0, 1],
      ]),
      chunk(3, 1, [[-1, 2]]),
    ];
    expect(strips(chunks, { scale: { ...SCALE, perSample: 0.5 } })).toEqual([
      [0, 90, 1, 10],
      [1, 80, 1, 30],
    ]);
  });

  test('of a flat line can be seen', () => {
    expect(strips([chunk(0, 1, [[1, 1]])])).toEqual([[0, 90, 1, 1.25]]);
  });

  test('of nothing is nothing', () => {
    expect(strips([])).toEqual([]);
  });
});

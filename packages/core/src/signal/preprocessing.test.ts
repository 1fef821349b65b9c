import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { removeBaseline } from './baseline.ts';
import { bridgeGaps, markGaps } from './gaps.ts';
import { blockScales } from './scale.ts';
import { createSelection } from './select-nth.ts';

const NONE = Number.NaN;

describe('gaps', () => {
  test('samples that are not finite are gaps', () => {
    const samples = Float32Array.of(1, NONE, 2, Number.POSITIVE_INFINITY, 3);
    expect(markGaps(samples, 250, 0.5)).toEqual(Uint8Array.of(0, 1, 0, 1, 0));
  });

  test('a run of one value is a gap once it lasts long enough, and not before', () => {
    const samples = Float32Array.of(1, 5, 5, 5, 5, 2, 7, 7, 7, 3);
    expect(markGaps(samples, 8, 0.5)).toEqual(Uint8Array.of(0, 1, 1, 1, 1, 0, 0, 0, 0, 0));
  });

  test('a run of one value is found wherever it begins', () => {
    for (let start = 0; start <= 16; start++) {
      const samples = Float32Array.from({ length: 20 }, (_, i) => (i < start || i >= start + 4 ? i : 100));
      const expected = new Uint8Array(20).fill(1, start, start + 4);
      expect(markGaps(samples, 8, 0.5)).toEqual(expected);
    }
  });

  test('they are bridged by straight lines, held at the ends', () => {
    const samples = Float32Array.of(NONE, 1, NONE, NONE, NONE, 5, NONE);
    expect(bridgeGaps(samples, markGaps(samples, 250, 0.5))).toEqual(Float32Array.of(1, 1, 2, 3, 4, 5, 5));
    expect(bridgeGaps(Float32Array.of(NONE, NONE), Uint8Array.of(1, 1))).toEqual(Float32Array.of(0, 0));
  });
});

describe('baseline', () => {
  const options = { baselineBlockSamples: 50, baselineBlocks: 5 };

  test('a level is removed wholly', () => {
    expect(removeBaseline(new Float32Array(1030).fill(3), options)).toEqual(new Float32Array(1030));
  });

  test('a spike of 33 mV stays a spike and leaves its surroundings at 0', () => {
    const samples = new Float32Array(1000);
    samples.fill(33, 500, 503);
    expect(removeBaseline(samples, options)).toEqual(samples);
  });

  test('a slope is removed away from the ends', () => {
    const slope = Float32Array.from({ length: 2000 }, (_, i) => i * 0.001);
    const inner = removeBaseline(slope, options).subarray(200, 1800);
    expect(Math.max(...inner.map(Math.abs))).toBeLessThan(1e-6);
  });
});

describe('scale', () => {
  const options = {
    scaleBlockSamples: 250,
    amplitudeRank: 6,
    minimumBlockSamples: 125,
    scaleContextBlocks: 15,
    scaleQuantile: 0.7,
    minimumScaleMv: 0.05,
  };
  /** A beat of 20 samples, 1 mV high, every second. */
  const beats = (seconds: number) =>
    Float32Array.from({ length: seconds * 250 }, (_, i) => (i % 250 >= 100 && i % 250 < 120 ? 1 : 0));

  test('is the height of the beats', () => {
    expect(blockScales(beats(10), new Uint8Array(2500), options)).toEqual(new Float64Array(10).fill(1));
  });

  test('is not moved by spikes of tens of mV in three seconds of ten', () => {
    const samples = beats(10);
    for (const second of [2, 5, 8]) samples.fill(33, second * 250, second * 250 + 5);
    expect(blockScales(samples, new Uint8Array(2500), options)).toEqual(new Float64Array(10).fill(1));
  });

  test('does not lift a pause of six seconds', () => {
    const samples = beats(10).fill(0, 1000, 2500);
    expect(blockScales(samples, new Uint8Array(2500), options)).toEqual(new Float64Array(10).fill(1));
  });

  test('is the least scale where nothing can be measured', () => {
    expect(blockScales(new Float32Array(500), new Uint8Array(500).fill(1), options)).toEqual(
      Float64Array.of(0.05, 0.05),
    );
  });
});

describe('order statistics', () => {
  const selection = createSelection(300);
  const lists = fc.array(fc.float({ min: -5, max: 5, noNaN: true }), { minLength: 1, maxLength: 300 });
  const repeats = fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 1, maxLength: 300 });
  const ascending = (values: readonly number[]) => values.toSorted((a, b) => a - b);

  test('the n-th smallest value is found whatever the order and the repeats', () => {
    fc.assert(
      fc.property(fc.oneof(lists, repeats), fc.nat(299), (values, n) => {
        const rank = n % values.length;
        expect(selection.nth(Float32Array.from(values), 0, values.length, rank) + 0).toBe(
          ascending(values)[rank] + 0,
        );
      }),
    );
  });

  test('the median is the middle one, or the mean of the middle two', () => {
    expect(selection.median(Float32Array.of(9, 3, 1, 2, 9), 1, 4)).toBe(2);
    expect(selection.median(Float32Array.of(9, 3, 1, 2, 6, 9), 1, 5)).toBe(2.5);
    fc.assert(
      fc.property(fc.oneof(lists, repeats), (values) => {
        const sorted = ascending(values);
        const middle = (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
        expect(selection.median(Float32Array.from(values), 0, values.length) + 0).toBe(middle + 0);
      }),
    );
  });

  test('the samples are left as they were', () => {
    const samples = Float32Array.of(3, 1, 2);
    selection.nth(samples, 0, 3, 1);
    expect(samples).toEqual(Float32Array.of(3, 1, 2));
  });
});

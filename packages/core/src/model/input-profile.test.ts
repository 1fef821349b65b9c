import { describe, expect, test } from 'vitest';
import {
  binLabels,
  INPUT_FEATURE_NAMES,
  INPUT_FEATURES,
  inputFeatures,
  stabilityIndex,
} from './input-profile.ts';

const ANALYSIS = {
  signal: { qrsMv: 1.25, noise: 0.5 },
  samplingRate: 500,
  heartRate: null,
  quality: { verdict: 'poor' },
  confidence: Float32Array.of(1, 1, 0.5, 1),
} as const;

test('a value falls into the bin that it ends, and what cannot be told into none', () => {
  const found = new Map(inputFeatures(ANALYSIS).map(({ feature, bin, value }) => [feature, [bin, value]]));
  expect(found.get('qrs-height')).toEqual([7, 1.25]);
  expect(found.get('noise')).toEqual([12, 0.5]);
  expect(found.get('quality')).toEqual([1, 1]);
  expect(found.get('low-confidence')).toEqual([5, 0.25]);
  expect(binLabels('sampling-rate')[found.get('sampling-rate')?.[0] ?? -1]).toBe('500');
  expect(found.has('heart-rate')).toBe(false);
});

test('what is beyond all measure counts into the last bin and leaves the mean alone; what is no number counts nowhere', () => {
  const valuesOf = (qrsMv: number) =>
    inputFeatures({ ...ANALYSIS, signal: { qrsMv, noise: Number.NaN } }).flatMap(({ feature, bin, value }) =>
      feature === 'qrs-height' || feature === 'noise' ? [[feature, bin, value]] : [],
    );
  expect(valuesOf(40)).toEqual([['qrs-height', 14, 40]]);
  expect(valuesOf(3e38)).toEqual([['qrs-height', 14, 50]]);
  expect(valuesOf(Number.POSITIVE_INFINITY)).toEqual([]);
});

test('every bin has a name of its own', () => {
  for (const name of INPUT_FEATURE_NAMES) {
    expect(new Set(binLabels(name)).size).toBe(INPUT_FEATURES[name].edges.length + 1);
  }
});

describe('the population stability index', () => {
  test('is 0 for the same shares, however many there are', () => {
    expect(stabilityIndex('quality', [50, 30, 20], [500, 300, 200])).toBeCloseTo(0, 12);
  });

  test('is the sum over the classes of the difference times the logarithm of the ratio', () => {
    // (0.4 − 0.8) ln(0.4 / 0.8) + (0.6 − 0.2) ln(0.6 / 0.2)
    const expected = -0.4 * Math.log(0.5) + 0.4 * Math.log(3);
    expect(stabilityIndex('quality', [80, 20, 0], [40, 60, 0])).toBeCloseTo(expected, 12);
  });

  test('is large for a class that was never trained on', () => {
    expect(stabilityIndex('quality', [50, 50, 0], [25, 25, 50])).toBeGreaterThan(0.25);
  });

  test('throws the bins of a scale together until each holds a tenth, so that chance counts little', () => {
    // The first five bins are one: what moves inside of it is nothing.
    const rest = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 90];
    const expected = [2, 2, 2, 2, 2, ...rest];
    const actual = [10, 0, 0, 0, 0, ...rest];
    expect(stabilityIndex('heart-rate', expected, actual)).toBeCloseTo(0, 12);
  });

  test('says nothing where one side is empty', () => {
    expect(stabilityIndex('quality', [0, 0, 0], [1, 1, 1])).toBeNull();
    expect(stabilityIndex('quality', [1, 1, 1], [0, 0, 0])).toBeNull();
  });
});

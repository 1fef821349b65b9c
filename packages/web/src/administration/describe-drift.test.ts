import { expect, test } from 'vitest';
import { featuresWith, formatIndex, formatMean, overallStatus } from './describe-drift.ts';
import type { DriftFeature, DriftStatus } from './types.ts';

const NAMES = ['qrs-height', 'noise', 'sampling-rate', 'heart-rate', 'quality', 'low-confidence'] as const;

function features(...statuses: readonly DriftStatus[]): DriftFeature[] {
  return statuses.map((status, index) => ({
    feature: NAMES[index] ?? 'noise',
    unit: '',
    status,
    index: null,
    analyses: 0,
    mean: null,
    trainingMean: null,
    bins: [],
  }));
}

test('the worst of what can be told is told', () => {
  expect(overallStatus(features('stable', 'shifted', 'moderate'))).toBe('shifted');
  expect(overallStatus(features('stable', 'moderate', 'too-few'))).toBe('moderate');
  expect(overallStatus(features('stable', 'too-few', 'no-profile'))).toBe('stable');
  expect(overallStatus(features('too-few', 'no-profile'))).toBe('too-few');
  expect(overallStatus(features('no-profile', 'no-profile'))).toBe('no-profile');
});

test('features are named by their status', () => {
  const all = features('shifted', 'shifted', 'stable', 'shifted');
  expect(featuresWith(all, 'shifted')).toBe('QRS height, Noise and Heart rate');
  expect(featuresWith(all, 'moderate')).toBe('');
});

test('means have their units, and classes have no mean', () => {
  expect(formatMean('qrs-height', 1.234)).toBe('1.23 mV');
  expect(formatMean('noise', 0.0234)).toBe('2.3 %');
  expect(formatMean('sampling-rate', 360)).toBe('360 Hz');
  expect(formatMean('heart-rate', 71.96)).toBe('72.0 bpm');
  expect(formatMean('low-confidence', null)).toBe('–');
  expect(formatMean('quality', 0.4)).toBeNull();
  expect(formatIndex(0.2549)).toBe('0.25');
});

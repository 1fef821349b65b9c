/** How far the input has moved, in words. */
import { texts } from '../texts/index.ts';
import { NOTHING } from '../ui/format.ts';
import { formatNumber, formatShare } from '../ui/format-score.ts';
import type { DriftFeature, DriftStatus } from './types.ts';

const { drift: words } = texts.administration;

/** What all features together say: the worst of what can be told. */
export function overallStatus(features: readonly DriftFeature[]): DriftStatus {
  const has = (wanted: DriftStatus) => features.some(({ status }) => status === wanted);
  const told = (['shifted', 'moderate', 'stable'] as const).find(has);
  if (told !== undefined) return told;
  return has('too-few') ? 'too-few' : 'no-profile';
}

/** `QRS height and noise`: those with this status. */
export function featuresWith(features: readonly DriftFeature[], wanted: DriftStatus): string {
  const names = features
    .filter(({ status }) => status === wanted)
    .map(({ feature }) => words.features[feature].name);
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(names);
}

/** A mean with its unit; `null` for classes, which have none. */
export function formatMean(feature: DriftFeature['feature'], mean: number | null): string | null {
  if (feature === 'quality') return null;
  if (mean === null) return NOTHING;
  switch (feature) {
    case 'qrs-height':
      return `${formatNumber(mean, 2)} mV`;
    case 'noise':
    case 'low-confidence':
      return formatShare(mean, 1);
    case 'sampling-rate':
      return `${formatNumber(mean, 0)} Hz`;
    case 'heart-rate':
      return `${formatNumber(mean, 1)} bpm`;
  }
}

/** `0.08`. */
export function formatIndex(index: number): string {
  return formatNumber(index, 2);
}

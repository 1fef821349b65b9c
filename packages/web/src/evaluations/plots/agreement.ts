/** The heart rates of an evaluation as points of a Bland–Altman plot. */
import { type BlandAltman, blandAltman } from '@sinode/core';
import type { EvaluatedRecord } from '../types.ts';

export interface Agreement extends BlandAltman {
  /** One for each point, by ascending mean. */
  readonly records: readonly EvaluatedRecord[];
  /** Records without a heart rate, or without one to compare it with. */
  readonly leftOut: number;
}

/** @returns `null` where fewer than two records have both heart rates */
export function heartRateAgreement(all: readonly EvaluatedRecord[]): Agreement | null {
  const records = all
    .filter(hasBoth)
    .sort((a, b) => a.heartRate + a.referenceHeartRate - b.heartRate - b.referenceHeartRate);
  const agreement = blandAltman(
    Float64Array.from(records, ({ heartRate }) => heartRate),
    Float64Array.from(records, ({ referenceHeartRate }) => referenceHeartRate),
  );
  return agreement === null ? null : { ...agreement, records, leftOut: all.length - records.length };
}

type WithRates = EvaluatedRecord & { readonly heartRate: number; readonly referenceHeartRate: number };

function hasBoth(record: EvaluatedRecord): record is WithRates {
  return record.heartRate !== null && record.referenceHeartRate !== null;
}

/** The figures by which each protocol judges a model, each computed from the scores of the records. */
import { f1, positivePredictiveValue, sensitivity } from '@sinode/core';
import type { EvaluatedRecord, Protocol } from './types.ts';

/** What a record contributes. */
export type Scored = Pick<
  EvaluatedRecord,
  'qrsScore' | 'heartRateScore' | 'truePositives' | 'falsePositives' | 'falseNegatives'
>;

export type FigureKey = 'qrsAccuracy' | 'heartRateAccuracy' | 'sensitivity' | 'ppv' | 'f1';

export interface Figure {
  /** As in the totals of an evaluation. */
  readonly key: FigureKey;
  /** 0 to 1; `null` where it cannot be computed. */
  readonly statistic: (records: readonly Scored[]) => number | null;
}

/** The challenge averages points over the records; EC57 sums beats over them before it divides. */
export const FIGURES: Readonly<Record<Protocol, readonly Figure[]>> = {
  cpsc2019: [
    { key: 'qrsAccuracy', statistic: (records) => meanPoints(records, 'qrsScore') },
    { key: 'heartRateAccuracy', statistic: (records) => meanPoints(records, 'heartRateScore') },
  ],
  ec57: [
    { key: 'sensitivity', statistic: (records) => sensitivity(summed(records)) },
    { key: 'ppv', statistic: (records) => positivePredictiveValue(summed(records)) },
    { key: 'f1', statistic: (records) => f1(summed(records)) },
  ],
};

function meanPoints(records: readonly Scored[], field: 'qrsScore' | 'heartRateScore'): number | null {
  if (records.length === 0) return null;
  let sum = 0;
  for (const record of records) sum += record[field] ?? 0;
  return sum / records.length;
}

function summed(records: readonly Scored[]) {
  let truePositives = 0;
  let falsePositives = 0;
  let falseNegatives = 0;
  for (const record of records) {
    truePositives += record.truePositives;
    falsePositives += record.falsePositives;
    falseNegatives += record.falseNegatives;
  }
  return { truePositives, falsePositives, falseNegatives };
}

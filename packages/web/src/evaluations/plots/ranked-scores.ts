import { cellOf, sortRecords, WORST_FIRST } from '../record-order.ts';
import type { EvaluatedRecord, Protocol } from '../types.ts';

export interface RankedScore {
  readonly record: EvaluatedRecord;
  /** F1 or QRS points, 0 to 1. */
  readonly score: number;
}

/** The worst first; records without a score, in which there is no beat to find, are left out. */
export function rankedScores(protocol: Protocol, records: readonly EvaluatedRecord[]): RankedScore[] {
  const order = WORST_FIRST[protocol];
  return sortRecords(records, order).flatMap((record) => {
    const score = cellOf(record, order.column);
    return typeof score === 'number' ? [{ record, score }] : [];
  });
}

/** @param ranked - ascending, at least one */
export function medianOf(ranked: readonly RankedScore[]): number {
  const upper = ranked[Math.floor(ranked.length / 2)]?.score ?? Number.NaN;
  const lower = ranked[Math.floor((ranked.length - 1) / 2)]?.score ?? Number.NaN;
  return (lower + upper) / 2;
}

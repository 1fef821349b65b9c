/**
 * The totals of an evaluation.
 */
import { f1, positivePredictiveValue, sensitivity } from '../metrics/ec57.ts';
import { roundHalfToEven } from '../metrics/round.ts';
import type { Protocol, RecordScore } from './evaluate-record.ts';

/** `null` where the protocol defines no such thing. */
export interface EvaluationSummary {
  /** Records scored. */
  readonly files: number;
  /** Of these, the ones that the model was trained on: their scores say nothing of new recordings. */
  readonly seenInTraining: number;
  /** 0..1, mean of the records' QRS points, 4 decimals. */
  readonly qrsAccuracy: number | null;
  /** 0..1, mean of the records' heart-rate points, 4 decimals. */
  readonly heartRateAccuracy: number | null;
  /** 0..1, from the sums over all records (gross). */
  readonly sensitivity: number | null;
  readonly ppv: number | null;
  readonly f1: number | null;
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
}

/** What the totals are made of. */
type Summand = Pick<
  RecordScore,
  'qrsScore' | 'heartRateScore' | 'truePositives' | 'falsePositives' | 'falseNegatives' | 'seenInTraining'
>;

export function summarizeEvaluation(protocol: Protocol, records: readonly Summand[]): EvaluationSummary {
  const total = (field: 'truePositives' | 'falsePositives' | 'falseNegatives') =>
    records.reduce((sum, record) => sum + record[field], 0);
  const comparison = {
    truePositives: total('truePositives'),
    falsePositives: total('falsePositives'),
    falseNegatives: total('falseNegatives'),
  };
  const challenge = protocol === 'cpsc2019' && records.length > 0;
  const mean = (field: 'qrsScore' | 'heartRateScore') =>
    records.reduce((sum, record) => sum + (record[field] ?? 0), 0) / records.length;
  return {
    files: records.length,
    seenInTraining: records.filter((record) => record.seenInTraining).length,
    qrsAccuracy: challenge ? numpyRound4(mean('qrsScore')) : null,
    heartRateAccuracy: challenge ? pythonRound4(mean('heartRateScore')) : null,
    sensitivity: protocol === 'ec57' ? sensitivity(comparison) : null,
    ppv: protocol === 'ec57' ? positivePredictiveValue(comparison) : null,
    f1: protocol === 'ec57' ? f1(comparison) : null,
    ...comparison,
  };
}

/** `numpy.round(value, 4)`: scales first, so that the product's own rounding error decides ties. */
function numpyRound4(value: number): number {
  return roundHalfToEven(value * 10_000) / 10_000;
}

/** Python's `round(value, 4)`: by the exact decimal value, halves to even. */
function pythonRound4(value: number): number {
  // 60 decimals write a double of this size out exactly.
  const decimals = value.toFixed(60).split('.')[1];
  const isExactHalf = /^50*$/.test(decimals.slice(4));
  return isExactHalf ? roundHalfToEven(Math.round(value * 20_000) / 2) / 10_000 : Number(value.toFixed(4));
}

/** In which order the records of an evaluation are shown. */
import { f1 } from '@sinode/core';
import type { EvaluatedRecord, Protocol } from './types.ts';

export type ColumnKey =
  | 'record'
  | 'lead'
  | 'qrsScore'
  | 'heartRateScore'
  | 'f1'
  | 'beats'
  | 'falseNegatives'
  | 'falsePositives'
  | 'heartRate'
  | 'referenceHeartRate'
  | 'seenInTraining';

export type Direction = 'ascending' | 'descending';

export interface RecordOrder {
  readonly column: ColumnKey;
  readonly direction: Direction;
}

/** Those of a protocol, from left to right. */
export const COLUMNS: Readonly<Record<Protocol, readonly ColumnKey[]>> = {
  cpsc2019: [
    'record',
    'lead',
    'qrsScore',
    'heartRateScore',
    'beats',
    'falseNegatives',
    'falsePositives',
    'heartRate',
    'referenceHeartRate',
    'seenInTraining',
  ],
  ec57: [
    'record',
    'lead',
    'f1',
    'beats',
    'falseNegatives',
    'falsePositives',
    'heartRate',
    'referenceHeartRate',
    'seenInTraining',
  ],
};

/** The worst record first. */
export const WORST_FIRST: Readonly<Record<Protocol, RecordOrder>> = {
  cpsc2019: { column: 'qrsScore', direction: 'ascending' },
  ec57: { column: 'f1', direction: 'ascending' },
};

/** How a column is sorted when it is chosen: what one looks for is at the top. */
export function firstDirection(column: ColumnKey): Direction {
  return column === 'falseNegatives' || column === 'falsePositives' || column === 'seenInTraining'
    ? 'descending'
    : 'ascending';
}

/** @returns what stands in the column; `null` where there is nothing */
export function cellOf(record: EvaluatedRecord, column: ColumnKey): string | number | null {
  switch (column) {
    case 'f1':
      return f1(record);
    case 'beats':
      return record.truePositives + record.falseNegatives;
    case 'seenInTraining':
      return Number(record.seenInTraining);
    default:
      return record[column];
  }
}

const collator = new Intl.Collator('en', { numeric: true });

/** What is not there comes last in both directions; of equals the worse comes first, then the name decides. */
export function sortRecords(
  records: readonly EvaluatedRecord[],
  { column, direction }: RecordOrder,
): EvaluatedRecord[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return [...records].sort((a, b) => {
    const [x, y] = [cellOf(a, column), cellOf(b, column)];
    if (x === null || y === null) {
      return Number(x === null) - Number(y === null) || byBadness(a, b);
    }
    return sign * compared(x, y) || byBadness(a, b);
  });
}

function compared(x: string | number, y: string | number): number {
  return typeof x === 'number' && typeof y === 'number' ? x - y : collator.compare(String(x), String(y));
}

/** By fewer points, then by more errors, then by name. */
function byBadness(a: EvaluatedRecord, b: EvaluatedRecord): number {
  return pointsOf(a) - pointsOf(b) || errorsOf(b) - errorsOf(a) || byName(a, b);
}

/** `1` and `01` are the same number, but not the same name. */
function byName({ record: a }: EvaluatedRecord, { record: b }: EvaluatedRecord): number {
  return collator.compare(a, b) || (a < b ? -1 : Number(a > b));
}

function pointsOf({ qrsScore, heartRateScore }: EvaluatedRecord): number {
  return (qrsScore ?? 0) + (heartRateScore ?? 0);
}

/** Beats that are missing or too many. */
export function errorsOf({ falsePositives, falseNegatives }: EvaluatedRecord): number {
  return falsePositives + falseNegatives;
}

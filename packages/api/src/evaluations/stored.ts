/** What is kept of an evaluation in the columns that the database knows nothing of. */
import type { EvaluationRequest, EvaluationTotals } from '@sinode/contracts';
import type { RecordScore } from '@sinode/core';
import type { evaluationRecords, evaluations } from '../database/schema.ts';

/** In `evaluations.request`. */
export interface StoredRequest {
  readonly asked: Omit<EvaluationRequest, 'name' | 'model'>;
  /** How many keys there are. */
  readonly listed: number;
  /** Names of records in the library, or ids of corrections; their places are the positions of the scores. */
  readonly keys: readonly string[];
}

/** In `evaluations.summary`. */
type StoredSummary = EvaluationTotals;

/** Scores of before offsets were kept have none. */
type KeptScore = Omit<RecordScore, 'offsetsMs'> & Partial<Pick<RecordScore, 'offsetsMs'>>;

/** In `evaluation_records.score`. */
export type StoredScore = KeptScore | { readonly record: string; readonly unscored: string };

export type EvaluationRow = Omit<typeof evaluations.$inferSelect, 'request' | 'summary'> & {
  readonly request: StoredRequest;
  readonly summary: StoredSummary | null;
};

export type EvaluationRecordRow = Omit<typeof evaluationRecords.$inferSelect, 'score'> & {
  readonly score: StoredScore;
};

/** A record with its score; records without one are left out. */
export type ScoredRow = EvaluationRecordRow & { readonly score: KeptScore };

export function isScored(row: EvaluationRecordRow): row is ScoredRow {
  return !('unscored' in row.score);
}

/** Rows as a client sees them. */
import type {
  EvaluatedRecord,
  EvaluationDetail,
  EvaluationItem,
  EvaluationTotals,
  Protocol,
} from '@sinode/contracts';
import { summarizeEvaluation } from '@sinode/core';
import type { EvaluationWithJob } from './find-evaluation.ts';
import { type EvaluationRecordRow, isScored, type ScoredRow } from './stored.ts';

/** @param wallSeconds - how long it took */
export function totalsOf(
  protocol: Protocol,
  rows: readonly EvaluationRecordRow[],
  wallSeconds: number,
): EvaluationTotals {
  const scored = rows.filter(isScored);
  const summary = summarizeEvaluation(
    protocol,
    scored.map(({ score }) => score),
  );
  const ecgSeconds = scored.reduce((sum, row) => sum + row.ecgSeconds, 0);
  return { ...summary, timing: { ecgSeconds, wallSeconds } };
}

export function itemOf({ evaluation, job }: EvaluationWithJob, seenInTraining: number): EvaluationItem {
  const { id, name, request, modelName, modelVersion, summary, createdAt, finishedAt } = evaluation;
  // The last score is stored a moment before its job ends; after a month the job is forgotten.
  const isDone = summary !== null;
  return {
    id,
    name,
    asked: request.asked,
    model: { name: modelName, version: modelVersion },
    state: isDone ? 'done' : (job?.state ?? 'failed'),
    progress: isDone ? 1 : (job?.progress ?? 0),
    error: isDone ? null : (job?.error ?? null),
    seenInTraining,
    listed: request.listed,
    totals: summary,
    createdAt: createdAt.toISOString(),
    finishedAt: (finishedAt ?? job?.finishedAt)?.toISOString() ?? null,
  };
}

export function detailOf(found: EvaluationWithJob, rows: readonly EvaluationRecordRow[]): EvaluationDetail {
  const { evaluation, job } = found;
  const { protocol } = evaluation.request.asked;
  const { totals: stored, seenInTraining: _, ...item } = itemOf(found, 0);
  const totals = stored ?? totalsOf(protocol, rows, secondsSince(job?.startedAt ?? null));
  const unscored = rows.flatMap(({ score }) =>
    'unscored' in score ? [{ record: score.record, error: score.unscored }] : [],
  );
  return { ...item, protocol, ...totals, records: rows.filter(isScored).map(recordOf), unscored };
}

export function recordOf({ score, recordingId }: ScoredRow): EvaluatedRecord {
  return { ...score, offsetsMs: score.offsetsMs ?? null, recordingId };
}

function secondsSince(start: Date | null): number {
  return start === null ? 0 : Math.max(0, (Date.now() - start.getTime()) / 1000);
}

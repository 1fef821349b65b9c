/** Evaluations as rows. */
import { and, asc, eq, sql } from 'drizzle-orm';
import type { Database } from '../database/connect.ts';
import { evaluationRecords, evaluations, jobs } from '../database/schema.ts';
import { notFound } from '../http/problem.ts';
import type { JobRow } from '../jobs/jobs.ts';
import type { EvaluationRecordRow, EvaluationRow } from './stored.ts';

/** For the job, which works for whoever asked. */
export async function findEvaluationRow(db: Database, id: string): Promise<EvaluationRow | null> {
  const [row] = await db.select().from(evaluations).where(eq(evaluations.id, id));
  return (row as EvaluationRow | undefined) ?? null;
}

export interface EvaluationWithJob {
  readonly evaluation: EvaluationRow;
  /** Null when it was forgotten, long after its end. */
  readonly job: JobRow | null;
}

/** @throws Problem 404 where there is none, or it is another's */
export async function findEvaluation(db: Database, userId: string, id: string): Promise<EvaluationWithJob> {
  const [row] = await db
    .select({ evaluation: evaluations, job: jobs })
    .from(evaluations)
    .leftJoin(jobs, eq(jobs.id, evaluations.jobId))
    .where(and(eq(evaluations.id, id), eq(evaluations.ownerId, userId)));
  if (row === undefined) throw notFound('evaluation');
  return { evaluation: row.evaluation as EvaluationRow, job: row.job };
}

/** In their fixed order. */
export async function allRecords(db: Database, evaluationId: string): Promise<EvaluationRecordRow[]> {
  const rows = await db
    .select()
    .from(evaluationRecords)
    .where(eq(evaluationRecords.evaluationId, evaluationId))
    .orderBy(asc(evaluationRecords.position));
  return rows as EvaluationRecordRow[];
}

/** How many of the records scored so far the model was trained on, as a column. */
export const seenInTraining = sql<number>`(
  select count(*)::int from ${evaluationRecords}
  where ${evaluationRecords.evaluationId} = ${evaluations.id}
    and ${evaluationRecords.score} ->> 'seenInTraining' = 'true'
)`;

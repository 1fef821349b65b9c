/** Jobs: work that outlives a request and the process it began in. */
import { EventEmitter } from 'node:events';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../database/connect.ts';
import { jobs } from '../database/schema.ts';
import { currentTrace } from '../operations/telemetry/current-trace.ts';

export type JobRow = typeof jobs.$inferSelect;
export type JobKind = JobRow['kind'];
export type JobState = JobRow['state'];

/** States that a job never leaves. */
const FINISHED = ['done', 'failed', 'cancelled'] as const satisfies readonly JobState[];
export type FinishedState = (typeof FINISHED)[number];

export function isFinished(state: JobState): state is FinishedState {
  return FINISHED.some((finished) => finished === state);
}

/** The states of work that is still to be done; a job of a kind and subject is there once in them. */
const UNFINISHED = sql`${jobs.state} in ('queued', 'running')`;

/** Tells the workers of this process what they would find out in a second by themselves. */
export const jobNews = new EventEmitter<{ queued: []; cancelled: [jobId: string] }>().setMaxListeners(0);

/**
 * Puts a job into the queue; inside a transaction it is there when that commits.
 *
 * @returns the new job, or the unfinished one of the same kind and subject
 */
export async function enqueue(
  db: Database | Transaction,
  job: { kind: JobKind; subject: string; ownerId: string | null },
): Promise<JobRow> {
  const [row] = await db
    .insert(jobs)
    .values({ ...job, traceparent: currentTrace().traceparent() })
    .onConflictDoUpdate({
      target: [jobs.kind, jobs.subject],
      targetWhere: UNFINISHED,
      // Changes nothing, and so returns the row that is there.
      set: { subject: sql`excluded.subject` },
    })
    .returning();
  if (row === undefined) throw new Error('a job was neither inserted nor found');
  jobNews.emit('queued');
  return row;
}

export async function findJob(db: Database | Transaction, id: string): Promise<JobRow | null> {
  const [row] = await db.select().from(jobs).where(eq(jobs.id, id));
  return row ?? null;
}

/** Ends a job that is not finished. Whoever works on it is told within a second, and can write no result any more. */
export async function cancelJob(db: Database | Transaction, id: string): Promise<void> {
  await db
    .update(jobs)
    .set({ state: 'cancelled', worker: null, leaseUntil: null, finishedAt: sql`now()` })
    .where(and(eq(jobs.id, id), UNFINISHED));
  jobNews.emit('cancelled', id);
}

/** Forgets jobs that finished long ago; what they made stays. */
export async function forgetOldJobs(db: Database): Promise<void> {
  await db
    .delete(jobs)
    .where(and(inArray(jobs.state, FINISHED), sql`${jobs.finishedAt} < now() - interval '30 days'`));
}

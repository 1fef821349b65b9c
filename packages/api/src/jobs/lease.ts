/**
 * Who works on a job: a claim on it with a lease, as statements. All times are the database's, so that the clocks of
 * the machines do not matter; every write asks for the claim once more, so that a worker which was suspended or cut
 * off from the database cannot undo what another has done since.
 */
import { randomUUID } from 'node:crypto';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../database/connect.ts';
import { type JobError, jobs } from '../database/schema.ts';
import type { JobKind, JobRow } from './jobs.ts';

/** A worker that gives no sign of life for this long has lost its job. */
export const LEASE_SECONDS = 15;

/** So often a job may take its worker down with it before it is given up. */
const MOST_ATTEMPTS = 10;

/** An attempt that came this much further than all before it is not one of those that lead nowhere. */
const HEADWAY = 0.01;

const LEASE = sql`now() + make_interval(secs => ${LEASE_SECONDS})`;
const RAN_OUT = sql`(${jobs.state} = 'running' and ${jobs.leaseUntil} < now())`;

/** A job in a worker's hands. */
export interface Claim {
  readonly job: JobRow;
  /** Unlike that of any other claim, also on the same job. */
  readonly id: string;
}

/** Takes the oldest job that waits, or whose worker gives no sign of life. */
export async function claimJob(db: Database, kinds: readonly JobKind[]): Promise<Claim | null> {
  const id = randomUUID();
  const waiting = db
    .select({ id: jobs.id })
    .from(jobs)
    .where(
      and(
        inArray(jobs.kind, kinds),
        sql`(${jobs.state} = 'queued' or (${RAN_OUT} and ${jobs.attempts} < ${MOST_ATTEMPTS}))`,
      ),
    )
    .orderBy(jobs.createdAt)
    .limit(1)
    .for('update', { skipLocked: true });
  const [job] = await db
    .update(jobs)
    .set({
      state: 'running',
      attempts: sql`${jobs.attempts} + 1`,
      worker: id,
      leaseUntil: LEASE,
      startedAt: sql`coalesce(${jobs.startedAt}, now())`,
    })
    .where(eq(jobs.id, sql`(${waiting})`))
    .returning();
  return job === undefined ? null : { job, id };
}

/** Fails the jobs that nobody may take any more, lest a recording that kills its worker goes round for ever. */
export async function giveUpLostJobs(db: Database, kinds: readonly JobKind[]): Promise<number> {
  const error: JobError = {
    code: 'WORKER_LOST',
    detail: `The server stopped ${MOST_ATTEMPTS} times while it worked on this, so it was given up.`,
  };
  const lost = await db
    .update(jobs)
    .set({ state: 'failed', error, worker: null, leaseUntil: null, finishedAt: sql`now()` })
    .where(and(inArray(jobs.kind, kinds), RAN_OUT, sql`${jobs.attempts} >= ${MOST_ATTEMPTS}`))
    .returning({ id: jobs.id });
  return lost.length;
}

function held({ job, id }: Claim) {
  return and(eq(jobs.id, job.id), eq(jobs.state, 'running'), eq(jobs.worker, id));
}

/**
 * A sign of life, with the progress; progress never goes back, also when another attempt begins from the start.
 *
 * @returns whether the job is still this claim's
 */
export async function renewLease(db: Database, claim: Claim, progress: number): Promise<boolean> {
  const headway = sql`${progress}::real > ${jobs.progress} + ${HEADWAY}::real`;
  const renewed = await db
    .update(jobs)
    .set({
      leaseUntil: LEASE,
      progress: sql`greatest(${jobs.progress}, ${progress}::real)`,
      attempts: sql`case when ${headway} then 1 else ${jobs.attempts} end`,
    })
    .where(held(claim))
    .returning({ id: jobs.id });
  return renewed.length > 0;
}

/** How the work on a job came to an end. */
export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly error: JobError }
  /** Back to the queue; the attempt does not count. */
  | { readonly kind: 'returned' };

/** @returns whether the job was still this claim's; if not, nothing is written */
export async function settle(db: Database, claim: Claim, outcome: Outcome): Promise<boolean> {
  const ended = { worker: null, leaseUntil: null, finishedAt: sql`now()` };
  const change = {
    done: { ...ended, state: 'done' as const, progress: 1 },
    failed: { ...ended, state: 'failed' as const, error: outcome.kind === 'failed' ? outcome.error : null },
    returned: {
      state: 'queued' as const,
      worker: null,
      leaseUntil: null,
      attempts: sql`greatest(0, ${jobs.attempts} - 1)`,
    },
  }[outcome.kind];
  const settled = await db.update(jobs).set(change).where(held(claim)).returning({ id: jobs.id });
  return settled.length > 0;
}

/** Thrown where a result would be written by a worker whose job is another's by now. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';

  constructor() {
    super('The job is not this worker’s any more.');
  }
}

/**
 * Writes in a transaction during which nobody else can take the job.
 *
 * @throws LeaseLostError, and writes nothing, when it was taken before
 */
export async function saveWhileHeld(
  db: Database,
  claim: Claim,
  write: (tx: Transaction) => Promise<void>,
): Promise<void> {
  await db.transaction(async (tx) => {
    const [row] = await tx.select({ id: jobs.id }).from(jobs).where(held(claim)).for('update');
    if (row === undefined) throw new LeaseLostError();
    await write(tx);
  });
}

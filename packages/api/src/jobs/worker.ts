/** Works on the jobs of the queue; any number of processes can, on one database. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import { type Database, isDatabaseAway, isDatabaseFull, type Transaction } from '../database/connect.ts';
import { toProblem } from '../http/error-handler.ts';
import type { JobEnd, Observer } from '../operations/telemetry/observer.ts';
import { forgetOldJobs, type JobKind, type JobRow, jobNews } from './jobs.ts';
import {
  type Claim,
  claimJob,
  giveUpLostJobs,
  LEASE_SECONDS,
  LeaseLostError,
  type Outcome,
  renewLease,
  saveWhileHeld,
  settle,
} from './lease.ts';

const LEASE_MS = LEASE_SECONDS * 1000;
/** How often to look for work that another process put into the queue. */
const POLL_MS = 1_000;
/** The transaction that enqueues a job commits a moment after it tells so. */
const COMMIT_MS = 20;
/** So often a job's progress is stored and its cancellation noticed: many signs of life in one lease. */
const RENEW_MS = 1_000;
const SWEEP_MS = 5_000;
const FORGET_MS = 3_600_000;
const LONGEST_BACK_OFF_MS = 10_000;
/** A handler that does not heed its signal is not waited for longer. */
const STOP_GRACE_MS = 5_000;

interface JobControl {
  /** Aborts when the job was cancelled, when the process stops, and when the job is another worker's by now. */
  readonly signal: AbortSignal;
  /** @param fraction - 0..1 */
  progress(fraction: number): void;
  /**
   * Writes results in a transaction that only goes through while the job is this worker's.
   *
   * @throws LeaseLostError when it is not
   */
  save(write: (tx: Transaction) => Promise<void>): Promise<void>;
}

/**
 * Does a job, perhaps for the second time: it must be able to begin again, or to go on where it was stopped. A Problem
 * or TaskError that it throws is what the job's owner is told.
 */
export type JobHandler = (job: JobRow, control: JobControl) => Promise<void>;

export interface Worker {
  start(): void;
  /** Puts what it works on back into the queue at once, without counting it as a failure. */
  stop(): Promise<void>;
}

export interface WorkerOptions {
  readonly db: Database;
  readonly log: FastifyBaseLogger;
  /** Jobs of other kinds are left to other workers. */
  readonly handlers: Readonly<Partial<Record<JobKind, JobHandler>>>;
  /** How many jobs at a time. */
  readonly concurrency: number;
  /** Is around each attempt at a job. */
  readonly observe?: Observer['aroundJob'];
}

export function createWorker({
  db,
  log,
  handlers,
  concurrency,
  observe = (_job, work) => work(),
}: WorkerOptions): Worker {
  const kinds = Object.keys(handlers) as JobKind[];
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  let looping: Promise<void> | null = null;
  let wakeUp = () => {};
  let nextSweep = 0;
  let nextForgetting = 0;

  /** Sleeps until there may be work. */
  async function rest(ms: number): Promise<void> {
    const waking = new AbortController();
    wakeUp = () => waking.abort();
    if (!stopping.signal.aborted) await pause(ms, waking.signal);
  }
  const onQueued = () => void setTimeout(() => wakeUp(), COMMIT_MS).unref();

  async function tidy(): Promise<void> {
    const now = performance.now();
    if (now < nextSweep) return;
    nextSweep = now + SWEEP_MS;
    const lost = await giveUpLostJobs(db, kinds);
    if (lost > 0) log.error({ jobs: lost }, 'jobs given up: their workers were lost again and again');
    if (now < nextForgetting) return;
    nextForgetting = now + FORGET_MS;
    await forgetOldJobs(db);
  }

  async function loop(): Promise<void> {
    let failures = 0;
    while (!stopping.signal.aborted) {
      try {
        await tidy();
        const claim = running.size < concurrency ? await claimJob(db, kinds) : null;
        if (failures > 0) log.info('the queue can be read again');
        failures = 0;
        if (claim === null) await rest(POLL_MS);
        else begin(claim);
      } catch (error) {
        // Once, not for every time that it is tried again.
        if (failures === 0) log.warn({ err: error }, 'the queue cannot be read; trying again');
        failures++;
        await rest(Math.min(LONGEST_BACK_OFF_MS, POLL_MS * 2 ** (failures - 1)));
      }
    }
  }

  function begin(claim: Claim): void {
    const run = work(claim).catch((error) => {
      // Its lease runs out, and another attempt goes on where this one could not say how it ended.
      if (passes(error)) log.warn({ err: error, job: claim.job.id }, 'how a job ended could not be stored');
      else log.error({ err: error, job: claim.job.id }, 'bug');
    });
    running.add(run);
    void run.finally(() => {
      running.delete(run);
      wakeUp();
    });
  }

  async function work(claim: Claim): Promise<void> {
    const { job } = claim;
    const facts = { job: job.id, kind: job.kind };
    const handler = handlers[job.kind];
    if (handler === undefined) throw new Error(`no handler for ${job.kind}`);
    const lost = new AbortController();
    const signal = AbortSignal.any([lost.signal, stopping.signal]);
    const onCancelled = (id: string) => {
      if (id === job.id) lost.abort(new LeaseLostError());
    };
    jobNews.on('cancelled', onCancelled);

    let progress = 0;
    const over = new AbortController();
    void keepLease(claim, () => progress, lost, over.signal);
    let doing: Promise<Outcome> | null = null;
    const attempt = async (): Promise<JobEnd> => {
      log.info({ ...facts, attempt: job.attempts }, 'job begun');
      doing = handler(job, {
        signal,
        progress: (fraction) => {
          progress = Math.min(1, Math.max(0, fraction));
        },
        save: (write) => saveWhileHeld(db, claim, write),
      }).then(
        (): Outcome => ({ kind: 'done' }),
        (error: unknown) => outcomeOf(error, facts, lost.signal),
      );
      // A handler that takes its time to stop must not keep the job from others.
      const outcome = await unlessAborted(doing, stopping.signal);
      over.abort();
      jobNews.off('cancelled', onCancelled);
      // Where the lease is lost this changes nothing, unless nobody has taken the job yet.
      const end: Outcome = lost.signal.aborted || outcome === null ? { kind: 'returned' } : outcome;
      const isSettled = await settleSoon(claim, end);
      if (isSettled) log.info({ ...facts, outcome: end.kind }, 'job ended');
      else log.info(facts, 'job cancelled, or another worker has it');
      return isSettled ? end.kind : 'lost';
    };
    // What was returned because nobody could work on it just now would come back at once.
    if ((await observe(job, attempt)) === 'returned') await pause(POLL_MS, stopping.signal);
    await Promise.race([doing, sleep(STOP_GRACE_MS, undefined, { ref: false })]);
  }

  function outcomeOf(error: unknown, facts: object, lost: AbortSignal): Outcome {
    // Whoever heeds the signal of a stop has not failed, and neither has who lost the job or had it cancelled.
    if (stopping.signal.aborted || lost.aborted || error instanceof LeaseLostError)
      return { kind: 'returned' };
    const { status, code, detail } = toProblem(error);
    // Something is away, overrun or full: nothing that the job is to blame for.
    if (status === 503 || status === 507) return { kind: 'returned' };
    if (code === 'INTERNAL') log.error({ ...facts, err: error }, 'bug');
    return { kind: 'failed', error: { code, detail } };
  }

  /** Gives signs of life until the work is over; aborts it when the job may be another's by now. */
  async function keepLease(
    claim: Claim,
    progress: () => number,
    lost: AbortController,
    over: AbortSignal,
  ): Promise<void> {
    // Not only when the database says so: one that does not answer at all may have given the job to another.
    const giveUp = () => lost.abort(new LeaseLostError());
    let deadline = setTimeout(giveUp, LEASE_MS);
    over.addEventListener('abort', () => clearTimeout(deadline));
    const ended = AbortSignal.any([over, lost.signal]);
    while (!ended.aborted) {
      await pause(RENEW_MS, ended);
      if (ended.aborted) return;
      const asked = performance.now();
      try {
        const isHeld = await renewLease(db, claim, progress());
        if (!isHeld) giveUp();
        clearTimeout(deadline);
        if (!ended.aborted) deadline = setTimeout(giveUp, asked + LEASE_MS - performance.now());
      } catch (error) {
        if (!over.aborted && !passes(error)) log.error({ err: error }, 'a lease could not be renewed');
      }
    }
  }

  /** Tries for as long as nobody else can have taken the job: a restart of the database loses no finished work. */
  async function settleSoon(claim: Claim, outcome: Outcome): Promise<boolean> {
    const until = performance.now() + LEASE_MS;
    for (;;) {
      try {
        return await settle(db, claim, outcome);
      } catch (error) {
        if (!passes(error) || performance.now() > until || stopping.signal.aborted) throw error;
        await pause(POLL_MS, stopping.signal);
      }
    }
  }

  return {
    start() {
      jobNews.on('queued', onQueued);
      looping ??= loop();
    },
    async stop() {
      jobNews.off('queued', onQueued);
      stopping.abort(new Error('the server stops'));
      wakeUp();
      await looping;
      await Promise.all(running);
    },
  };
}

/** Whether the database can do later what it could not do now. */
function passes(error: unknown): boolean {
  return isDatabaseAway(error) || isDatabaseFull(error);
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {});
}

/** @returns null when the signal came before the result */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T | null> {
  let stop = () => {};
  const aborted = new Promise<null>((resolve) => {
    stop = () => resolve(null);
  });
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

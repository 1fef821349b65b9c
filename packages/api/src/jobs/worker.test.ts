import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { eq, sql } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type Connection, connect, type Database } from '../database/connect.ts';
import { jobs } from '../database/schema.ts';
import { Problem } from '../http/problem.ts';
import { createTestDatabase } from '../testing/test-database.ts';
import { cancelJob, enqueue, findJob, forgetOldJobs, type JobRow } from './jobs.ts';
import { claimJob, giveUpLostJobs, LeaseLostError, renewLease, saveWhileHeld, settle } from './lease.ts';
import { createWorker, type JobHandler, type Worker } from './worker.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let connection: Connection;
let db: Database;
const workers: Worker[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  connection = await connect(database.url, () => {});
  db = connection.db;
});
beforeEach(async () => void (await db.delete(jobs)));
afterEach(async () => void (await Promise.all(workers.splice(0).map((worker) => worker.stop()))));
afterAll(async () => {
  await connection.close();
  await database.drop();
});

function work(analysis: JobHandler, concurrency = 1): Worker {
  const worker = createWorker({ db, log: pino({ level: 'silent' }), handlers: { analysis }, concurrency });
  workers.push(worker);
  worker.start();
  return worker;
}

const queue = (subject: string = randomUUID()) => enqueue(db, { kind: 'analysis', subject, ownerId: null });

async function claim() {
  const claimed = await claimJob(db, ['analysis']);
  if (claimed === null) throw new Error('nothing to claim');
  return claimed;
}

/** As if fifteen seconds had gone by since the worker's last sign of life. */
async function letLeaseRunOut(id: string): Promise<void> {
  await db.update(jobs).set({ leaseUntil: sql`now() - interval '1 second'` }).where(eq(jobs.id, id));
}

async function reached(id: string, state: JobRow['state']): Promise<JobRow> {
  return vi.waitFor(
    async () => {
      const job = await findJob(db, id);
      expect(job?.state).toBe(state);
      return job as JobRow;
    },
    { timeout: 30_000, interval: 20 },
  );
}

/** Works until it is told to stop. */
const untilAborted: JobHandler = (_job, { signal }) =>
  new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

/** Does not heed the signal, and finds out when it writes what it has. */
const untilSaved: JobHandler = async (_job, { save }) => {
  for (;;) {
    await save(async () => {});
    await sleep(5);
  }
};

test('a job that is put into the queue is done soon, with its progress told', async () => {
  work(async (_job, { progress }) => progress(0.5));
  const job = await queue();
  expect(job).toMatchObject({ state: 'queued', progress: 0, attempts: 0 });
  const done = await reached(job.id, 'done');
  expect(done).toMatchObject({ progress: 1, attempts: 1, worker: null, error: null });
  expect(done.finishedAt).not.toBeNull();

  // A worker that only looked once a second would take ten for them.
  const began = performance.now();
  for (let i = 0; i < 10; i++) await reached((await queue()).id, 'done');
  expect(performance.now() - began).toBeLessThan(8_000);
});

test('unfinished work is in the queue once for a subject, finished work can be asked for again', async () => {
  const first = await queue('one');
  expect((await queue('one')).id).toBe(first.id);
  expect((await queue('two')).id).not.toBe(first.id);
  await cancelJob(db, first.id);
  expect((await queue('one')).id).not.toBe(first.id);
});

test('of a hundred requests at once for the same work, one job comes', async () => {
  const ids = await Promise.all(Array.from({ length: 100 }, async () => (await queue('same')).id));
  expect(new Set(ids).size).toBe(1);
});

test('a job of a transaction that is taken back was never there', async () => {
  await expect(
    db.transaction(async (tx) => {
      await enqueue(tx, { kind: 'analysis', subject: 'never', ownerId: null });
      throw new Error('taken back');
    }),
  ).rejects.toThrow('taken back');
  expect(await db.select().from(jobs)).toEqual([]);
});

test('the oldest job is claimed first and none twice, by any number of workers', async () => {
  const queued: string[] = [];
  for (let i = 0; i < 20; i++) queued.push((await queue()).id);
  const first = await claim();
  expect(first.job.id).toBe(queued[0]);
  const claims = await Promise.all(Array.from({ length: 30 }, () => claimJob(db, ['analysis'])));
  const ids = claims.flatMap((claimed) => (claimed === null ? [] : [claimed.job.id]));
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set([first.job.id, ...ids])).toEqual(new Set(queued));
});

test('a worker leaves jobs of other kinds alone', async () => {
  await enqueue(db, { kind: 'evaluation', subject: 'x', ownerId: null });
  expect(await claimJob(db, ['analysis', 'library'])).toBeNull();
});

test('two workers do all jobs, each once', async () => {
  const begun: string[] = [];
  const handler: JobHandler = async (job) => {
    begun.push(job.id);
    await sleep(10);
  };
  work(handler, 2);
  work(handler, 2);
  const queued = await Promise.all(Array.from({ length: 20 }, async () => (await queue()).id));
  for (const id of queued) await reached(id, 'done');
  expect(begun.sort()).toEqual(queued.sort());
});

test('the job of a worker that was killed is done by another once its lease has run out', async () => {
  const job = await queue();
  const dead = await claim();
  expect(await claimJob(db, ['analysis'])).toBeNull();
  await letLeaseRunOut(job.id);
  work(async () => {});
  expect(await reached(job.id, 'done')).toMatchObject({ attempts: 2 });
  // The dead one comes back to life: nothing that it writes counts any more.
  expect(await renewLease(db, dead, 0.2)).toBe(false);
  expect(await settle(db, dead, { kind: 'failed', error: { code: 'X', detail: 'x' } })).toBe(false);
  expect(await findJob(db, job.id)).toMatchObject({ state: 'done', progress: 1, error: null });
});

test('a job that takes its worker down ten times is given up', async () => {
  const { id } = await queue();
  for (let attempt = 1; attempt <= 10; attempt++) {
    expect((await claim()).job).toMatchObject({ id, attempts: attempt });
    await letLeaseRunOut(id);
  }
  expect(await claimJob(db, ['analysis'])).toBeNull();
  expect(await giveUpLostJobs(db, ['analysis'])).toBe(1);
  expect(await findJob(db, id)).toMatchObject({ state: 'failed', error: { code: 'WORKER_LOST' } });
});

test('attempts that come further each time are not held against a job', async () => {
  const { id } = await queue();
  for (let attempt = 1; attempt <= 9; attempt++) {
    const claimed = await claim();
    expect(await renewLease(db, claimed, attempt / 10)).toBe(true);
    await letLeaseRunOut(id);
  }
  expect(await giveUpLostJobs(db, ['analysis'])).toBe(0);
  expect((await claim()).job.attempts).toBe(2);
});

test('progress never goes back, also when another attempt begins from the start', async () => {
  const { id } = await queue();
  await renewLease(db, await claim(), 0.6);
  await letLeaseRunOut(id);
  await renewLease(db, await claim(), 0.1);
  expect((await findJob(db, id))?.progress).toBeCloseTo(0.6);
});

test('a stop gives jobs back at once and does not count the attempt', async () => {
  const job = await queue();
  const worker = work(untilAborted);
  await reached(job.id, 'running');
  const began = performance.now();
  await worker.stop();
  expect(performance.now() - began).toBeLessThan(4_000);
  expect(await findJob(db, job.id)).toMatchObject({ state: 'queued', attempts: 0, worker: null });
});

test('a handler that does not heed a stop loses its job to another all the same', async () => {
  const job = await queue();
  let finish = () => {};
  let save: Promise<void> | null = null;
  const worker = work(async (_job, control) => {
    await new Promise<void>((resolve) => {
      finish = resolve;
    });
    save = control.save(async () => {});
    await save;
  });
  await reached(job.id, 'running');
  const stopped = worker.stop();
  await reached(job.id, 'queued');
  finish();
  await stopped;
  await expect(save).rejects.toThrow(LeaseLostError);
  expect(await findJob(db, job.id)).toMatchObject({ state: 'queued' });
});

test('a worker whose job was taken stops, and can neither save nor finish', async () => {
  const job = await queue();
  let reason: unknown = null;
  let isSaved = false;
  work(async (_job, { signal, save }) => {
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    reason = signal.reason;
    await save(async () => {
      isSaved = true;
    });
  });
  await reached(job.id, 'running');
  await db.update(jobs).set({ worker: 'another' }).where(eq(jobs.id, job.id));
  await expect.poll(() => reason).toBeInstanceOf(LeaseLostError);
  await sleep(200);
  expect(isSaved).toBe(false);
  expect(await findJob(db, job.id)).toMatchObject({ state: 'running', worker: 'another' });
});

test('what is saved while the job is held is there; nobody takes the job meanwhile', async () => {
  const job = await queue();
  const claimed = await claim();
  await letLeaseRunOut(job.id);
  await saveWhileHeld(db, claimed, async (tx) => {
    expect(await claimJob(db, ['analysis'])).toBeNull();
    await tx.update(jobs).set({ subject: 'saved' }).where(eq(jobs.id, job.id));
  });
  expect((await findJob(db, job.id))?.subject).toBe('saved');
});

test('a refusal of the handler is what the job’s owner is told', async () => {
  work(async () => {
    throw new Problem(422, 'UNREADABLE', 'This file holds no ECG.');
  });
  const job = await queue();
  expect(await reached(job.id, 'failed')).toMatchObject({
    error: { code: 'UNREADABLE', detail: 'This file holds no ECG.' },
  });
});

test('a bug in a handler fails its job without telling what it was', async () => {
  work(async () => {
    throw new TypeError('secret of the house');
  });
  const job = await queue();
  const { error } = await reached(job.id, 'failed');
  expect(error?.code).toBe('INTERNAL');
  expect(error?.detail).not.toContain('secret');
});

test('work that could not be done because the database was away is done later', async () => {
  let calls = 0;
  work(async () => {
    calls++;
    if (calls === 1) throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  });
  const job = await queue();
  expect(await reached(job.id, 'done')).toMatchObject({ attempts: 1, error: null });
  expect(calls).toBe(2);
});

test('work that could not be done because a disk was full is done when there is room', async () => {
  let attempts = 0;
  const job = await queue();
  work(async () => {
    if (++attempts === 1) throw new Problem(507, 'DISK_FULL', 'The disk of the server is full.');
  });
  await reached(job.id, 'done');
  expect(attempts).toBe(2);
});

test('a queued job that is cancelled is never begun, a running one stops at once', async () => {
  const waiting = await queue();
  await cancelJob(db, waiting.id);
  expect(await findJob(db, waiting.id)).toMatchObject({ state: 'cancelled' });
  expect(await claimJob(db, ['analysis'])).toBeNull();

  let isAborted = false;
  work((_job, { signal }) => {
    return new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => {
        isAborted = true;
        reject(signal.reason);
      });
    });
  });
  const job = await queue();
  await reached(job.id, 'running');
  await cancelJob(db, job.id);
  await expect.poll(() => isAborted).toBe(true);
  await sleep(100);
  expect(await findJob(db, job.id)).toMatchObject({ state: 'cancelled', error: null });
});

test('a job that stops because it was cancelled is no bug', async () => {
  const lines: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line) => void lines.push(line) });
  for (const handler of [untilAborted, untilSaved]) {
    const worker = createWorker({ db, log, handlers: { analysis: handler }, concurrency: 1 });
    worker.start();
    const job = await queue();
    await reached(job.id, 'running');
    await cancelJob(db, job.id);
    await sleep(100);
    await worker.stop();
    expect(await findJob(db, job.id)).toMatchObject({ state: 'cancelled', error: null });
  }
  expect(lines).toEqual([]);
});

test('a job cancelled through another process stops soon', async () => {
  let isAborted = false;
  work((_job, { signal }) => {
    return new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => {
        isAborted = true;
        reject(signal.reason);
      });
    });
  });
  const job = await queue();
  await reached(job.id, 'running');
  await db.update(jobs).set({ state: 'cancelled', worker: null }).where(eq(jobs.id, job.id));
  await expect.poll(() => isAborted).toBe(true);
});

test('a worker goes on after all of its connections were cut', async () => {
  work(async () => {});
  await reached((await queue()).id, 'done');
  const other = await connect(database.url, () => {});
  await other.db.execute(
    sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  );
  const job = await enqueue(other.db, { kind: 'analysis', subject: 'after', ownerId: null });
  await reached(job.id, 'done');
  await other.close();
});

test('jobs that finished more than thirty days ago are forgotten', async () => {
  const old = await queue();
  const recent = await queue();
  const unfinished = await queue();
  const finishedAt = (days: number) => sql`now() - make_interval(days => ${days})`;
  await db
    .update(jobs)
    .set({ state: 'done', finishedAt: finishedAt(31) })
    .where(eq(jobs.id, old.id));
  await db
    .update(jobs)
    .set({ state: 'done', finishedAt: finishedAt(29) })
    .where(eq(jobs.id, recent.id));
  await forgetOldJobs(db);
  const left = (await db.select().from(jobs)).map(({ id }) => id);
  expect(left.sort()).toEqual([recent.id, unfinished.id].sort());
});

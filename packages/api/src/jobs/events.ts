/**
 * A job followed as server-sent events: `progress` for every change, and last `done`, `failed` or `cancelled`, after
 * which the answer ends. The job may be another process's; its row tells how it is doing.
 */
import { Readable } from 'node:stream';
import { inArray } from 'drizzle-orm';
import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { App } from '../app.ts';
import type { Database } from '../database/connect.ts';
import { jobs } from '../database/schema.ts';
import { Problem } from '../http/problem.ts';
import { type FinishedState, isFinished, type JobRow } from './jobs.ts';

const LOOK_MS = 500;
/** Proxies close lines on which nothing is said for a minute or less. */
const KEEP_ALIVE_MS = 15_000;
/** For a client whose line broke. */
const RETRY_MS = 2_000;
/** Of one process; each holds a connection. */
const MOST_FOLLOWERS = 1_000;
/** Of those one account's: a dashboard follows one at a time in each tab. */
const MOST_OF_ACCOUNT = 50;

/** What an event says. */
type JobStatus = Pick<JobRow, 'state' | 'progress' | 'error'>;

interface Follower {
  readonly jobId: string;
  /** `null` on a route that asks nobody who they are. */
  readonly userId: string | null;
  readonly stream: Readable;
  said: string;
}

/** Follows a job; with a state instead of an id, tells of work that has ended already. */
export type StreamJob = (
  request: FastifyRequest,
  reply: FastifyReply,
  job: string | FinishedState,
) => FastifyReply;

/** What the routes that stream a job have in their schema. */
export const eventResponses = {
  200: {
    description:
      'Server-sent events. `progress` for every change and at last `done`, `failed` or `cancelled`, each with the data `{"state", "progress", "error"}`; then the answer ends',
    content: {
      'text/event-stream': {
        schema: z.string().meta({
          examples: [
            'retry: 2000\n\nevent: progress\nid: 0197/running\ndata: {"state":"running","progress":0.25,"error":null}\n\n',
          ],
        }),
      },
    },
  },
  204: z.undefined().describe('The end was told before (`Last-Event-ID`): nothing will follow'),
};

/** Routes that stream jobs call it once, before the application listens; the streams end when it closes. */
export function followJobs(app: App, db: Database): StreamJob {
  const followers = new Set<Follower>();
  let isLooking = false;
  let isClosing = false;
  const keepAlive = setInterval(() => {
    for (const follower of followers) say(follower, ': still here\n\n');
  }, KEEP_ALIVE_MS).unref();

  app.addHook('preClose', async () => {
    isClosing = true;
    clearInterval(keepAlive);
    // Without a last event: a client that reconnects finds the next process.
    for (const { stream } of followers) stream.push(null);
    followers.clear();
  });

  /** One query for all, again and again while anybody follows. */
  async function look(log: FastifyBaseLogger): Promise<void> {
    if (isLooking) return;
    isLooking = true;
    let isAway = false;
    while (followers.size > 0) {
      const ids = [...new Set(Array.from(followers, ({ jobId }) => jobId))];
      try {
        const rows = await db
          .select({ id: jobs.id, state: jobs.state, progress: jobs.progress, error: jobs.error })
          .from(jobs)
          .where(inArray(jobs.id, ids));
        const statusOf = new Map(rows.map(({ id, ...status }) => [id, status]));
        // Those who came while the database was asked are told the next time.
        const asked = Array.from(followers).filter(({ jobId }) => ids.includes(jobId));
        for (const follower of asked) tell(follower, statusOf.get(follower.jobId) ?? GONE);
        isAway = false;
      } catch (error) {
        if (!isAway) log.warn({ err: error }, 'jobs that are followed cannot be read; trying again');
        isAway = true;
      }
      if (followers.size > 0) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    isLooking = false;
  }

  function tell(follower: Follower, status: JobStatus): void {
    const text = eventOf(follower.jobId, status);
    if (text === follower.said) return;
    follower.said = text;
    say(follower, text);
    if (!isFinished(status.state)) return;
    followers.delete(follower);
    follower.stream.push(null);
  }

  function say(follower: Follower, text: string): void {
    // Whoever does not read what is as little as this is gone.
    if (!follower.stream.push(text)) follower.stream.destroy();
  }

  /** @throws Problem 503 */
  function requireRoom(userId: string | null): void {
    const retry = { retryAfterSeconds: 10 };
    if (followers.size >= MOST_FOLLOWERS) {
      throw new Problem(503, 'BUSY', 'Too many jobs are followed just now.', retry);
    }
    if (userId === null) return;
    const own = Array.from(followers).filter((follower) => follower.userId === userId);
    if (own.length >= MOST_OF_ACCOUNT) {
      const detail = `You follow ${own.length} jobs just now, and there can be no more.`;
      throw new Problem(503, 'BUSY', detail, retry);
    }
  }

  return (request, reply, job) => {
    if (isClosing)
      throw new Problem(503, 'STOPPING', 'The server stops; try again in a moment.', {
        retryAfterSeconds: 2,
      });
    const lastTold = request.headers['last-event-id'];
    if (typeof lastTold === 'string' && isLast(lastTold, job)) return reply.code(204).send();

    reply.type('text/event-stream').header('cache-control', 'no-store').header('x-accel-buffering', 'no');
    // Nobody would ever close the stream of such a request.
    if (request.method === 'HEAD') return reply.send('');

    const userId = request.caller?.userId ?? null;
    if (!isFinishedState(job)) requireRoom(userId);

    const stream = new Readable({ read() {} });
    stream.push(`retry: ${RETRY_MS}\n\n`);
    if (isFinishedState(job)) {
      stream.push(eventOf('', { state: job, progress: job === 'done' ? 1 : 0, error: null }));
      stream.push(null);
    } else {
      const follower: Follower = { jobId: job, userId, stream, said: '' };
      followers.add(follower);
      stream.once('close', () => followers.delete(follower));
      void look(request.log);
    }
    return reply.send(stream);
  };
}

/** A job that was deleted, with its account say. */
const GONE: JobStatus = { state: 'cancelled', progress: 0, error: null };

function isFinishedState(job: string): job is FinishedState {
  return job === 'done' || job === 'failed' || job === 'cancelled';
}

function eventOf(jobId: string, { state, progress, error }: JobStatus): string {
  const event = isFinished(state) ? state : 'progress';
  const data = JSON.stringify({ state, progress: Number(progress.toFixed(3)), error });
  return `event: ${event}\nid: ${jobId}/${state}\ndata: ${data}\n\n`;
}

function isLast(id: string, job: string): boolean {
  const [jobId, state = ''] = id.split('/');
  return isFinishedState(state) && (jobId === job || (jobId === '' && state === job));
}

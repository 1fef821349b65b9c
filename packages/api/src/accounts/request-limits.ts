/**
 * Requests by account or address, counted in the database for all processes together, and without asking it at each
 * request: a process takes a twentieth of what is allowed in a minute at once, and asks again when it is used up.
 */
import { sql } from 'drizzle-orm';
import type { Database } from '../database/connect.ts';
import { attempts } from '../database/schema.ts';
import type { LimitRequests } from '../http/access.ts';
import { Problem } from '../http/problem.ts';
import { addressGroup } from './address.ts';

const WINDOW_SECONDS = 60;
/** The database is asked so often in a window at most, for each caller and process. */
const SHARES = 20;
/** Callers that are remembered; those whose minute is over are forgotten when there are more. */
const MOST_CALLERS = 10_000;

interface Share {
  /** By the clock of this process, which nobody sets. */
  readonly endsMs: number;
  /** What this process may still let through without asking. */
  credit: number;
  /** What others may still take. */
  readonly elsewhere: number;
}

/** @param limit - requests in a minute; never exceeded, and reached early by what other processes took and did not use */
export function createRequestLimits(db: Database, limit: number): LimitRequests {
  const shares = new Map<string, Share>();
  const asking = new Map<string, Promise<void>>();
  const atOnce = Math.max(1, Math.ceil(limit / SHARES));

  async function ask(caller: string): Promise<void> {
    const isOver = sql`${attempts.windowEnds} <= now()`;
    const windowEnds = sql`now() + make_interval(secs => ${WINDOW_SECONDS})`;
    const [row] = await db
      .insert(attempts)
      .values({ key: `requests:${caller}`, count: atOnce, windowEnds })
      .onConflictDoUpdate({
        target: attempts.key,
        set: {
          count: sql`case when ${isOver} then ${atOnce} else least(${attempts.count}, ${limit}) + ${atOnce} end`,
          windowEnds: sql`case when ${isOver} then excluded.window_ends else ${attempts.windowEnds} end`,
        },
      })
      .returning({
        count: attempts.count,
        seconds: sql<number>`extract(epoch from ${attempts.windowEnds} - now())::float8`,
      });
    if (row === undefined) throw new Error('requests were not counted');
    forgetSome();
    shares.set(caller, {
      endsMs: performance.now() + row.seconds * 1000,
      credit: Math.min(atOnce, Math.max(0, limit - (row.count - atOnce))),
      elsewhere: Math.max(0, limit - row.count),
    });
  }

  function forgetSome(): void {
    if (shares.size < MOST_CALLERS) return;
    const now = performance.now();
    for (const [caller, { endsMs }] of shares) if (endsMs <= now) shares.delete(caller);
    // All of them are at it now: whoever is forgotten has to be asked for again, which is no harm.
    if (shares.size >= MOST_CALLERS) shares.clear();
  }

  return async (userId, address) => {
    const caller = userId === null ? `address:${addressGroup(address)}` : `user:${userId}`;
    for (;;) {
      const share = shares.get(caller);
      const leftMs = (share?.endsMs ?? 0) - performance.now();
      if (share !== undefined && leftMs > 0 && (share.credit > 0 || share.elsewhere === 0)) {
        const seconds = Math.max(1, Math.ceil(leftMs / 1000));
        if (share.credit === 0) throw tooMany(limit, seconds);
        share.credit--;
        return { limit, windowSeconds: WINDOW_SECONDS, remaining: share.credit + share.elsewhere, seconds };
      }
      // Of requests at the same moment one asks, and all of them wait for it.
      const under = asking.get(caller) ?? ask(caller).finally(() => asking.delete(caller));
      asking.set(caller, under);
      await under;
    }
  };
}

function tooMany(limit: number, retryAfterSeconds: number): Problem {
  const detail = `Too many requests: ${limit} a minute are allowed. Go on in ${retryAfterSeconds} s.`;
  return new Problem(429, 'TOO_MANY_REQUESTS', detail, { retryAfterSeconds });
}

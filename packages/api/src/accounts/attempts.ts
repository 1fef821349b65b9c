/** Counts of attempts by account and by address, in the database, so that all processes count together. */
import { and, eq, gt, lt, sql } from 'drizzle-orm';
import type { Database } from '../database/connect.ts';
import { attempts } from '../database/schema.ts';
import { Problem } from '../http/problem.ts';
import { addressGroup } from './address.ts';

export interface AttemptLimits {
  /** In which so many attempts are allowed. */
  readonly windowSeconds: number;
  /** Failed sign-ins to one account. */
  readonly perAccount: number;
  /** Failed sign-ins from one address. */
  readonly perAddress: number;
  /** Registrations from one address. */
  readonly registrations: number;
}

/** Generous for a hospital behind one address, and 1,000 guesses a day for an account at most. */
export const DEFAULT_LIMITS: AttemptLimits = {
  windowSeconds: 15 * 60,
  perAccount: 10,
  perAddress: 100,
  registrations: 100,
};

/** An attempt that has been counted before anyone knows how it ends. */
interface Attempt {
  /** It was right: the account's count begins anew; the address may still be guessing at other accounts. */
  succeeded(): Promise<void>;
  /** It came to nothing, right or wrong, and does not count. */
  withdraw(): Promise<void>;
}

export interface Attempts {
  /**
   * Counts first, so that a thousand guesses at the same moment are a thousand guesses.
   *
   * @param nameKey - of the account, whether there is one or not; null for what cannot be the name of one
   * @throws Problem 429, also for the right password: else the refusal would tell which guess was right
   */
  signIn(nameKey: string | null, address: string): Promise<Attempt>;
  /** @throws Problem 429 */
  registration(address: string): Promise<void>;
}

interface Count {
  readonly key: string;
  readonly limit: number;
}

export function createAttempts(db: Database, limits: AttemptLimits): Attempts {
  async function count(counts: readonly Count[], what: string): Promise<void> {
    const windowEnds = sql`now() + make_interval(secs => ${limits.windowSeconds})`;
    const isOver = sql`${attempts.windowEnds} <= now()`;
    const rows = await db
      .insert(attempts)
      .values(counts.map(({ key }) => ({ key, count: 1, windowEnds })))
      .onConflictDoUpdate({
        target: attempts.key,
        set: {
          count: sql`case when ${isOver} then 1 else ${attempts.count} + 1 end`,
          windowEnds: sql`case when ${isOver} then excluded.window_ends else ${attempts.windowEnds} end`,
        },
      })
      .returning({
        key: attempts.key,
        count: attempts.count,
        seconds: sql<number>`extract(epoch from ${attempts.windowEnds} - now())::float8`,
      });
    const exceeded = rows.filter((row) =>
      counts.some(({ key, limit }) => key === row.key && row.count > limit),
    );
    if (exceeded.length === 0) return;
    const retryAfterSeconds = Math.max(1, ...exceeded.map(({ seconds }) => Math.ceil(seconds)));
    const detail = `Too many attempts to ${what}. Try again in ${inWords(retryAfterSeconds)}.`;
    throw new Problem(429, 'TOO_MANY_ATTEMPTS', detail, { retryAfterSeconds });
  }

  async function giveBack({ key }: Count): Promise<void> {
    await db
      .update(attempts)
      .set({ count: sql`${attempts.count} - 1` })
      .where(and(eq(attempts.key, key), gt(attempts.count, 0)));
  }

  return {
    async signIn(nameKey, address) {
      const byAccount = nameKey === null ? [] : [{ key: `account:${nameKey}`, limit: limits.perAccount }];
      const byAddress = { key: `address:${addressGroup(address)}`, limit: limits.perAddress };
      // Accounts before addresses: two requests never wait for each other's row.
      await count([...byAccount, byAddress], 'sign in');
      return {
        async succeeded() {
          for (const { key } of byAccount) await db.delete(attempts).where(eq(attempts.key, key));
          await giveBack(byAddress);
        },
        async withdraw() {
          for (const counted of [...byAccount, byAddress]) await giveBack(counted);
        },
      };
    },
    async registration(address) {
      const limit = limits.registrations;
      await count([{ key: `registration:${addressGroup(address)}`, limit }], 'register');
    },
  };
}

/** Forgets counts whose time is over. */
export async function forgetAttempts(db: Database): Promise<void> {
  await db.delete(attempts).where(lt(attempts.windowEnds, sql`now()`));
}

function inWords(seconds: number): string {
  if (seconds < 120) return `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}

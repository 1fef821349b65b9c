/** Sign-ins: access tokens live for minutes, the session behind them until it is ended or forgotten. */
import type { Session, SignedIn } from '@sinode/contracts';
import { and, desc, eq, gt, lt, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../database/connect.ts';
import { sessions, users } from '../database/schema.ts';
import { decodeCursor, encodeCursor } from '../http/page.ts';
import { notFound, Problem } from '../http/problem.ts';
import { audit } from './audit.ts';
import {
  ACCESS_TOKEN_SECONDS,
  type AccessToken,
  familyOf,
  hashOf,
  newRefreshToken,
  type Tokens,
  tokenInvalid,
} from './tokens.ts';
import { toAccount, type UserRow } from './users.ts';

/** After the last use. */
export const SESSION_SECONDS = 30 * 24 * 3600;
/** In which a client whose line broke may ask again with the token that it still has. */
const REPEAT_SECONDS = 10;
/** As long as a session counts as only just begun. */
const NEW_SECONDS = 600;

export interface Sessions {
  /** @returns null where the password has been changed, or the account deleted, since it was found to be right */
  start(user: UserRow, address: string): Promise<SignedIn | null>;
  /** A session as in the reference contract: it ends with its only access token. */
  startBrief(user: UserRow, address: string): Promise<AccessToken | null>;
  /**
   * Each refresh token is good once. Who shows one that has been used before, however long ago, has stolen it or was
   * stolen from, and the session ends; but for a repeat within ten seconds, which gets the same answer.
   *
   * @throws Problem 401
   */
  refresh(refreshToken: string, address: string): Promise<SignedIn>;
  /** @throws Problem 401 where the session has ended or the account is gone */
  userOf(session: { sessionId: string; username: string }): Promise<UserRow>;
  /** Whether somebody signed in, for this session, less than ten minutes ago. */
  isNew(sessionId: string): Promise<boolean>;
  /** The newest first. */
  list(
    userId: string,
    page: { limit: number; cursor?: string | undefined; currentId: string },
  ): Promise<{ items: Session[]; nextCursor: string | null }>;
  /** @throws Problem 404 */
  end(userId: string, sessionId: string): Promise<void>;
  /** Ends the session of a refresh token, also of one used before: the next may have got lost. None is no error. */
  signOut(refreshToken: string, address: string): Promise<void>;
  /** Forgets those that have expired. */
  forget(): Promise<void>;
}

export function createSessions({ db, tokens }: { db: Database; tokens: Tokens }): Sessions {
  function insert(
    user: UserRow,
    { address, seconds, refreshToken }: { address: string; seconds: number; refreshToken: string | null },
  ): Promise<string | null> {
    return db.transaction(async (tx) => {
      // A change of the password waits for this, or this for it: it ends all sessions that the old one began.
      const [same] = await tx
        .select({ id: users.id })
        .from(users)
        .where(
          and(eq(users.id, user.id), sql`${users.passwordHash} is not distinct from ${user.passwordHash}`),
        )
        .for('share');
      if (same === undefined) return null;
      const refreshHash = refreshToken === null ? null : hashOf(refreshToken);
      const familyHash = refreshToken === null ? null : familyHashOf(refreshToken);
      const [session] = await tx
        .insert(sessions)
        .values({ userId: user.id, refreshHash, familyHash, expiresAt: inSeconds(seconds) })
        .returning({ id: sessions.id });
      if (session === undefined) throw new Error('a session was not inserted');
      await audit(tx, { userId: user.id, action: 'account.signed-in', target: session.id, address });
      return session.id;
    });
  }

  async function signedIn(user: UserRow, sessionId: string, refreshToken: string): Promise<SignedIn> {
    const { token, expiresAt } = await tokens.access({ id: sessionId, username: user.name });
    return {
      accessToken: token,
      accessTokenExpiresAt: expiresAt.toISOString(),
      refreshToken,
      sessionId,
      account: toAccount(user),
    };
  }

  async function rotate(hash: string, nextHash: string): Promise<{ id: string; userId: string } | null> {
    const [session] = await db
      .update(sessions)
      .set({
        previousRefreshHash: hash,
        refreshHash: nextHash,
        lastUsedAt: sql`now()`,
        expiresAt: inSeconds(SESSION_SECONDS),
      })
      .where(and(eq(sessions.refreshHash, hash), gt(sessions.expiresAt, sql`now()`)))
      .returning({ id: sessions.id, userId: sessions.userId });
    return session ?? null;
  }

  /** @throws Problem 401 unless it is the same request once more */
  async function repeat(
    refreshToken: string,
    candidates: readonly string[],
    address: string,
  ): Promise<{ id: string; userId: string; next: string }> {
    const [session] = await db
      .select({
        id: sessions.id,
        userId: sessions.userId,
        refreshHash: sessions.refreshHash,
        isRecent: sql<boolean>`${sessions.lastUsedAt} > now() - make_interval(secs => ${REPEAT_SECONDS})`,
      })
      .from(sessions)
      .where(and(hasHad(refreshToken), gt(sessions.expiresAt, sql`now()`)));
    if (session === undefined) throw tokenInvalid();
    // Of one used long ago there is none: the token in use follows from another.
    const next = candidates.find((candidate) => hashOf(candidate) === session.refreshHash);
    if (session.isRecent && next !== undefined) return { ...session, next };
    await db.delete(sessions).where(eq(sessions.id, session.id));
    await audit(db, { userId: session.userId, action: 'session.stolen', target: session.id, address });
    const detail =
      'This refresh token was used before, so somebody else may have it. The session was ended: sign in again.';
    throw new Problem(401, 'TOKEN_INVALID', detail);
  }

  return {
    async start(user, address) {
      const refreshToken = newRefreshToken();
      const id = await insert(user, { address, seconds: SESSION_SECONDS, refreshToken });
      return id === null ? null : signedIn(user, id, refreshToken);
    },
    async startBrief(user, address) {
      const id = await insert(user, { address, seconds: ACCESS_TOKEN_SECONDS, refreshToken: null });
      return id === null ? null : tokens.access({ id, username: user.name });
    },
    async refresh(refreshToken, address) {
      const candidates = tokens.nextRefresh(refreshToken);
      const [first] = candidates;
      const rotated = await rotate(hashOf(refreshToken), hashOf(first));
      const session =
        rotated === null ? await repeat(refreshToken, candidates, address) : { ...rotated, next: first };
      const [user] = await db.select().from(users).where(eq(users.id, session.userId));
      if (user === undefined) throw tokenInvalid();
      return signedIn(user, session.id, session.next);
    },
    async userOf({ sessionId, username }) {
      const [found] = await db
        .select({ user: users })
        .from(sessions)
        .innerJoin(users, eq(users.id, sessions.userId))
        .where(and(eq(sessions.id, sessionId), gt(sessions.expiresAt, sql`now()`)));
      if (found === undefined || found.user.name !== username) throw tokenInvalid();
      return found.user;
    },
    async isNew(sessionId) {
      const isNew = sql`${sessions.createdAt} > now() - make_interval(secs => ${NEW_SECONDS})`;
      return (await db.$count(sessions, and(eq(sessions.id, sessionId), isNew))) > 0;
    },
    async list(userId, { limit, cursor, currentId }) {
      const found = await db
        .select({ session: sessions, place: createdAt })
        .from(sessions)
        .where(
          and(
            eq(sessions.userId, userId),
            gt(sessions.expiresAt, sql`now()`),
            cursor === undefined ? undefined : after(cursor),
          ),
        )
        .orderBy(desc(sessions.createdAt), desc(sessions.id))
        .limit(limit + 1);
      const page = found.slice(0, limit);
      const last = page.at(-1);
      return {
        items: page.map(({ session }) => ({
          id: session.id,
          isCurrent: session.id === currentId,
          createdAt: session.createdAt.toISOString(),
          lastUsedAt: session.lastUsedAt.toISOString(),
          expiresAt: session.expiresAt.toISOString(),
        })),
        nextCursor:
          found.length > limit && last !== undefined ? encodeCursor([last.place, last.session.id]) : null,
      };
    },
    async end(userId, sessionId) {
      const ended = await db
        .delete(sessions)
        .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId)))
        .returning({ id: sessions.id });
      if (ended.length === 0) throw notFound('session');
    },
    async signOut(refreshToken, address) {
      const ended = await db
        .delete(sessions)
        .where(or(eq(sessions.refreshHash, hashOf(refreshToken)), hasHad(refreshToken)))
        .returning({ id: sessions.id, userId: sessions.userId });
      for (const { id, userId } of ended) {
        await audit(db, { userId, action: 'account.signed-out', target: id, address });
      }
    },
    async forget() {
      await db.delete(sessions).where(lt(sessions.expiresAt, sql`now()`));
    },
  };
}

/** The session that a refresh token, not the one in use, was for; of a token without a family, the one before only. */
function hasHad(refreshToken: string) {
  const familyHash = familyHashOf(refreshToken);
  return or(
    eq(sessions.previousRefreshHash, hashOf(refreshToken)),
    familyHash === null ? undefined : eq(sessions.familyHash, familyHash),
  );
}

function familyHashOf(refreshToken: string): string | null {
  const family = familyOf(refreshToken);
  return family === null ? null : hashOf(family);
}

/** With microseconds, which a `Date` does not have. */
const createdAt = sql<string>`to_char(${sessions.createdAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
const Place = z.tuple([z.iso.datetime({ precision: 6 }).regex(/^[1-9]/), z.uuid()]);

function after(cursor: string) {
  const [moment, id] = decodeCursor(cursor, Place);
  return sql`(${sessions.createdAt}, ${sessions.id}) < (${moment}::timestamptz, ${id}::uuid)`;
}

function inSeconds(seconds: number) {
  return sql`now() + make_interval(secs => ${seconds})`;
}

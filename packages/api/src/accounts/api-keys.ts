/** API keys: `sinode_<id>_<secret>`, for programs that act for a person. */
import type { ApiKey, CreatedApiKey, NewApiKey } from '@sinode/contracts';
import { and, asc, count, eq, isNull, lt, or, sql } from 'drizzle-orm';
import { type Database, violatedIndex } from '../database/connect.ts';
import { apiKeys, users } from '../database/schema.ts';
import { notFound, Problem } from '../http/problem.ts';
import { audit } from './audit.ts';
import { hashOf, isSameHash, newSecret, tokenInvalid } from './tokens.ts';
import type { UserRow } from './users.ts';

const PREFIX = 'sinode_';
const KEY = /^sinode_([\da-f]{8})([\da-f]{4})([\da-f]{4})([\da-f]{4})([\da-f]{12})_([\w-]{43})$/;

export const MOST_KEYS = 50;

/** A key may be used a hundred times a second; that it is in use is written down less often. */
const NOTED_EVERY = sql`interval '1 minute'`;
const AUDITED_EVERY_MS = 3_600_000;

type KeyRow = typeof apiKeys.$inferSelect;

export interface ApiKeys {
  /** @throws Problem 409 where the name is used already, or there are too many */
  make(userId: string, key: NewApiKey, address: string): Promise<CreatedApiKey>;
  list(userId: string): Promise<ApiKey[]>;
  /** @throws Problem 404 */
  revoke(userId: string, keyId: string, address: string): Promise<void>;
  /** @throws Problem 401 */
  userOf(key: string, address: string): Promise<{ user: UserRow; keyId: string; scope: KeyRow['scope'] }>;
}

export function isApiKey(token: string): boolean {
  return token.startsWith(PREFIX);
}

export function createApiKeys(db: Database): ApiKeys {
  async function noteUse({ id, userId, lastUsedAt }: KeyRow, address: string): Promise<void> {
    const isDue = or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, sql`now() - ${NOTED_EVERY}`));
    const [noted] = await db
      .update(apiKeys)
      .set({ lastUsedAt: sql`now()` })
      .where(and(eq(apiKeys.id, id), isDue))
      .returning({ at: apiKeys.lastUsedAt });
    // Another request was faster.
    if (noted?.at == null) return;
    const isSameHour = lastUsedAt !== null && hourOf(lastUsedAt) === hourOf(noted.at);
    if (!isSameHour) await audit(db, { userId, action: 'key.used', target: id, address });
  }

  return {
    make: (userId, { name, scope }, address) =>
      db.transaction(async (tx) => {
        // One after the other for one person, so that nobody gets past the limit.
        const [user] = await tx
          .select({ id: users.id })
          .from(users)
          .where(eq(users.id, userId))
          .for('no key update');
        if (user === undefined) throw tokenInvalid();
        const [made] = await tx.select({ keys: count() }).from(apiKeys).where(eq(apiKeys.userId, userId));
        if ((made?.keys ?? 0) >= MOST_KEYS) {
          const detail = `An account has at most ${MOST_KEYS} keys: revoke one that is not needed any more.`;
          throw new Problem(409, 'CONFLICT', detail);
        }
        const secret = newSecret();
        const [row] = await tx
          .insert(apiKeys)
          .values({ userId, name, scope, secretHash: hashOf(secret) })
          .returning()
          .catch((error: unknown) => {
            if (violatedIndex(error) !== 'api_keys_user_name') throw error;
            throw new Problem(409, 'CONFLICT', 'You have a key of this name already; take another name.');
          });
        if (row === undefined) throw new Error('a key was not inserted');
        await audit(tx, { userId, action: 'key.made', target: row.id, address });
        return { ...toContract(row), key: `${PREFIX}${row.id.replaceAll('-', '')}_${secret}` };
      }),

    async list(userId) {
      const rows = await db
        .select()
        .from(apiKeys)
        .where(eq(apiKeys.userId, userId))
        .orderBy(asc(apiKeys.createdAt), asc(apiKeys.id));
      return rows.map(toContract);
    },

    revoke: (userId, keyId, address) =>
      db.transaction(async (tx) => {
        const gone = await tx
          .delete(apiKeys)
          .where(and(eq(apiKeys.id, keyId), eq(apiKeys.userId, userId)))
          .returning({ id: apiKeys.id });
        if (gone.length === 0) throw notFound('key');
        await audit(tx, { userId, action: 'key.revoked', target: keyId, address });
      }),

    async userOf(key, address) {
      const [, ...parts] = KEY.exec(key) ?? [];
      const secret = parts.pop();
      if (secret === undefined) throw keyInvalid();
      const [found] = await db
        .select({ user: users, row: apiKeys })
        .from(apiKeys)
        .innerJoin(users, eq(users.id, apiKeys.userId))
        .where(eq(apiKeys.id, parts.join('-')));
      if (found === undefined || !isSameHash(found.row.secretHash, hashOf(secret))) throw keyInvalid();
      await noteUse(found.row, address);
      return { user: found.user, keyId: found.row.id, scope: found.row.scope };
    },
  };
}

function keyInvalid(): Problem {
  return new Problem(401, 'TOKEN_INVALID', 'There is no such API key, or it was revoked.');
}

function hourOf(moment: Date): number {
  return Math.floor(moment.getTime() / AUDITED_EVERY_MS);
}

function toContract({ id, name, scope, createdAt, lastUsedAt }: KeyRow): ApiKey {
  return {
    id,
    name,
    scope,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}

/** Accounts: made, listed, changed and deleted, by people themselves, by administrators and from the command line. */
import type { Account, NewCredentials, UserRole } from '@sinode/contracts';
import { and, asc, eq, gt, ne, sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Database, type Transaction, violatedIndex } from '../database/connect.ts';
import { recordings, sessions, users } from '../database/schema.ts';
import { decodeCursor, encodeCursor } from '../http/page.ts';
import { notFound, Problem } from '../http/problem.ts';
import { audit } from './audit.ts';
import { nameKey } from './name-key.ts';
import type { Passwords } from './passwords.ts';

export type UserRow = typeof users.$inferSelect;

/** Who changes something; both are null for the command line. */
export interface Actor {
  readonly userId: string | null;
  readonly address: string | null;
}

export const COMMAND_LINE: Actor = { userId: null, address: null };

export interface Users {
  /**
   * The first account of all becomes the administrator's, unless a role is given.
   *
   * @throws Problem 409 NAME_TAKEN
   */
  add(credentials: NewCredentials, options: { role?: UserRole; address: string | null }): Promise<Account>;
  /** Whether there is any account. */
  exist(): Promise<boolean>;
  find(username: string): Promise<UserRow | null>;
  /** @throws Problem 404 */
  get(userId: string): Promise<UserRow>;
  /** In the order of their names. */
  list(page: {
    limit: number;
    cursor?: string | undefined;
  }): Promise<{ items: Account[]; nextCursor: string | null }>;
  /** @throws Problem 404, or 409 when nobody would be left to administer */
  setRole(userId: string, role: UserRole, by: Actor): Promise<Account>;
  /**
   * Ends every session but the one that is kept.
   *
   * @throws Problem 404
   */
  setPassword(userId: string, password: string, by: Actor, keptSessionId?: string): Promise<void>;
  /**
   * Deletes an account and every row that belongs to it.
   *
   * @returns ids of its recordings, whose files are still there
   * @throws Problem 404, or 409 when nobody would be left to administer
   */
  remove(userId: string, by: Actor): Promise<string[]>;
}

/** Any number will do, as long as all processes take the same. */
const FIRST_ACCOUNT_LOCK = 7_463_634;

export function createUsers({ db, passwords }: { db: Database; passwords: Passwords }): Users {
  return {
    async add({ username, password }, { role, address }) {
      const key = nameKey(username);
      // Asked first only to save the work; what decides is the unique index.
      const [taken] = await db.select({ id: users.id }).from(users).where(eq(users.nameKey, key));
      if (taken !== undefined) throw nameTaken();
      const passwordHash = await passwords.hash(password);
      return db.transaction(async (tx) => {
        const row = { name: username, nameKey: key, passwordHash, role: role ?? (await roleOfNext(tx)) };
        const [user] = await tx
          .insert(users)
          .values(row)
          .returning()
          .catch((error: unknown) => {
            throw violatedIndex(error) === 'users_name_key' ? nameTaken() : error;
          });
        if (user === undefined) throw new Error('an account was not inserted');
        const isByItself = address !== null;
        const userId = isByItself ? user.id : null;
        await audit(tx, { userId, action: 'account.registered', target: user.id, address });
        return toAccount(user);
      });
    },

    exist: () => exist(db),

    async find(username) {
      const [user] = await db
        .select()
        .from(users)
        .where(eq(users.nameKey, nameKey(username)));
      return user ?? null;
    },

    async get(userId) {
      const [user] = await db.select().from(users).where(eq(users.id, userId));
      if (user === undefined) throw notFound('account');
      return user;
    },

    async list({ limit, cursor }) {
      const after = cursor === undefined ? undefined : gt(users.nameKey, decodeCursor(cursor, Place)[0]);
      const found = await db
        .select()
        .from(users)
        .where(after)
        .orderBy(asc(users.nameKey))
        .limit(limit + 1);
      const page = found.slice(0, limit);
      const last = page.at(-1);
      return {
        items: page.map(toAccount),
        nextCursor: found.length > limit && last !== undefined ? encodeCursor([last.nameKey]) : null,
      };
    },

    setRole: (userId, role, by) =>
      db.transaction(async (tx) => {
        if (role !== 'admin') await keepAnAdmin(tx, userId);
        const [user] = await tx.update(users).set({ role }).where(eq(users.id, userId)).returning();
        if (user === undefined) throw notFound('account');
        await audit(tx, { ...by, action: 'account.role-changed', target: userId });
        return toAccount(user);
      }),

    async setPassword(userId, password, by, keptSessionId) {
      const passwordHash = await passwords.hash(password);
      await db.transaction(async (tx) => {
        const [user] = await tx.update(users).set({ passwordHash }).where(eq(users.id, userId)).returning();
        if (user === undefined) throw notFound('account');
        const isOther = keptSessionId === undefined ? undefined : ne(sessions.id, keptSessionId);
        await tx.delete(sessions).where(and(eq(sessions.userId, userId), isOther));
        await audit(tx, { ...by, action: 'account.password-changed', target: userId });
      });
    },

    remove: (userId, by) =>
      db.transaction(async (tx) => {
        await keepAnAdmin(tx, userId);
        // Whoever adds something to the account at this moment waits for the lock, and then finds no account.
        const [user] = await tx
          .select({ id: users.id })
          .from(users)
          .where(eq(users.id, userId))
          .for('update');
        if (user === undefined) throw notFound('account');
        const gone = await tx
          .delete(recordings)
          .where(eq(recordings.ownerId, userId))
          .returning({ id: recordings.id });
        await tx.delete(users).where(eq(users.id, userId));
        await audit(tx, { ...by, action: 'account.deleted', target: userId });
        return gone.map(({ id }) => id);
      }),
  };
}

const Place = z.tuple([z.string().regex(/^\P{Cc}+$/u)]);

/** Holds everybody back who is about to make the first account, until this one is made. */
async function roleOfNext(tx: Transaction): Promise<UserRole> {
  if (await exist(tx)) return 'user';
  await tx.execute(sql`select pg_advisory_xact_lock(${FIRST_ACCOUNT_LOCK})`);
  return (await exist(tx)) ? 'user' : 'admin';
}

async function exist(db: Database | Transaction): Promise<boolean> {
  return (await db.select({ id: users.id }).from(users).limit(1)).length > 0;
}

/** @throws Problem 409 where this account is the only administrator's; until the transaction ends nobody changes that */
async function keepAnAdmin(tx: Transaction, userId: string): Promise<void> {
  const admins = await tx
    .select({ id: users.id })
    .from(users)
    .where(eq(users.role, 'admin'))
    .orderBy(asc(users.id))
    .for('no key update');
  if (admins.length !== 1 || admins[0]?.id !== userId) return;
  const detail = 'This is the only administrator. Make another account one first.';
  throw new Problem(409, 'CONFLICT', detail);
}

function nameTaken(): Problem {
  return new Problem(409, 'NAME_TAKEN', 'Username is taken');
}

export function toAccount({ id, name, role, createdAt, passwordHash }: UserRow): Account {
  return { id, username: name, role, createdAt: createdAt.toISOString(), hasPassword: passwordHash !== null };
}

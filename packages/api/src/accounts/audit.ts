/** The audit log: who did what. It names people and things by their ids only. */
import type { AuditAction, AuditEvent } from '@sinode/contracts';
import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database, Transaction } from '../database/connect.ts';
import { auditEvents, users } from '../database/schema.ts';
import { decodeCursor, encodeCursor } from '../http/page.ts';
import { knownAddress } from './address.ts';

export interface Deed {
  /** Who did it, or whose account it was tried on; null where nobody is known, and for the command line. */
  readonly userId: string | null;
  readonly action: AuditAction;
  /** The id of what it was done to. */
  readonly target?: string | null;
  /** Where the request came from; null for the command line. */
  readonly address: string | null;
}

/** Remembers a deed; inside a transaction only if that commits. */
export async function audit(db: Database | Transaction, deed: Deed): Promise<void> {
  const { userId, action, target = null, address } = deed;
  await db
    .insert(auditEvents)
    .values({ userId, action, target, address: address === null ? null : knownAddress(address) });
}

export interface AuditQuery {
  readonly userId?: string | undefined;
  readonly action?: AuditAction | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** The newest first. */
export async function listAudit(
  db: Database,
  { userId, action, limit, cursor }: AuditQuery,
): Promise<{ items: AuditEvent[]; nextCursor: string | null }> {
  const place = cursor === undefined ? null : decodeCursor(cursor, z.tuple([z.int().positive()]));
  const found = await db
    .select({ event: auditEvents, username: users.name })
    .from(auditEvents)
    .leftJoin(users, eq(users.id, auditEvents.userId))
    .where(
      and(
        userId === undefined ? undefined : eq(auditEvents.userId, userId),
        action === undefined ? undefined : eq(auditEvents.action, action),
        place === null ? undefined : lt(auditEvents.id, place[0]),
      ),
    )
    .orderBy(desc(auditEvents.id))
    .limit(limit + 1);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(({ event, username }) => ({
      ...event,
      at: event.at.toISOString(),
      username,
    })),
    nextCursor: found.length > limit && last !== undefined ? encodeCursor([last.event.id]) : null,
  };
}

/** Forgotten at once. */
const FORGOTTEN_AT_ONCE = 10_000;

/**
 * Forgets what happened longer ago; every hour. Several processes may do it at once.
 *
 * @param days - `null`: nothing is forgotten
 */
export async function forgetAudit(db: Database, days: number | null): Promise<void> {
  if (days === null) return;
  for (;;) {
    const old = db
      .select({ id: auditEvents.id })
      .from(auditEvents)
      .where(sql`${auditEvents.at} < now() - make_interval(days => ${days})`)
      .limit(FORGOTTEN_AT_ONCE)
      .for('update', { skipLocked: true });
    const gone = await db
      .delete(auditEvents)
      .where(inArray(auditEvents.id, old))
      .returning({ id: auditEvents.id });
    if (gone.length < FORGOTTEN_AT_ONCE) return;
  }
}

/** The audit log: who did what. It names people and things by their ids only. */
import type { AuditAction, AuditEvent } from '@sinode/contracts';
import { and, desc, eq, lt } from 'drizzle-orm';
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

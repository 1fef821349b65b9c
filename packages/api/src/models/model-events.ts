/** The history of which model answered, as clients see it. */
import type { ModelEvent } from '@sinode/contracts';
import { desc, eq, lt } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../database/connect.ts';
import { modelEvents, users } from '../database/schema.ts';
import { decodeCursor, encodeCursor } from '../http/page.ts';

/** The newest first. */
export async function listModelEvents(
  db: Database,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<{ items: ModelEvent[]; nextCursor: string | null }> {
  const place = cursor === undefined ? null : decodeCursor(cursor, z.tuple([z.int().positive()]));
  const found = await db
    .select({ event: modelEvents, by: users.name })
    .from(modelEvents)
    .leftJoin(users, eq(users.id, modelEvents.userId))
    .where(place === null ? undefined : lt(modelEvents.id, place[0]))
    .orderBy(desc(modelEvents.id))
    .limit(limit + 1);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(({ event, by }) => ({
      id: event.id,
      at: event.at.toISOString(),
      action: event.action,
      model:
        event.name === null || event.version === null ? null : { name: event.name, version: event.version },
      share: event.share,
      reason: event.reason,
      by,
    })),
    nextCursor: found.length > limit && last !== undefined ? encodeCursor([last.event.id]) : null,
  };
}

/** Uploads that have been here for as long as they may, deleted with all that was made of them. */
import { inArray, sql } from 'drizzle-orm';
import { recordings } from '../database/schema.ts';
import type { RecordContext } from './routes/records.ts';

/** Deleted in one transaction. */
const BATCH = 200;

/**
 * To be called every hour; several processes may do it at once, each with recordings of its own.
 *
 * @param days - since they were uploaded; `null`: for ever
 */
export async function expireRecordings(
  { db, audit, remove }: RecordContext,
  days: number | null,
): Promise<void> {
  if (days === null) return;
  for (;;) {
    const ids = await db.transaction(async (tx) => {
      const due = tx
        .select({ id: recordings.id })
        .from(recordings)
        .where(
          sql`${recordings.ownerId} is not null and ${recordings.createdAt} < now() - make_interval(days => ${days})`,
        )
        .limit(BATCH)
        .for('update', { skipLocked: true });
      const gone = await tx
        .delete(recordings)
        .where(inArray(recordings.id, due))
        .returning({ id: recordings.id });
      for (const { id } of gone) {
        await audit(tx, { action: 'recording.expired', userId: null, target: id, address: null });
      }
      return gone.map(({ id }) => id);
    });
    // The rows went first: were the server to stop here, the sweep would find files that nobody owns.
    if (ids.length > 0) await remove(ids);
    if (ids.length < BATCH) return;
  }
}

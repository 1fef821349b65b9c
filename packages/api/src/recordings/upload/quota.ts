/** How much one person may store. */
import { eq, sum } from 'drizzle-orm';
import type { Database } from '../../database/connect.ts';
import { recordings, users } from '../../database/schema.ts';
import { Problem } from '../../http/problem.ts';

export interface Wanted {
  readonly ownerId: string;
  readonly sizeBytes: number;
  /** `null`: no limit. */
  readonly quotaBytes: number | null;
}

/**
 * Uploads of one person at the same moment do not see each other here: `inTurn` makes one wait for the other.
 *
 * @throws Problem 413 where there is no room for so many bytes more
 */
export async function requireRoom(db: Database, { ownerId, sizeBytes, quotaBytes }: Wanted): Promise<void> {
  if (quotaBytes === null) return;
  const [stored] = await db
    .select({ bytes: sum(recordings.sizeBytes) })
    .from(recordings)
    .where(eq(recordings.ownerId, ownerId));
  const storedBytes = Number(stored?.bytes ?? 0);
  if (storedBytes + sizeBytes <= quotaBytes) return;
  const detail = `Your recordings have ${inWords(storedBytes)}, this one has ${inWords(sizeBytes)}, and you may store ${inWords(quotaBytes)} here. Delete some, or ask whoever runs this server for more.`;
  throw new Problem(413, 'QUOTA_EXCEEDED', detail);
}

/** Does something in a transaction, one after the other for one person. */
export function inTurn<T>(db: Database, ownerId: string, work: (tx: Database) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    await tx.select({ id: users.id }).from(users).where(eq(users.id, ownerId)).for('no key update');
    return work(tx);
  });
}

function inWords(bytes: number): string {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(2)} GB` : `${(bytes / 1e6).toFixed(2)} MB`;
}

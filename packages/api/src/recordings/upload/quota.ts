/** How much one person may store. */
import { eq, sum } from 'drizzle-orm';
import type { Database } from '../../database/connect.ts';
import { recordings } from '../../database/schema.ts';
import { Problem } from '../../http/problem.ts';

/**
 * Uploads of one person at the same moment do not see each other, and may together exceed it once.
 *
 * @param quotaBytes - null for no limit
 * @throws Problem 413 where there is no room for so many bytes more
 */
export async function requireRoom(
  db: Database,
  { ownerId, sizeBytes, quotaBytes }: { ownerId: string; sizeBytes: number; quotaBytes: number | null },
): Promise<void> {
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

function inWords(bytes: number): string {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(2)} GB` : `${(bytes / 1e6).toFixed(2)} MB`;
}

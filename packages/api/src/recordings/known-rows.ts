/** Which of many ids the database knows, a batch at a time: there may be millions in a store. */
import { inArray } from 'drizzle-orm';
import type { Database } from '../database/connect.ts';
import { recordings } from '../database/schema.ts';
import type { RecordingRow } from './find-recording.ts';

/** Asked about at once. */
const BATCH = 500;

type KnownRow = Pick<RecordingRow, 'id' | 'libraryStamp'>;

export async function knownRows(db: Database, ids: readonly string[]): Promise<Map<string, KnownRow>> {
  const rows = await db
    .select({ id: recordings.id, libraryStamp: recordings.libraryStamp })
    .from(recordings)
    .where(inArray(recordings.id, [...ids]));
  return new Map(rows.map((row) => [row.id, row]));
}

export async function* batches<T>(items: AsyncIterable<T>): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

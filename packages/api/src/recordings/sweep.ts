/** What a crash left behind: uploads that broke off, files and traces of recordings that are not in the database. */
import { inArray } from 'drizzle-orm';
import type { Database } from '../database/connect.ts';
import { recordings } from '../database/schema.ts';
import type { RecordingRow } from './find-recording.ts';
import type { Traces } from './signal/traces.ts';
import type { RecordingStore } from './storage/recording-store.ts';

/** An upload in progress writes more often, and a kept one is in the database within seconds. */
const LEFT_BEHIND_MS = 3_600_000;

/** Asked about at once. */
const BATCH = 500;

export interface SweepContext {
  readonly db: Database;
  readonly store: RecordingStore;
  readonly traces: Traces;
  /** Most that the traces have together; `null` where they may be as many as there are recordings. */
  readonly mostTraceBytes: number | null;
}

/** To be called at the start and every hour; several processes may do it at once. */
export async function sweep({ db, store, traces, mostTraceBytes }: SweepContext): Promise<void> {
  const before = new Date((await store.now()).getTime() - LEFT_BEHIND_MS);
  await store.discardIncomingBefore(before);
  for await (const ids of batches(store.keptBefore(before))) {
    const known = await knownRows(db, ids);
    for (const id of ids) if (!known.has(id)) await store.remove(id);
  }
  for await (const ids of batches(store.copies())) {
    const known = await knownRows(db, ids);
    for (const id of ids) if (!known.has(id)) await store.forgetCopy(id);
  }
  for await (const folders of batches(traces.foldersBefore(before))) {
    const known = await knownRows(
      db,
      folders.map(({ id }) => id),
    );
    for (const { id, name } of folders) {
      const row = known.get(id);
      if (row === undefined || traces.folderName(row) !== name) await traces.removeFolder(name);
    }
  }
  if (mostTraceBytes !== null) await traces.trim(mostTraceBytes);
}

type KnownRow = Pick<RecordingRow, 'id' | 'libraryStamp'>;

async function knownRows(db: Database, ids: readonly string[]): Promise<Map<string, KnownRow>> {
  const rows = await db
    .select({ id: recordings.id, libraryStamp: recordings.libraryStamp })
    .from(recordings)
    .where(inArray(recordings.id, [...ids]));
  return new Map(rows.map((row) => [row.id, row]));
}

async function* batches<T>(items: AsyncIterable<T>): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

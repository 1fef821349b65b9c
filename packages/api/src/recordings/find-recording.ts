/** Recordings as rows, and where their files are. */
import { join } from 'node:path';
import { and, eq, isNull, or } from 'drizzle-orm';
import type { Database } from '../database/connect.ts';
import { recordings } from '../database/schema.ts';
import { notFound } from '../http/problem.ts';
import type { RecordingStore } from './storage/recording-store.ts';

export type RecordingRow = typeof recordings.$inferSelect;

/** What a person may see: what is theirs, and the library. */
export function visibleTo(userId: string) {
  return or(eq(recordings.ownerId, userId), isNull(recordings.ownerId));
}

/** @throws Problem 404 where there is none, or it is another's */
export async function findRecording(db: Database, userId: string, id: string): Promise<RecordingRow> {
  const [row] = await db
    .select()
    .from(recordings)
    .where(and(eq(recordings.id, id), visibleTo(userId)));
  if (row === undefined) throw notFound('recording');
  return row;
}

/** Where recordings lie. */
export interface RecordingPlaces {
  readonly store: RecordingStore;
  readonly libraryDir: string;
}

/** @returns the path of the main file, in a folder with all other files of the recording */
export async function recordingFile(
  row: RecordingRow,
  { store, libraryDir }: RecordingPlaces,
): Promise<string> {
  if (row.libraryPath !== null) return join(libraryDir, ...row.libraryPath.split('/'));
  return join(await store.folder(row.id), row.mainFile);
}

/**
 * From a request to a recording. Its files are checked before they are kept, kept before they are in the database, and
 * in the database before the client hears of it: what was acknowledged is there, and nothing half is ever seen.
 */
import { randomUUID } from 'node:crypto';
import { join, parse } from 'node:path';
import type { UploadFields } from '@sinode/contracts';
import { and, DrizzleQueryError, eq, inArray, or, sql } from 'drizzle-orm';
import type { FastifyRequest } from 'fastify';
import pg from 'pg';
import type { Database } from '../../database/connect.ts';
import { recordings, type StoredFile } from '../../database/schema.ts';
import { Problem } from '../../http/problem.ts';
import type { RecordingRow } from '../find-recording.ts';
import type { Traces } from '../signal/traces.ts';
import type { Incoming, RecordingStore } from '../storage/recording-store.ts';
import { refused } from './file-name.ts';
import { chooseMainFile } from './main-file.ts';
import { inTurn, requireRoom } from './quota.ts';
import { MOST_FILES, receiveUpload, type UploadLimits } from './receive-upload.ts';
import { isZip, unpackZip } from './unpack-zip.ts';
import { readUploadFields } from './upload-fields.ts';
import { contentHash, createAllowance, inOrder } from './write-file.ts';

export interface UploadContext {
  readonly db: Database;
  readonly store: RecordingStore;
  readonly traces: Traces;
  readonly limits: UploadLimits;
}

export interface Accepted {
  readonly row: RecordingRow;
  /** False where this person has uploaded the same before; nothing was stored then. */
  readonly isNew: boolean;
}

/** These carry their sampling rate; one that is given with them has no say. */
const FORMATS_WITH_RATE = ['wfdb', 'edf', 'bdf'];

/** @throws Problem, TaskError and EngineBusyError for whatever there is to refuse; nothing is kept then */
export async function acceptUpload(
  context: UploadContext,
  request: FastifyRequest,
  ownerId: string,
): Promise<Accepted> {
  const { store, limits } = context;
  const received = await store.receive();
  try {
    const upload = await receiveUpload(request, received.folder, limits);
    const fields = readUploadFields(upload.fields);
    const packed = await findZip(received.folder, upload.files);
    if (packed === null)
      return await accept(context, { incoming: received, files: upload.files, fields, ownerId });

    const unpacked = await store.receive();
    try {
      const allowance = createAllowance(limits.maxUploadBytes, 'The files in the zip have');
      const files = await unpackZip(packed, unpacked.folder, { allowance, maxFiles: MOST_FILES });
      return await accept(context, { incoming: unpacked, files, fields, ownerId });
    } finally {
      await unpacked.discard();
    }
  } finally {
    await received.discard();
  }
}

/** @returns the path of the zip that was uploaded instead of the files */
async function findZip(folder: string, files: readonly StoredFile[]): Promise<string | null> {
  for (const { name } of files) {
    const path = join(folder, name);
    if (!(await isZip(path))) continue;
    if (files.length > 1) throw refused('A zip holds all files of a recording: upload it alone.');
    return path;
  }
  return null;
}

interface Checkable {
  readonly incoming: Incoming;
  readonly files: readonly StoredFile[];
  readonly fields: UploadFields;
  readonly ownerId: string;
}

async function accept(
  { db, store, traces, limits }: UploadContext,
  { incoming, files, fields, ownerId }: Checkable,
): Promise<Accepted> {
  const mainFile = await chooseMainFile(incoming.folder, files);
  const content = { ownerId, sha256: contentHash(files), samplingRate: fields.samplingRate ?? null };
  const known = await findSame(db, content);
  if (known !== null) return { row: known, isNew: false };
  const sizeBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
  const wanted = { ownerId, sizeBytes, quotaBytes: limits.quotaBytes ?? null };
  // Before the work, and once more where it counts.
  await requireRoom(db, wanted);

  const id = randomUUID();
  const facts = await traces.prepareUpload(id, {
    folder: incoming.folder,
    file: mainFile,
    samplingRate: content.samplingRate,
  });
  await incoming.keep(id).catch(async (error: unknown) => {
    await forget();
    throw error;
  });
  try {
    const row = await (wanted.quotaBytes === null ? insert(db) : inTurn(db, ownerId, insertWithin));
    if (row !== undefined) return { row, isNew: true };
  } catch (error) {
    if (error instanceof Problem) {
      await forget();
      throw error;
    }
    // Where the database went away in the middle, nobody knows yet whether the row is there: the sweep will. It must
    // not lose its files before.
    if (!isOwnerGone(error)) throw error;
    await forget();
    throw new Problem(401, 'TOKEN_INVALID', 'This account does not exist any more.');
  }

  await forget();
  const twin = await findSame(db, content);
  if (twin !== null) return { row: twin, isNew: false };
  throw new Problem(
    409,
    'CONFLICT',
    'The same recording was uploaded and deleted at the same time. Send it again.',
  );

  /** @returns undefined where there is the same already */
  async function insert(tx: Database): Promise<RecordingRow | undefined> {
    const [row] = await tx
      .insert(recordings)
      .values({
        ...facts,
        id,
        ownerId,
        name: fields.name ?? parse(mainFile).name,
        note: fields.note ?? '',
        tags: fields.tags ?? [],
        givenSamplingRate: FORMATS_WITH_RATE.includes(facts.format) ? null : content.samplingRate,
        files: inOrder(files),
        mainFile,
        sha256: content.sha256,
        sizeBytes,
      })
      .onConflictDoNothing()
      .returning();
    return row;
  }

  /** @throws Problem 413 */
  async function insertWithin(tx: Database): Promise<RecordingRow | undefined> {
    // What is there already takes no room.
    if ((await findSame(tx, content)) !== null) return undefined;
    await requireRoom(tx, wanted);
    return insert(tx);
  }

  async function forget(): Promise<void> {
    await store.remove(id);
    await traces.remove([id]);
  }
}

async function findSame(
  db: Database,
  { ownerId, sha256, samplingRate }: { ownerId: string; sha256: string; samplingRate: number | null },
): Promise<RecordingRow | null> {
  const [row] = await db
    .select()
    .from(recordings)
    .where(
      and(
        eq(recordings.ownerId, ownerId),
        eq(recordings.sha256, sha256),
        or(
          inArray(recordings.format, FORMATS_WITH_RATE),
          sql`${recordings.givenSamplingRate} is not distinct from ${samplingRate}::float8`,
        ),
      ),
    );
  return row ?? null;
}

/** Whether a row could not be written because its user was deleted meanwhile. */
function isOwnerGone(error: unknown): boolean {
  const cause = error instanceof DrizzleQueryError ? error.cause : error;
  return cause instanceof pg.DatabaseError && cause.code === '23503';
}

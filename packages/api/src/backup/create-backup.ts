/**
 * A backup: the database as it was at one moment, then the files of the recordings that were in it. Also while a
 * server runs: what is uploaded meanwhile is not in it, what is deleted meanwhile is noted.
 */
import { createHash } from 'node:crypto';
import { type FileHandle, open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import type { Config } from '../config/config.ts';
import { StartError } from '../database/embedded/start-error.ts';
import { appliedMigrations, requireKnown } from '../database/migrations.ts';
import { inWords, reachDatabase, whileReached } from '../database/reach-database.ts';
import type { StoredFile } from '../database/schema.ts';
import { Problem } from '../http/problem.ts';
import { openStore } from '../recordings/storage/open-store.ts';
import type { RecordingStore } from '../recordings/storage/recording-store.ts';
import { isUnreadable } from '../recordings/storage/unreadable.ts';
import { packageVersion } from '../version.ts';
import { type ArchiveWriter, writeArchive } from './archive.ts';
import { BackupError } from './backup-error.ts';
import { type Manifest, SECRET } from './manifest.ts';
import { connectForCopies, readTable, sequencesIn, tablesIn } from './tables.ts';

/** Of a table, in one entry of the archive. */
const CHUNK_BYTES = 4_000_000;
/** Recordings whose files are listed at once. */
const BATCH = 200;

export interface BackupOptions {
  /** Told of the bytes of recordings that were written, of all of them. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Breaks it off. */
  readonly signal?: AbortSignal;
}

export type BackupConfig = Pick<Config, 'dataDir' | 'databaseUrl' | 's3'>;

export interface MadeBackup {
  readonly path: string;
  readonly manifest: Omit<Manifest, 'sha256'>;
}

/**
 * @param target - the file to make, or a folder to make one in, named by the time
 * @throws BackupError and StartError in words for an operator
 */
export async function createBackup(
  config: BackupConfig,
  target: string,
  { onProgress = () => {}, signal = new AbortController().signal }: BackupOptions = {},
): Promise<MadeBackup> {
  await requireDatabase(config);
  const createdAt = new Date().toISOString();
  const isFolder = (await stat(target).catch(() => null))?.isDirectory() ?? false;
  const path = isFolder ? join(target, `sinode-${createdAt.replaceAll(/[:.]/g, '-')}.tar`) : target;
  const database = await reachDatabase(config);
  try {
    const [snapshot, now] = await Promise.all([1, 2].map(() => connectForCopies(database.url))).catch(
      (error: unknown) => {
        throw inWords(error);
      },
    );
    if (snapshot === undefined || now === undefined) throw new Error('two connections were opened');
    try {
      const archive = await writeArchive(path);
      try {
        const filling = { config, snapshot, now, createdAt, onProgress, signal };
        const manifest = await whileReached(() => fill(archive, filling));
        await archive.finish(manifest);
        await whileReached(() => now.query("insert into audit_events (action) values ('backup.made')"));
        return { path, manifest };
      } finally {
        await archive.discard();
      }
    } finally {
      await Promise.all([snapshot.end(), now.end()]);
    }
  } finally {
    await database.close();
  }
}

/** A mistake in the folder's name must not make a database, and a backup of nothing. */
async function requireDatabase({ dataDir, databaseUrl }: BackupConfig): Promise<void> {
  if (databaseUrl !== null) return;
  const places = ['postgres', 'postgres-is-in'].map((name) => stat(join(dataDir, name)).catch(() => null));
  if ((await Promise.all(places)).some((place) => place !== null)) return;
  throw new StartError(`There is no database in ${dataDir}: see SINODE_DATA_DIR and DATABASE_URL.`);
}

interface Filling extends Required<BackupOptions> {
  readonly config: BackupConfig;
  /** Sees the database as it was at one moment. */
  readonly snapshot: pg.Client;
  /** Sees it as it is. */
  readonly now: pg.Client;
  readonly createdAt: string;
}

async function fill(archive: ArchiveWriter, filling: Filling): Promise<Omit<Manifest, 'sha256'>> {
  const { config, snapshot, createdAt, signal } = filling;
  const secret = await readFile(join(config.dataDir, SECRET)).catch(() => null);
  if (secret !== null) await archive.addBytes(SECRET, secret);

  await snapshot.query('begin transaction isolation level repeatable read read only');
  const migrations = await appliedMigrations(snapshot);
  requireKnown(migrations);
  const tables: Manifest['tables'] = [];
  for (const table of await tablesIn(snapshot)) {
    const reading = readTable(snapshot, table);
    let number = 0;
    for await (const chunk of inChunks(reading)) {
      signal.throwIfAborted();
      await archive.addBytes(`database/${table.name}/${String(number++).padStart(6, '0')}.copy`, chunk);
    }
    const { rowCount } = reading as typeof reading & { readonly rowCount: number };
    tables.push({ ...table, rows: rowCount });
  }
  if (!tables.some(({ name }) => name === 'recordings')) {
    throw new BackupError('The database holds nothing of Sinode: there is nothing to back up.');
  }
  const sequences = await sequencesIn(snapshot);
  const added = await addRecordings(archive, await openStore(config), filling);
  await snapshot.query('commit');
  return { format: 1, sinode: packageVersion(), createdAt, migrations, tables, sequences, ...added };
}

async function* inChunks(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of source) {
    pieces.push(piece);
    length += piece.length;
    if (length < CHUNK_BYTES) continue;
    yield Buffer.concat(pieces);
    pieces = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(pieces);
}

type Added = Pick<Manifest, 'recordings' | 'files' | 'bytes' | 'deletedMeanwhile' | 'lost' | 'damaged'>;

async function addRecordings(
  archive: ArchiveWriter,
  store: RecordingStore,
  { snapshot, now, onProgress, signal }: Filling,
): Promise<Added> {
  const uploads = 'from recordings where owner_id is not null';
  const { rows: sums } = await snapshot.query<{ total: string }>(
    `select coalesce(sum(size_bytes), 0) as total ${uploads}`,
  );
  const total = Number(sums[0]?.total ?? 0);
  const added: Added = { recordings: 0, files: 0, bytes: 0, deletedMeanwhile: [], lost: [], damaged: [] };
  const missing: string[] = [];

  async function addRecording(folder: string, id: string, files: readonly StoredFile[]): Promise<boolean> {
    const opened = await openFiles(folder, files);
    if (opened === null) return false;
    try {
      if (opened.some(({ facts, expected }) => facts.sha256 !== expected)) added.damaged.push(id);
      for (const { name, handle, facts } of opened) {
        await archive.add({ name: `recordings/${id}/${name}`, ...facts }, bytesOf(handle));
        added.files++;
        added.bytes += facts.sizeBytes;
        onProgress(added.bytes, total);
      }
    } finally {
      await close(opened);
    }
    return true;
  }

  await snapshot.query(`declare uploads no scroll cursor for select id, files ${uploads}`);
  for (;;) {
    const { rows } = await snapshot.query<{ id: string; files: StoredFile[] }>(`fetch ${BATCH} from uploads`);
    if (rows.length === 0) break;
    for (const { id, files } of rows) {
      signal.throwIfAborted();
      const isThere = await store
        .visit(id, (folder) => addRecording(folder, id, files))
        .catch(falseWhereUnreadable);
      if (isThere) added.recordings++;
      else missing.push(id);
    }
  }
  // Who is being deleted at this moment is waited for.
  const { rows: lost } = await now.query<{ id: string }>(
    'select id from recordings where id = any($1) order by id for key share',
    [missing],
  );
  const isLost = new Set(lost.map(({ id }) => id));
  for (const id of missing) (isLost.has(id) ? added.lost : added.deletedMeanwhile).push(id);
  return added;
}

interface OpenFile {
  readonly name: string;
  readonly handle: FileHandle;
  readonly facts: Awaited<ReturnType<typeof factsOf>>;
  /** The SHA-256 of what was uploaded. */
  readonly expected: string;
}

/**
 * All of them, read to their ends, so that a recording is in the backup as a whole or not at all: it may be deleted just
 * now, or one of its files lie where the disk cannot be read any more.
 */
async function openFiles(folder: string, files: readonly StoredFile[]): Promise<OpenFile[] | null> {
  const opened: OpenFile[] = [];
  try {
    for (const { name, sha256 } of files) {
      const handle = await open(join(folder, name));
      const facts = await factsOf(handle).catch(async (error: unknown) => {
        await handle.close();
        throw error;
      });
      opened.push({ name, handle, facts, expected: sha256 });
    }
    return opened;
  } catch (error) {
    await close(opened);
    if (isUnreadable(error)) return null;
    throw error;
  }
}

async function close(opened: readonly OpenFile[]): Promise<void> {
  for (const { handle } of opened) await handle.close();
}

/** For `catch` of what a store says. */
function falseWhereUnreadable(error: unknown): false {
  if (!(error instanceof Problem)) throw error;
  if (error.code === 'UNREADABLE') return false;
  throw new BackupError(error.detail);
}

/** The size comes before the bytes in the archive, so that files are read twice. */
async function factsOf(handle: FileHandle): Promise<{ sizeBytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  for await (const chunk of bytesOf(handle)) {
    hash.update(chunk);
    sizeBytes += chunk.length;
  }
  return { sizeBytes, sha256: hash.digest('hex') };
}

const READ_BYTES = 1_000_000;

async function* bytesOf(handle: FileHandle): AsyncGenerator<Buffer> {
  for (let position = 0; ; ) {
    const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(READ_BYTES), 0, READ_BYTES, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

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
  await snapshot.query(`declare uploads no scroll cursor for select id, files ${uploads}`);
  for (;;) {
    const { rows } = await snapshot.query<{ id: string; files: StoredFile[] }>(`fetch ${BATCH} from uploads`);
    if (rows.length === 0) break;
    for (const { id, files } of rows) {
      signal.throwIfAborted();
      const opened = await openFiles(store, id, files);
      if (opened === null) {
        missing.push(id);
        continue;
      }
      try {
        for (const [index, { name, sha256 }] of files.entries()) {
          const handle = opened[index];
          if (handle === undefined) throw new Error('every file was opened');
          const facts = await factsOf(handle);
          if (facts.sha256 !== sha256 && added.damaged.at(-1) !== id) added.damaged.push(id);
          await archive.add({ name: `recordings/${id}/${name}`, ...facts }, bytesOf(handle));
          added.files++;
          added.bytes += facts.sizeBytes;
          onProgress(added.bytes, total);
        }
        added.recordings++;
      } finally {
        for (const handle of opened) await handle.close();
      }
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

/** All of them, so that a recording that is deleted just now is in the backup as a whole or not at all. */
async function openFiles(
  store: RecordingStore,
  id: string,
  files: readonly StoredFile[],
): Promise<FileHandle[] | null> {
  const opened: FileHandle[] = [];
  try {
    const folder = await store.folder(id);
    for (const { name } of files) opened.push(await open(join(folder, name)));
    return opened;
  } catch (error) {
    for (const handle of opened) await handle.close();
    if (error instanceof Problem && error.code === 'UNREADABLE') return null;
    if (error instanceof Problem) throw new BackupError(error.detail);
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
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

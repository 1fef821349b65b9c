/**
 * A backup put back. It is read as a whole and every checksum compared before anything is touched; the database comes
 * in one transaction, at the version that it had, and is then brought up to date.
 */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import type pg from 'pg';
import type { Config } from '../config/config.ts';
import { openDataFolder } from '../config/data-folder.ts';
import { isNewer, knownMigrations, MIGRATION_LOCK } from '../database/migrations.ts';
import { inWords, reachDatabase, whileReached } from '../database/reach-database.ts';
import { Problem } from '../http/problem.ts';
import { openStore, tryStore } from '../recordings/storage/open-store.ts';
import type { Incoming, RecordingStore } from '../recordings/storage/recording-store.ts';
import { requirePlainName } from '../recordings/upload/file-name.ts';
import { packageVersion } from '../version.ts';
import { type ArchiveEntry, readArchive, verifyArchive } from './archive.ts';
import { BackupError } from './backup-error.ts';
import { MANIFEST, type Manifest, SECRET } from './manifest.ts';
import { connectForCopies, quoted, type Table, tablesIn, writeTable } from './tables.ts';

export interface RestoreOptions {
  /** Throws away what is there. @default false */
  readonly replace?: boolean;
  /** Told of the bytes of the archive that were read, of twice as many as it has. */
  readonly onBytes?: (count: number) => void;
}

export type RestoreConfig = Pick<Config, 'dataDir' | 'databaseUrl' | 's3' | 'secret'>;

/** @throws BackupError and StartError in words for an operator; the database is then as it was */
export async function restoreBackup(
  config: RestoreConfig,
  path: string,
  { replace = false, onBytes = () => {} }: RestoreOptions = {},
): Promise<Manifest> {
  const manifest = await verifyBackup(path, onBytes);
  await openDataFolder(config.dataDir);
  const store = await openStore(config);
  await tryStore(store, config);
  const database = await reachDatabase(config, { alone: true });
  try {
    const client = await connectForCopies(database.url).catch((error: unknown) => {
      throw inWords(error);
    });
    try {
      await whileReached(async () => {
        await requireNobodyElse(client);
        const isEmpty = await isStoreEmpty(store);
        if (!replace) await requireNothingThere(client, isEmpty);
        await client.query('begin');
        await client.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
        await putBack(client, manifest, path, { config, store, isEmpty, onBytes });
        await client.query('commit');
        await identifyStore(client, store);
        if (!isEmpty) await removeOthers(client, store);
      });
    } finally {
      await client.end();
    }
  } finally {
    await database.close();
  }
  return manifest;
}

/**
 * Reads all of a backup and compares every checksum.
 *
 * @throws BackupError that says what is wrong, also for one of a newer version
 */
export async function verifyBackup(path: string, onBytes?: (count: number) => void): Promise<Manifest> {
  const manifest = await verifyArchive(path, onBytes);
  if (isNewer(manifest.migrations)) {
    throw new BackupError(
      `${path} was made by Sinode ${manifest.sinode}, whose tables are newer than those of this version, ${packageVersion()}: restore it with that version, or a later one.`,
    );
  }
  return manifest;
}

/** The embedded database is locked; others may have guests, who would go on with what is not there any more. */
async function requireNobodyElse(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query(
    "select 1 from pg_stat_activity where datname = current_database() and application_name = 'sinode'",
  );
  if (rowCount === 0) return;
  throw new BackupError(
    `A server of Sinode is connected to the database (${rowCount} connections): stop all of them first.`,
  );
}

async function isStoreEmpty(store: RecordingStore): Promise<boolean> {
  for await (const _id of store.keptBefore(FAR_FUTURE)) return false;
  return true;
}

const FAR_FUTURE = new Date(8.64e15);

async function requireNothingThere(client: pg.Client, isEmpty: boolean): Promise<void> {
  const found: string[] = isEmpty ? [] : ['files of recordings'];
  for (const { name } of await tablesIn(client)) {
    const { rows } = await client.query<{ count: string }>(`select count(*) from ${quoted(name)}`);
    if (Number(rows[0]?.count) > 0) found.push(`${rows[0]?.count} rows of ${name}`);
  }
  if (found.length === 0) return;
  throw new BackupError(
    `There is something already (${found.join(', ')}): --replace throws it away and puts the backup there.`,
  );
}

interface PuttingBack {
  readonly config: RestoreConfig;
  readonly store: RecordingStore;
  readonly isEmpty: boolean;
  readonly onBytes: (count: number) => void;
}

/** Everything in the order of the archive: the secret, the tables, the files. */
async function putBack(
  client: pg.Client,
  manifest: Manifest,
  path: string,
  { config, store, isEmpty, onBytes }: PuttingBack,
): Promise<void> {
  const last = manifest.migrations.at(-1)?.createdAt ?? 0;
  const known = knownMigrations();
  await dropTables(client);
  for (const { statements, createdAt } of known) {
    if (createdAt <= last) for (const statement of statements) await client.query(statement);
  }
  await rememberMigrations(client, manifest.migrations);

  const tables = createTables(client, manifest);
  const files = createFiles(store, isEmpty);
  await deferForeignKeys(client);
  for await (const entry of readArchive(path, onBytes)) {
    const [kind, owner = '', name = ''] = entry.name.split('/');
    if (kind === 'database') await tables.add(owner, entry);
    else await tables.end();
    if (kind === 'recordings') await files.add(owner, name, entry);
    else if (entry.name === SECRET) await putSecret(config, entry);
    else if (kind !== 'database' && entry.name !== MANIFEST) await skip(entry);
    if (entry.name === MANIFEST) await skip(entry);
  }
  await files.end();
  await client.query('delete from recordings where id = any($1)', [manifest.deletedMeanwhile]);
  for (const { name, lastValue, isCalled } of manifest.sequences) {
    await client.query('select setval($1::regclass, $2, $3)', [quoted(name), lastValue, isCalled]);
  }
  await demandForeignKeys(client);
  const later = known.filter(({ createdAt }) => createdAt > last);
  for (const { statements } of later) for (const statement of statements) await client.query(statement);
  await rememberMigrations(client, later);
  await client.query("insert into audit_events (action) values ('backup.restored')");
}

async function dropTables(client: pg.Client): Promise<void> {
  for (const { name } of await tablesIn(client)) await client.query(`drop table ${quoted(name)} cascade`);
  // As Drizzle makes it.
  await client.query('create schema if not exists drizzle');
  await client.query('drop table if exists drizzle.__drizzle_migrations');
  await client.query(
    'create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)',
  );
}

async function rememberMigrations(client: pg.Client, taken: Manifest['migrations']): Promise<void> {
  for (const { hash, createdAt } of taken) {
    await client.query('insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2)', [
      hash,
      createdAt,
    ]);
  }
}

const FOREIGN_KEYS = `select conrelid::regclass::text as table, quote_ident(conname) as name from pg_constraint
  where contype = 'f' and connamespace = 'public'::regnamespace and conrelid::regclass::text = any($1)`;

async function alterForeignKeys(client: pg.Client, how: string): Promise<void> {
  const names = (await tablesIn(client)).map(({ name }) => name);
  const { rows } = await client.query<{ table: string; name: string }>(FOREIGN_KEYS, [names]);
  for (const { table, name } of rows)
    await client.query(`alter table ${table} alter constraint ${name} ${how}`);
}

/** Tables come in the order of their names, and rows point at others that are not there yet. */
function deferForeignKeys(client: pg.Client): Promise<void> {
  return alterForeignKeys(client, 'deferrable initially deferred');
}

async function demandForeignKeys(client: pg.Client): Promise<void> {
  await client.query('set constraints all immediate');
  await alterForeignKeys(client, 'not deferrable');
}

/** Tables come in pieces, one after the other. */
function createTables(client: pg.Client, manifest: Manifest) {
  let current: { name: string; sink: Writable; done: Promise<void> } | null = null;

  async function end(): Promise<void> {
    const ending = current;
    current = null;
    ending?.sink.end();
    await ending?.done;
  }
  return {
    end,
    async add(name: string, { content }: ArchiveEntry): Promise<void> {
      if (current?.name !== name) {
        await end();
        const table: Table | undefined = manifest.tables.find((one) => one.name === name);
        if (table === undefined) throw new BackupError(`The manifest does not know the table ${name}.`);
        const sink = writeTable(client, table);
        const done = finished(sink);
        // Waited for below; where Postgres refuses a row, whoever adds the next is told.
        done.catch(() => {});
        current = { name, sink, done };
      }
      const { sink, done } = current;
      for await (const chunk of content) {
        if (!sink.write(chunk)) await Promise.race([once(sink, 'drain'), done]);
      }
    },
  };
}

/** Files come recording by recording; each is there as a whole or not at all. */
function createFiles(store: RecordingStore, isEmpty: boolean) {
  let current: { id: string; incoming: Incoming } | null = null;

  async function end(): Promise<void> {
    const ending = current;
    current = null;
    if (ending === null) return;
    // What an earlier restore may have left.
    if (!isEmpty) await store.remove(ending.id);
    await ending.incoming.keep(ending.id).catch(inWordsOfStore);
    // Of all that comes back, there may be no room for a copy.
    await store.forgetCopy(ending.id);
  }
  return {
    end,
    async add(id: string, name: string, { content }: ArchiveEntry): Promise<void> {
      if (current?.id !== id) {
        await end();
        current = { id, incoming: await store.receive() };
      }
      requirePlainName(name);
      await pipeline(
        content,
        createWriteStream(join(current.incoming.folder, name), { flags: 'wx', mode: 0o600 }),
      );
    },
  };
}

function inWordsOfStore(error: unknown): never {
  throw error instanceof Problem ? new BackupError(error.detail) : error;
}

/** Where SINODE_SECRET is set, that one counts. */
async function putSecret({ dataDir, secret }: RestoreConfig, { content }: ArchiveEntry): Promise<void> {
  const bytes: Buffer[] = [];
  for await (const chunk of content) bytes.push(chunk);
  if (secret !== null) return;
  const path = join(dataDir, SECRET);
  await writeFile(`${path}.part`, Buffer.concat(bytes), { mode: 0o600 });
  await rename(`${path}.part`, path);
}

async function skip({ content }: ArchiveEntry): Promise<void> {
  for await (const _chunk of content);
}

/** Files of recordings that were there before and are in no backup: nobody could ask for them. */
async function removeOthers(client: pg.Client, store: RecordingStore): Promise<void> {
  for await (const id of store.keptBefore(FAR_FUTURE)) {
    const { rowCount } = await client.query('select 1 from recordings where id = $1', [id]);
    if (rowCount === 0) await store.remove(id);
  }
}

/** The store is now that of the database that came back, which has an id unless it is older than such ids. */
async function identifyStore(client: pg.Client, store: RecordingStore): Promise<void> {
  await client.query(
    'insert into store_identity (id, store_id) values (1, gen_random_uuid()) on conflict do nothing',
  );
  const { rows } = await client.query<{ store_id: string }>('select store_id from store_identity');
  for (const { store_id } of rows) await store.identify(store_id).catch(inWordsOfStore);
}

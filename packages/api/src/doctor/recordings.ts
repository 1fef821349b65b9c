import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import type { Config } from '../config/config.ts';
import type { Database } from '../database/connect.ts';
import type { StoredFile } from '../database/schema.ts';
import { Problem } from '../http/problem.ts';
import { tryStore } from '../recordings/storage/open-store.ts';
import type { RecordingStore } from '../recordings/storage/recording-store.ts';
import { isUnreadable } from '../recordings/storage/unreadable.ts';
import { belongTogether } from '../recordings/store-identity.ts';
import type { Findings } from './findings.ts';

/** Looked at unless all are. */
const SAMPLE = 100;
const BATCH = 500;
/** What is younger may be on its way into the database. */
const YOUNG_MS = 3_600_000;
/** Named in a finding. */
const MOST_NAMED = 3;

/** Puts, reads and deletes. */
export async function examineStore(findings: Findings, store: RecordingStore, config: Config): Promise<void> {
  const begin = performance.now();
  await tryStore(store, config);
  const where = config.s3 === null ? 'in the data folder' : `in the bucket ${config.s3.bucket}`;
  const milliseconds = Math.round(performance.now() - begin);
  findings.fine(
    'store',
    `Recordings lie ${where}; writing, reading and deleting one took ${milliseconds} ms.`,
  );
}

export async function examineRecordings(
  findings: Findings,
  {
    client,
    db,
    store,
    config,
    deep,
  }: { client: pg.Client; db: Database; store: RecordingStore; config: Config; deep: boolean },
): Promise<void> {
  const notThere: string[] = [];
  const wrong: string[] = [];
  let looked = 0;
  for await (const { id, files } of deep ? allUploads(client) : someUploads(client)) {
    looked++;
    const state = await stateOf(store, id, files, deep);
    if (state === 'missing') notThere.push(id);
    if (state === 'wrong') wrong.push(id);
  }
  // What was deleted while this looked is not missing.
  const { rows } = await client.query<{ id: string }>('select id from recordings where id = any($1)', [
    notThere,
  ]);
  const missing = rows.map(({ id }) => id);
  const which = deep ? `${looked} recordings, every byte of them` : `${looked} recordings, by their sizes`;
  if (missing.length > 0) {
    findings.fail(
      'recordings',
      `The files of ${missing.length} of ${looked} recordings are missing: ${named(missing)}.`,
      'Put them back from a backup, or see whether this is the right data folder or bucket.',
    );
  }
  if (wrong.length > 0) {
    findings.fail(
      'recordings',
      `The files of ${wrong.length} of ${looked} recordings are not what was uploaded: ${named(wrong)}.`,
      'Put them back from a backup, and look after the disk.',
    );
  }
  if (missing.length + wrong.length === 0) findings.fine('recordings', `As they should be: ${which}.`);
  if (!(await belongTogether({ db, store }))) {
    findings.fail(
      'store and database',
      'The store holds recordings that this database does not know, and belongs to another database.',
      'A server removes nothing from it. If the database was lost, restore a backup; if not, see DATABASE_URL, SINODE_DATA_DIR, SINODE_S3_BUCKET and SINODE_S3_PREFIX.',
    );
    // A bucket is listed from its first object to its last.
  } else if (config.s3 === null || deep) await examineOrphans(findings, client, store);
}

interface Upload {
  readonly id: string;
  readonly files: readonly StoredFile[];
}

async function* someUploads(client: pg.Client): AsyncGenerator<Upload> {
  const { rows } = await client.query<Upload>(
    `select id, files from recordings where owner_id is not null order by random() limit ${SAMPLE}`,
  );
  yield* rows;
}

async function* allUploads(client: pg.Client): AsyncGenerator<Upload> {
  for (let last = '00000000-0000-0000-0000-000000000000'; ; ) {
    const { rows } = await client.query<Upload>(
      `select id, files from recordings where owner_id is not null and id > $1 order by id limit ${BATCH}`,
      [last],
    );
    yield* rows;
    const end = rows.at(-1);
    if (end === undefined) return;
    last = end.id;
  }
}

async function stateOf(
  store: RecordingStore,
  id: string,
  files: readonly StoredFile[],
  deep: boolean,
): Promise<'fine' | 'missing' | 'wrong'> {
  try {
    return await store.visit(id, async (folder) => {
      for (const { name, sizeBytes, sha256 } of files) {
        const path = join(folder, name);
        if ((await stat(path)).size !== sizeBytes) return 'wrong';
        if (!deep) continue;
        const hash = createHash('sha256');
        await pipeline(createReadStream(path), hash);
        if (hash.digest('hex') !== sha256) return 'wrong';
      }
      return 'fine';
    });
  } catch (error) {
    if (error instanceof Problem && error.code === 'UNREADABLE') return 'missing';
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'missing';
    if (isUnreadable(error)) return 'wrong';
    throw error;
  }
}

async function examineOrphans(findings: Findings, client: pg.Client, store: RecordingStore): Promise<void> {
  let orphans = 0;
  let batch: string[] = [];
  const count = async () => {
    const { rowCount } = await client.query('select 1 from recordings where id = any($1)', [batch]);
    orphans += batch.length - (rowCount ?? 0);
    batch = [];
  };
  for await (const id of store.keptBefore(new Date((await store.now()).getTime() - YOUNG_MS))) {
    batch.push(id);
    if (batch.length === BATCH) await count();
  }
  await count();
  if (orphans > 0) {
    findings.warn(
      'orphans',
      `${orphans} recordings are in the store and not in the database.`,
      'A server that runs throws them away every hour. Do not start one if the database is older than they are: restore the right one first.',
    );
  } else findings.fine('orphans', 'Nothing lies in the store that is not in the database.');
}

function named(ids: readonly string[]): string {
  const shown = ids.slice(0, MOST_NAMED).join(', ');
  return ids.length > MOST_NAMED ? `${shown} and others` : shown;
}

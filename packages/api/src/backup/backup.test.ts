import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { nameKey } from '../accounts/name-key.ts';
import { readConfig } from '../config/config.ts';
import { connect, type Database } from '../database/connect.ts';
import { appliedMigrations, knownMigrations } from '../database/migrations.ts';
import { analyses, auditEvents, evaluations, jobs, recordings, users } from '../database/schema.ts';
import { createFolderStore } from '../recordings/storage/folder-store.ts';
import { idsOf, keepFiles } from '../recordings/storage/testing/store-contract.ts';
import { bringTogether } from '../recordings/store-identity.ts';
import { findS3Server, startS3Server } from '../testing/s3-server.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { readArchive } from './archive.ts';
import { createBackup } from './create-backup.ts';
import { restoreBackup, verifyBackup } from './restore-backup.ts';
import { connectForCopies, readTable, tablesIn } from './tables.ts';

/** Databases are made, filled and compared. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const s3Program = findS3Server();
let folder: string;
const databases: TestDatabase[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sinode-backup-'));
});
afterAll(async () => {
  for (const database of databases) await database.drop();
  await rm(folder, { recursive: true });
});

/** A deployment of its own, with nothing in it. */
async function deployment(name: string) {
  const database = await createTestDatabase();
  databases.push(database);
  const dataDir = join(folder, name);
  const config = readConfig({ DATABASE_URL: database.url, SINODE_DATA_DIR: dataDir });
  return { config, dataDir, store: createFolderStore(dataDir), url: database.url };
}
type Deployment = Awaited<ReturnType<typeof deployment>>;

async function withDatabase<T>({ url }: Deployment, work: (db: Database) => Promise<T>): Promise<T> {
  const { db, close } = await connect(url, () => {});
  return work(db).finally(close);
}

/** Rows of all kinds, and files of recordings. */
async function fill(place: Deployment): Promise<{ kept: string[]; first: string; last: string }> {
  const { store } = place;
  const kept: string[] = [];
  await withDatabase(place, async (db) => {
    const [owner] = await db
      .insert(users)
      .values({ name: 'Ada \\ "Ü"\t\n', nameKey: nameKey('ada'), passwordHash: '$argon2id$…', role: 'admin' })
      .returning();
    if (owner === undefined) throw new Error('there is no owner');
    for (const files of [{ 'r.hea': 'r 1 500', 'r.dat': 'x'.repeat(2_500_000) }, { 'b.mat': 'y' }]) {
      const id = await keepFiles(store, files);
      kept.push(id);
      await db.insert(recordings).values({
        ...facts(id, files),
        id,
        ownerId: owner.id,
        startTime: new Date('2026-02-01T07:05:00.123Z'),
      });
      await db.insert(analyses).values({
        recordingId: id,
        askedLead: '',
        modelName: 'm',
        modelVersion: '1',
        lead: 'II',
        beats: new Uint8Array(Int32Array.of(1, -2, 2_000_000_000).buffer),
        confidence: Uint8Array.of(0, 92, 10, 13, 255),
        summary: {
          heartRate: 0.1 + 0.2,
          challengeHeartRate: null,
          quality: { '\\N': '\t' },
          warnings: ['ü'],
        },
      });
    }
    const [job] = await db
      .insert(jobs)
      .values({ kind: 'evaluation', subject: 'x', ownerId: owner.id })
      .returning();
    await db.insert(evaluations).values({
      ownerId: owner.id,
      jobId: job?.id ?? null,
      name: 'e',
      request: {},
      modelName: 'm',
      modelVersion: '1',
    });
    await db.insert(auditEvents).values([{ action: 'a' }, { action: 'b' }]);
  });
  await writeFile(join(place.dataDir, 'secret'), 's'.repeat(64), { mode: 0o600 });
  return { kept: [...kept].sort(), first: kept[0] ?? '', last: kept.at(-1) ?? '' };
}

function facts(name: string, files: Record<string, string>): Omit<typeof recordings.$inferInsert, 'id'> {
  const stored = Object.entries(files).map(([fileName, content]) => ({
    name: fileName,
    sizeBytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  }));
  return {
    name,
    tags: ['night', 'a,"b"', '\\N'],
    format: 'wfdb',
    samplingRate: 1 / 3,
    sampleCount: 5_000_000_000,
    durationSeconds: 10,
    leads: [],
    warnings: [],
    files: stored,
    mainFile: stored[0]?.name ?? '',
    sha256: createHash('sha256').update(name).digest('hex'),
    sizeBytes: stored.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  };
}

/** All rows of all tables, as text, without what making and restoring a backup leaves there: lines of the log, an id. */
async function contents({ url }: Deployment): Promise<Record<string, string[]>> {
  const client = await connectForCopies(url);
  const found: Record<string, string[]> = {};
  for (const table of await tablesIn(client)) {
    const chunks: Buffer[] = [];
    for await (const chunk of readTable(client, table)) chunks.push(chunk as Buffer);
    const lines = Buffer.concat(chunks).toString('utf8').split('\n').filter(Boolean);
    if (table.name === 'store_identity') continue;
    found[table.name] = lines.filter((line) => !line.includes('\tbackup.')).sort();
  }
  await client.end();
  return found;
}

async function filesOf(place: Deployment, ids: readonly string[]): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const id of ids) {
    const at = await place.store.folder(id);
    for (const name of await readdir(at)) {
      const hash = createHash('sha256').update(await readFile(join(at, name)));
      found[`${id}/${name}`] = hash.digest('hex');
    }
  }
  return found;
}

async function listed(path: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { name, content } of readArchive(path)) {
    names.push(name);
    for await (const _chunk of content);
  }
  return names;
}

let original: Deployment;
let kept: string[];
let backup: string;
beforeAll(async () => {
  original = await deployment('original');
  ({ kept } = await fill(original));
  // More than fits into one entry of an archive.
  const targets = Array.from({ length: 100 }, (_, index) => String(index).repeat(60_000));
  const events = targets.map((target) => ({ action: 'long', target }));
  await withDatabase(original, async (db) => void (await db.insert(auditEvents).values(events)));
  backup = join(folder, 'backup.tar');
});

test('everything comes back as it was: rows, files, the secret, what the next number is', async () => {
  const progress: number[] = [];
  const made = await createBackup(original.config, backup, {
    onProgress: (done, total) => progress.push(done / total),
  });
  expect(made.manifest).toMatchObject({ recordings: 2, files: 3, bytes: 2_500_008, lost: [], damaged: [] });
  expect(progress.at(-1)).toBe(1);
  expect((await stat(backup)).mode & 0o777).toBe(0o600);

  const restored = await deployment('restored');
  await restoreBackup(restored.config, backup);
  const before = await contents(original);
  expect(before.users).toHaveLength(1);
  expect(before.analyses).toHaveLength(2);
  expect(before.audit_events).toHaveLength(102);
  const names = await listed(backup);
  expect(names.filter((name) => name.startsWith('database/audit_events/')).length).toBeGreaterThan(2);
  expect(await contents(restored)).toEqual(before);
  expect(await filesOf(restored, kept)).toEqual(await filesOf(original, kept));
  expect(await readFile(join(restored.dataDir, 'secret'), 'utf8')).toBe('s'.repeat(64));
  await withDatabase(restored, async (db) => {
    const [event] = await db.insert(auditEvents).values({ action: 'next' }).returning();
    expect(event?.id).toBeGreaterThan(102);
    // Its foreign keys are what they were: nobody can have a recording without an owner.
    const lost = { ...facts('lost', {}), ownerId: '00000000-0000-4000-8000-000000000000' };
    await expect(db.insert(recordings).values(lost)).rejects.toThrow();
  });
});

test('every table there is, of whichever part of Sinode, is in a backup', async () => {
  const { tables } = await verifyBackup(backup);
  const client = await connectForCopies(original.url);
  const { rows } = await client.query(
    "select tablename from pg_tables where schemaname = 'public' order by 1",
  );
  await client.end();
  expect(tables.map(({ name }) => name)).toEqual(rows.map(({ tablename }) => tablename));
  expect(tables.length).toBeGreaterThan(9);
});

test('a target that is a folder gets a file named by the time, and no file is replaced', async () => {
  const { path } = await createBackup(original.config, folder);
  expect(path).toMatch(/sinode-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z\.tar$/);
  await expect(createBackup(original.config, backup)).rejects.toThrow(/is there already/);
  expect(await readdir(folder)).not.toContainEqual(expect.stringContaining('.part-'));
});

test('what is not empty is left alone, and replaced only where that was asked for', async () => {
  const busy = await deployment('busy');
  await fill(busy);
  const before = await contents(busy);
  await expect(restoreBackup(busy.config, backup)).rejects.toThrow(
    /files of recordings, .*1 rows of users.*--replace/,
  );
  expect(await contents(busy)).toEqual(before);
  for (let time = 0; time < 2; time++) {
    await restoreBackup(busy.config, backup, { replace: true });
    expect(await contents(busy)).toEqual(await contents(original));
    expect(await idsOf(busy.store.keptBefore(new Date(8.64e15)))).toEqual(kept);
  }
});

test('a server that is connected to the database is not pulled away under', async () => {
  const busy = await deployment('served');
  const { close } = await connect(busy.url, () => {});
  await withDatabase(busy, async (db) => {
    await db.select().from(users);
    await expect(restoreBackup(busy.config, backup, { replace: true })).rejects.toThrow(
      /stop all of them first/,
    );
  });
  await close();
});

async function damaged(change: (path: string, size: number) => Promise<void>): Promise<string> {
  const copy = join(folder, `damaged-${Math.random()}.tar`);
  await copyFile(backup, copy);
  await change(copy, (await stat(copy)).size);
  return copy;
}

async function flip(path: string, at: number): Promise<void> {
  const bytes = await readFile(path);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  await writeFile(path, bytes);
}

test('one bit anywhere, a cut end or another file is refused before anything is touched', async () => {
  const empty = await deployment('empty');
  const bytes = await readFile(backup);
  const cases: [RegExp, (path: string, size: number) => Promise<void>][] = [
    [/recordings\/.*\/r\.dat in it is not what/, (path) => flip(path, bytes.indexOf('xxxxxxxx') + 1000)],
    [/database\/users\/000000\.copy in it is not/, (path) => flip(path, bytes.indexOf('argon2id'))],
    [/damaged/, (path) => flip(path, bytes.indexOf('database/users/000000.copy') + 9)],
    [/manifest\.json in it is not what/, (path) => flip(path, bytes.lastIndexOf('"rows"') + 1)],
    [/damaged|no whole backup/, (path, size) => truncate(path, Math.floor(size / 2))],
    [/no whole backup|damaged/, (path) => truncate(path, bytes.lastIndexOf('manifest.json') - 1024 - 512)],
    [/no backup of Sinode|no whole backup/, (path) => writeFile(path, 'hello, I am a text\n'.repeat(100))],
    [/no whole backup/, (path) => writeFile(path, '')],
  ];
  for (const [said, change] of cases) {
    const path = await damaged(change);
    await expect(verifyBackup(path), String(said)).rejects.toThrow(said);
    await expect(restoreBackup(empty.config, path), String(said)).rejects.toThrow(said);
  }
  await expect(verifyBackup(join(folder, 'nothing.tar'))).rejects.toThrow(/is not there/);
  const client = new pg.Client({ connectionString: empty.url });
  await client.connect();
  expect(await appliedMigrations(client)).toEqual([]);
  await client.end();
  expect(await verifyBackup(backup)).toMatchObject({ recordings: 2 });
});

test('recordings whose files were lost are told of, and what was found in them is kept', async () => {
  const place = await deployment('lost');
  const { kept: ids } = await fill(place);
  const [lost = '', other] = ids;
  await rm(await place.store.folder(lost), { recursive: true });
  const path = join(folder, 'lost.tar');
  const { manifest } = await createBackup(place.config, path);
  expect(manifest).toMatchObject({ recordings: 1, lost: [lost], deletedMeanwhile: [] });
  const restored = await deployment('lost-restored');
  await restoreBackup(restored.config, path);
  expect(await contents(restored)).toEqual(await contents(place));
  expect(await idsOf(restored.store.keptBefore(new Date(8.64e15)))).toEqual([other]);
});

test('a file that cannot be read costs its own recording only, of which nothing is in the backup', async () => {
  const place = await deployment('unreadable');
  const { kept: ids, last } = await fill(place);
  const at = join(await place.store.folder(last), 'b.mat');
  await rm(at);
  // What every user of a system gets an error from.
  await mkdir(at);
  const path = join(folder, 'unreadable.tar');
  const { manifest } = await createBackup(place.config, path);
  expect(manifest).toMatchObject({ recordings: 1, files: 2, lost: [last], damaged: [] });
  expect((await listed(path)).filter((name) => name.includes(last))).toEqual([]);
  const restored = await deployment('unreadable-restored');
  await restoreBackup(restored.config, path);
  const whole = ids.filter((id) => id !== last);
  expect(await filesOf(restored, whole)).toEqual(await filesOf(place, whole));
});

test('the store that a backup is restored to becomes that of the database in it', async () => {
  const place = await deployment('identified');
  await fill(place);
  const theirs = await withDatabase(place, async (db) => {
    await bringTogether({ db, store: place.store });
    return place.store.identity();
  });
  const path = join(folder, 'identified.tar');
  await createBackup(place.config, path);
  const other = await deployment('identified-other');
  await withDatabase(other, (db) => bringTogether({ db, store: other.store }));
  expect(await other.store.identity()).not.toBe(theirs);
  await restoreBackup(other.config, path, { replace: true });
  expect(await other.store.identity()).toBe(theirs);
  expect(await contents(other)).toEqual(await contents(place));
  // One of a version without ids gets one of its own.
  await restoreBackup(other.config, backup, { replace: true });
  expect(await withDatabase(other, (db) => bringTogether({ db, store: other.store }))).toBe(true);
  expect(await other.store.identity()).not.toBe(theirs);
});

test('a recording that is deleted while the backup is made is not in what comes back', async () => {
  const place = await deployment('deleting');
  const { last } = await fill(place);
  const path = join(folder, 'deleting.tar');
  const client = await connectForCopies(place.url);
  await client.query('begin');
  await client.query('delete from recordings where id = $1', [last]);
  await place.store.remove(last);
  let committed: Promise<unknown> | undefined;
  // While the files of the recording before it are written.
  const onProgress = () => {
    committed ??= client.query('commit');
  };
  const { manifest } = await createBackup(place.config, path, { onProgress });
  await committed;
  await client.end();
  expect(manifest).toMatchObject({ recordings: 1, lost: [], deletedMeanwhile: [last] });
  const restored = await deployment('deleting-restored');
  await restoreBackup(restored.config, path);
  expect(await contents(restored)).toEqual(await contents(place));
});

test('bytes that are not those that were uploaded are told of, and kept as they were found', async () => {
  const place = await deployment('damaged');
  const { last } = await fill(place);
  await writeFile(join(await place.store.folder(last), 'b.mat'), 'z');
  const path = join(folder, 'damaged-recording.tar');
  expect((await createBackup(place.config, path)).manifest.damaged).toEqual([last]);
  const restored = await deployment('damaged-restored');
  await restoreBackup(restored.config, path);
  expect(await readFile(join(await restored.store.folder(last), 'b.mat'), 'utf8')).toBe('z');
});

test('a backup of an older version is restored and brought up to date; one of a newer version is refused', async () => {
  const [first] = knownMigrations();
  if (first === undefined) throw new Error('there are no migrations');
  const old = await deployment('old');
  const client = await connectForCopies(old.url);
  for (const statement of first.statements) await client.query(statement);
  await client.query(
    `create schema drizzle; create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`,
  );
  const remember = 'insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2)';
  await client.query(remember, [first.hash, first.createdAt]);
  await client.query(
    "insert into users (name, name_key, password_hash, role) values ('ada', 'ada', 'x', 'admin')",
  );
  const path = join(folder, 'old.tar');
  const { manifest } = await createBackup(old.config, path);
  expect(manifest.migrations).toEqual([{ hash: first.hash, createdAt: first.createdAt }]);

  const restored = await deployment('old-restored');
  await restoreBackup(restored.config, path);
  await withDatabase(restored, async (db) => {
    expect(await db.select().from(users)).toMatchObject([{ name: 'ada' }]);
    expect(await db.select().from(jobs)).toEqual([]);
  });
  const check = await connectForCopies(restored.url);
  expect(await appliedMigrations(check)).toEqual(
    knownMigrations().map(({ hash, createdAt }) => ({ hash, createdAt })),
  );
  await check.end();

  await client.query(remember, ['of tomorrow', Date.now() + 86_400_000]);
  await client.end();
  await expect(createBackup(old.config, join(folder, 'new.tar'))).rejects.toThrow(/newer version of Sinode/);
});

test.skipIf(s3Program === null)('a backup moves a server from its folder to a bucket, and back', async () => {
  const s3 = await startS3Server(s3Program ?? '');
  try {
    const { url } = await deployment('bucket');
    const inBucket = readConfig({
      DATABASE_URL: url,
      SINODE_DATA_DIR: join(folder, 'bucket'),
      SINODE_S3_BUCKET: s3.bucket,
      SINODE_S3_ENDPOINT: s3.endpoint,
    });
    await restoreBackup(inBucket, backup);
    expect((await readdir(join(s3.folder, 'recordings'))).sort()).toEqual([...kept, 'store-id']);
    // Neither of them fills the disk with copies.
    const copies = () => readdir(join(folder, 'bucket', 'copies'));
    expect(await copies()).toEqual([]);
    const moved = join(folder, 'moved.tar');
    expect((await createBackup(inBucket, moved)).manifest).toMatchObject({
      recordings: 2,
      files: 3,
      lost: [],
    });
    expect(await copies()).toEqual([]);

    await rm(join(s3.folder, 'recordings', kept[0] ?? ''), { recursive: true });
    const gap = await createBackup(inBucket, join(folder, 'gap.tar'));
    expect(gap.manifest).toMatchObject({ recordings: 1, lost: [kept[0]] });

    const back = await deployment('back');
    await restoreBackup(back.config, moved);
    expect(await contents(back)).toEqual(await contents(original));
    expect(await filesOf(back, kept)).toEqual(await filesOf(original, kept));
  } finally {
    await s3.close();
  }
});

test('a database that goes away in the middle is said, and nothing is left', async () => {
  const place = await deployment('going');
  const { first } = await fill(place);
  // It takes so long to write that the database is gone before its end.
  await truncate(join(await place.store.folder(first), 'r.dat'), 50_000_000);
  const path = join(folder, 'going.tar');
  const client = await connectForCopies(place.url);
  let gone: Promise<unknown> | undefined;
  const onProgress = () => {
    gone ??= client.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
  };
  await expect(createBackup(place.config, path, { onProgress })).rejects.toThrow(
    /The database does not answer/,
  );
  await gone;
  await client.end();
  expect((await readdir(folder)).filter((name) => name.startsWith('going.'))).toEqual([]);
});

test('a folder without a database is not backed up, and none is made there', async () => {
  const config = readConfig({ SINODE_DATA_DIR: join(folder, 'nowhere') });
  await expect(createBackup(config, join(folder, 'x.tar'))).rejects.toThrow(/There is no database in/);
  expect(await stat(join(folder, 'nowhere')).catch(() => null)).toBeNull();
});

test('a backup that is broken off leaves nothing', async () => {
  const path = join(folder, 'broken-off.tar');
  const leaving = new AbortController();
  const onProgress = () => leaving.abort(new Error('enough'));
  const { signal } = leaving;
  await expect(createBackup(original.config, path, { onProgress, signal })).rejects.toThrow('enough');
  expect((await readdir(folder)).filter((name) => name.startsWith('broken-off'))).toEqual([]);
});

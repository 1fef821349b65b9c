import { createHash, randomUUID } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_MODEL, readModelCard } from '@sinode/core/node';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nameKey } from '../accounts/name-key.ts';
import { type Connection, connect } from '../database/connect.ts';
import {
  auditEvents,
  jobs,
  modelEvents,
  modelProcesses,
  recordings,
  storeIdentity,
  users,
} from '../database/schema.ts';
import { createRegistry, shippedCards } from '../models/registry.ts';
import { createFolderStore } from '../recordings/storage/folder-store.ts';
import { keepFiles } from '../recordings/storage/testing/store-contract.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { examine } from './examine.ts';
import type { Finding } from './findings.ts';

let database: TestDatabase;
let connection: Connection;
let dataDir: string;
let environment: Record<string, string>;
let others: Server;
beforeEach(async () => {
  database = await createTestDatabase();
  connection = await connect(database.url, () => {});
  dataDir = await mkdtemp(join(tmpdir(), 'sinode-doctor-test-'));
  // A port of somebody's, and one that is free.
  others = createServer((_request, response) => response.end('{}')).listen(0, '127.0.0.1');
  await new Promise((resolve) => others.once('listening', resolve));
  environment = {
    DATABASE_URL: database.url,
    SINODE_DATA_DIR: dataDir,
    SINODE_API_PORT: '0',
    SINODE_WEB_PORT: '0',
  };
});
afterEach(async () => {
  others.close();
  await connection.close();
  await database.drop();
  await rm(dataDir, { recursive: true });
});

async function find(more: Record<string, string> = {}, deep = false) {
  const findings = await examine({ ...environment, ...more }, { deep });
  const of = (check: string): Pick<Finding, 'state' | 'said'>[] =>
    findings.filter((finding) => finding.check === check).map(({ state, said }) => ({ state, said }));
  return { findings, of, wrong: findings.filter(({ state }) => state !== 'fine') };
}

async function addUpload(files: Record<string, string>): Promise<string> {
  const [owner] = await connection.db
    .insert(users)
    .values({ name: 'ada', nameKey: nameKey('ada'), passwordHash: '', role: 'admin' })
    .onConflictDoUpdate({ target: users.nameKey, set: { name: 'ada' } })
    .returning();
  const id = await keepFiles(createFolderStore(dataDir), files);
  await connection.db.insert(recordings).values({
    id,
    ownerId: owner?.id ?? null,
    name: 'r',
    format: 'mat',
    samplingRate: 500,
    sampleCount: 1,
    durationSeconds: 1,
    leads: [],
    warnings: [],
    files: Object.entries(files).map(([name, content]) => ({
      name,
      sizeBytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
    })),
    mainFile: 'a',
    sha256: id,
    sizeBytes: 1,
  });
  return id;
}

test('where all is well, everything was looked at and nothing is left behind', async () => {
  await addUpload({ a: '1', b: '2' });
  await connection.db.insert(auditEvents).values({ action: 'backup.made' });
  const { findings, wrong } = await find({}, true);
  expect(wrong).toEqual([]);
  expect(findings.map(({ check }) => check)).toEqual(
    expect.arrayContaining([
      'Node',
      'memory',
      'configuration',
      'data folder',
      'disk',
      'model',
      'store',
      'database',
    ]),
  );
  expect(findings.map(({ check }) => check).slice(-6)).toEqual([
    'tables',
    'accounts',
    'jobs',
    'backup',
    'recordings',
    'orphans',
  ]);
  expect(await readdir(join(dataDir, 'recordings'))).toHaveLength(1);
  expect(await readdir(join(dataDir, 'incoming'))).toEqual([]);
});

test('recordings whose files are gone, or not what they were, are failures that name them', async () => {
  const [gone, wrong, fine] = [
    await addUpload({ a: '1' }),
    await addUpload({ a: '2' }),
    await addUpload({ a: '3' }),
  ];
  const kept = join(dataDir, 'recordings');
  await rm(join(kept, gone), { recursive: true });
  await writeFile(join(kept, wrong, 'a'), 'x');
  const [missing] = (await find()).of('recordings');
  expect(missing).toEqual({
    state: 'failure',
    said: `The files of 1 of 3 recordings are missing: ${gone}.`,
  });
  // Of the same size: only who reads it sees it.
  expect((await find({}, true)).of('recordings')[1]).toEqual({
    state: 'failure',
    said: `The files of 1 of 3 recordings are not what was uploaded: ${wrong}.`,
  });
  expect(await readdir(join(kept, fine))).toEqual(['a']);
  // One that cannot be read at all ends nothing.
  await rm(join(kept, wrong, 'a'));
  await mkdir(join(kept, wrong, 'a'));
  expect((await find({}, true)).of('recordings')).toHaveLength(2);
});

test('what an administrator should look at is a warning', async () => {
  const secret = join(dataDir, 'secret');
  await writeFile(secret, 's'.repeat(64));
  await chmod(secret, 0o644);
  await chmod(dataDir, 0o755);
  const queuedAt = new Date(Date.now() - 3_600_000);
  await connection.db.insert(jobs).values([{ kind: 'library', subject: 'x', createdAt: queuedAt }]);
  const lost = join(dataDir, 'recordings', '00000000-0000-4000-8000-000000000000');
  await mkdir(lost, { recursive: true });
  await utimes(lost, new Date(0), new Date(0));

  const { findings, wrong } = await find({ SINODE_TYPO: '1', SINODE_TRUST_PROXY: 'on' });
  expect(wrong.map(({ check, state }) => [check, state])).toEqual([
    ['configuration', 'warning'],
    ['proxy', 'warning'],
    ['data folder', 'warning'],
    ['secret', 'warning'],
    ['accounts', 'warning'],
    ['jobs', 'warning'],
    ['store and database', 'failure'],
  ]);
  for (const { advice } of wrong) expect(advice).toMatch(/\w{3,}/);
  expect(findings.find(({ check }) => check === 'jobs')?.said).toBe(
    'The oldest of 1 has waited for 60 minutes.',
  );
});

test('what a crash left behind is a warning; a store that belongs to another database is a failure', async () => {
  const id = await addUpload({ a: '1' });
  const kept = join(dataDir, 'recordings');
  const crashed = await keepFiles(createFolderStore(dataDir), { a: '1' });
  const hoursAgo = new Date(Date.now() - 2 * 3_600_000);
  await connection.db.update(users).set({ createdAt: new Date(0) });
  await utimes(join(kept, crashed), hoursAgo, hoursAgo);
  expect((await find()).of('orphans')).toEqual([
    { state: 'warning', said: '1 recordings are in the store and not in the database.' },
  ]);
  // Nothing was changed by looking.
  expect((await readdir(kept)).sort()).toEqual([id, crashed].sort());

  await connection.db.insert(storeIdentity).values({ id: 1, storeId: randomUUID() });
  await writeFile(join(kept, 'store-id'), randomUUID());
  const { findings, of } = await find();
  expect(of('orphans')).toEqual([]);
  expect(findings.find(({ check }) => check === 'store and database')).toMatchObject({
    state: 'failure',
    said: expect.stringMatching(/belongs to another database/),
    advice: expect.stringMatching(/removes nothing .* restore a backup/),
  });
});

test('the model that was promoted is tried too, and processes that cannot load theirs are named', async () => {
  const { find: findModel } = createRegistry({
    db: connection.db,
    builtIn: await readModelCard(DEFAULT_MODEL),
  });
  const other = (await shippedCards()).find(({ name }) => name === 'sinode-qrs-1');
  const model = await findModel(other ?? { name: '', version: '' });
  const event = {
    action: 'promoted' as const,
    reason: '',
    name: 'sinode-qrs-1',
    version: model?.card.version,
  };
  await connection.db.insert(modelEvents).values(event);
  expect((await find()).of('promoted model')).toEqual([
    { state: 'fine', said: expect.stringMatching(/^sinode-qrs-1 .* found (\d+) of \1 beats/) },
  ]);

  await connection.db.insert(modelEvents).values({ ...event, version: '9.9.9' });
  const problem = 'sinode-qrs-1@9.9.9 cannot be loaded: there is no such model here';
  const row = { role: 'worker' as const, currentName: 'a', currentVersion: '1', problem };
  await connection.db.insert(modelProcesses).values([
    { id: randomUUID(), seenAt: new Date(), ...row },
    { id: randomUUID(), seenAt: new Date(0), ...row },
  ]);
  expect((await find()).of('promoted model')).toEqual([
    { state: 'failure', said: 'sinode-qrs-1@9.9.9 was promoted and is not there.' },
    { state: 'failure', said: `A process of the role worker goes on with another: ${problem}` },
  ]);
});

test('what cannot work is a failure, and the rest is looked at all the same', async () => {
  const { port } = others.address() as AddressInfo;
  await connection.db.execute(
    sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('of tomorrow', ${Date.now() + 1e9})`,
  );
  const { of } = await find({ SINODE_API_PORT: String(port), SINODE_MODEL: 'nothing' });
  expect(of('port of the API')).toMatchObject([
    { state: 'failure', said: expect.stringMatching(/Another program/) },
  ]);
  expect(of('model')).toMatchObject([{ state: 'failure' }]);
  expect(of('tables')).toMatchObject([{ state: 'failure', said: expect.stringMatching(/newer version/) }]);
  expect(of('store')).toMatchObject([{ state: 'fine' }]);

  const away = await find({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' });
  expect(away.of('database')).toMatchObject([
    { state: 'failure', said: expect.stringMatching(/ECONNREFUSED/) },
  ]);
  const misread = await find({ SINODE_WEB_PORT: 'x', SINODE_THREADS: '0' });
  expect(misread.of('configuration')).toEqual([
    { state: 'failure', said: expect.stringMatching(/SINODE_WEB_PORT .*; SINODE_THREADS/) },
  ]);
});

test('tables that are behind are a reason for a backup', async () => {
  await connection.db.execute(
    sql`delete from drizzle.__drizzle_migrations where id = (select max(id) from drizzle.__drizzle_migrations)`,
  );
  expect((await find()).of('tables')).toEqual([
    { state: 'warning', said: 'They are 1 step behind this version.' },
  ]);
});

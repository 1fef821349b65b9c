import { mkdtemp, readdir, readFile, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nameKey } from '../accounts/name-key.ts';
import { type Connection, connect } from '../database/connect.ts';
import { recordings, storeIdentity, users } from '../database/schema.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { createTraces } from './signal/traces.ts';
import { createFolderStore } from './storage/folder-store.ts';
import { keepFiles } from './storage/testing/store-contract.ts';
import { sweep } from './sweep.ts';

const HOUR_MS = 3_600_000;

/** A deployment whose accounts begin when it does; what lies in its store comes after that unless it is said. */
interface Deployment extends Connection {
  readonly database: TestDatabase;
  readonly ownerId: string;
}

let dataDir: string;
const opened: Deployment[] = [];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sinode-sweep-'));
});
afterEach(async () => {
  for (const { close, database } of opened.splice(0)) {
    await close();
    await database.drop();
  }
  await rm(dataDir, { recursive: true });
});

/** @param hoursAgo - when its first account was made */
async function deployment(hoursAgo: number): Promise<Deployment> {
  const database = await createTestDatabase();
  const connection = await connect(database.url, () => {});
  const [owner] = await connection.db
    .insert(users)
    .values({
      name: 'ada',
      nameKey: nameKey('ada'),
      passwordHash: '',
      role: 'admin',
      createdAt: new Date(Date.now() - hoursAgo * HOUR_MS),
    })
    .returning();
  const made = { ...connection, database, ownerId: owner?.id ?? '' };
  opened.push(made);
  return made;
}

const store = () => createFolderStore(dataDir);
const held = async () =>
  (await readdir(join(dataDir, 'recordings')).catch(() => [])).filter((name) => name !== 'store-id').sort();
const idInStore = () => readFile(join(dataDir, 'recordings', 'store-id'), 'utf8').catch(() => null);
async function idIn({ db }: Deployment): Promise<string | null> {
  const [row] = await db.select().from(storeIdentity);
  return row?.storeId ?? null;
}

/** Files that nobody knows of yet. */
async function keep(hoursAgo: number): Promise<string> {
  const id = await keepFiles(store(), { a: '1' });
  const at = new Date(Date.now() - hoursAgo * HOUR_MS);
  await utimes(join(dataDir, 'recordings', id), at, at);
  return id;
}

async function upload({ db, ownerId }: Deployment, hoursAgo: number): Promise<string> {
  const id = await keep(hoursAgo);
  await db.insert(recordings).values({
    id,
    ownerId,
    name: 'r',
    format: 'mat',
    samplingRate: 500,
    sampleCount: 1,
    durationSeconds: 1,
    leads: [],
    warnings: [],
    files: [],
    mainFile: 'a',
    sha256: id,
    sizeBytes: 1,
  });
  return id;
}

/** @returns the errors that were logged */
async function swept({ db }: Deployment): Promise<string[]> {
  const errors: string[] = [];
  const engine = { prepare: () => Promise.reject(new Error('nothing is made here')) };
  const places = { store: store(), libraryDir: dataDir };
  const traces = createTraces({ engine, places, dataDir });
  const log = { error: (text: unknown) => void errors.push(String(text)) };
  await sweep({ db, store: store(), traces, mostTraceBytes: null, log });
  return errors;
}

test('a database and a store that are new get the same id, and what a crash leaves behind is removed', async () => {
  const place = await deployment(10);
  expect(await swept(place)).toEqual([]);
  expect(await idInStore()).toBe(await idIn(place));
  expect(await idInStore()).toMatch(/^[\da-f-]{36}$/);
  const [known, young] = [await upload(place, 5), await keep(0)];
  await keep(5);
  expect(await swept(place)).toEqual([]);
  expect(await held()).toEqual([known, young].sort());
});

test('a database that was lost and made anew removes nothing, however much comes into it', async () => {
  const lost = await deployment(100);
  const ids = [await upload(lost, 50), await upload(lost, 40)];
  await swept(lost);
  const anew = await deployment(3);
  await anew.db.delete(users);
  expect(await swept(anew)).toEqual([expect.stringMatching(/nothing is removed .*restore a backup/)]);

  const later = await deployment(3);
  const known = await upload(later, 2);
  expect(await swept(later)).toHaveLength(1);
  expect(await held()).toEqual([...ids, known].sort());
  expect(await idIn(later)).toBeNull();
});

test('of two that share a store neither removes what the other put there; alone again, one goes on', async () => {
  const [first, second] = [await deployment(100), await deployment(10)];
  await swept(first);
  const ids = [await upload(first, 5), await upload(second, 4)];
  expect(await swept(second)).toHaveLength(1);
  expect(await swept(first)).toHaveLength(1);
  expect(await held()).toEqual([...ids].sort());

  await rm(join(dataDir, 'recordings', 'store-id'));
  expect(await swept(first)).toEqual([]);
  expect(await held()).toEqual([ids[0]]);
  expect(await idInStore()).toBe(await idIn(first));
});

test('the database of another store removes nothing, also where it is the older one', async () => {
  const other = await deployment(100);
  await swept(other);
  await rm(join(dataDir, 'recordings'), { recursive: true });
  const here = await deployment(10);
  const id = await upload(here, 5);
  await swept(here);
  expect(await swept(other)).toHaveLength(1);
  // Nor where it has no id yet, as of an older version.
  const older = await deployment(100);
  expect(await swept(older)).toHaveLength(1);
  expect(await held()).toEqual([id]);
  expect(await swept(here)).toEqual([]);
});

test('what was there before there were ids gets one, where the database knows what is in the store', async () => {
  const place = await deployment(10);
  const known = await upload(place, 9);
  await keep(5);
  expect(await swept(place)).toEqual([]);
  expect(await held()).toEqual([known]);
  expect(await idInStore()).toBe(await idIn(place));
});

test('a store that was lost has the id again, and one that is empty gets that of a new database', async () => {
  const place = await deployment(10);
  await swept(place);
  const id = await idIn(place);
  await rm(join(dataDir, 'recordings'), { recursive: true });
  await swept(place);
  expect(await idInStore()).toBe(id);

  await place.db.delete(storeIdentity);
  expect(await swept(place)).toEqual([]);
  expect(await idInStore()).toBe(await idIn(place));
  expect(await idInStore()).not.toBe(id);
});

test('what others are putting there at this moment is no reason to complain', async () => {
  const place = await deployment(10);
  await place.db.delete(users).where(eq(users.id, place.ownerId));
  const arriving = await keep(0);
  expect(await swept(place)).toEqual([]);
  expect(await held()).toEqual([arriving]);
  expect(await idIn(place)).toBeNull();
});

test('several processes that start at once agree on one id', async () => {
  const place = await deployment(10);
  await upload(place, 5);
  await Promise.all(Array.from({ length: 5 }, () => swept(place)));
  expect(await idInStore()).toBe(await idIn(place));
});

import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { connect } from './connect.ts';
import { StartError } from './embedded/start-error.ts';
import { appliedMigrations, isNewer, knownMigrations } from './migrations.ts';

let database: TestDatabase;
let client: pg.Client;
beforeEach(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterEach(async () => {
  await client.end();
  await database.drop();
});

test('processes that start at once bring the tables up to date once', async () => {
  expect(await appliedMigrations(client)).toEqual([]);
  const connections = await Promise.all(Array.from({ length: 6 }, () => connect(database.url, () => {})));
  await Promise.all(connections.map(({ close }) => close()));
  const known = knownMigrations().map(({ hash, createdAt }) => ({ hash, createdAt }));
  expect(await appliedMigrations(client)).toEqual(known);
  expect(isNewer(known)).toBe(false);
});

test('the database of a newer version is refused and left as it is', async () => {
  await (await connect(database.url, () => {})).close();
  await client.query(
    "insert into drizzle.__drizzle_migrations (hash, created_at) values ('of tomorrow', $1)",
    [Date.now() + 86_400_000_000],
  );
  await client.query('alter table users rename column name to called');
  const before = await appliedMigrations(client);
  await expect(connect(database.url, () => {})).rejects.toThrow(StartError);
  await expect(connect(database.url, () => {})).rejects.toThrow(/newer version of Sinode/);
  expect(await appliedMigrations(client)).toEqual(before);
  expect((await client.query('select called from users')).rows).toEqual([]);
});

test('a step that fails leaves nothing behind, and is taken when it can be', async () => {
  await client.query('create table users (id int)');
  await expect(connect(database.url, () => {})).rejects.toThrow();
  expect(await appliedMigrations(client)).toEqual([]);
  await client.query('drop table users');
  await (await connect(database.url, () => {})).close();
  expect(await appliedMigrations(client)).toHaveLength(knownMigrations().length);
});

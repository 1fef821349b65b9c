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

test('what points at rows that are deleted in numbers is found by an index', async () => {
  await (await connect(database.url, () => {})).close();
  const { rows } = await client.query<{ key: string }>(
    `select c.conrelid::regclass || '.' || a.attname as key from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
      where c.contype = 'f' and c.connamespace = 'public'::regnamespace and not exists
        (select 1 from pg_index i where i.indrelid = c.conrelid and i.indkey[0] = c.conkey[1]) order by 1`,
  );
  // Those point at accounts, of which one is deleted now and then.
  expect(rows.map(({ key }) => key)).toEqual(['jobs.owner_id', 'model_events.user_id', 'models.added_by']);
});

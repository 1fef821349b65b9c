/** All tables of Sinode in a database, whatever they are at its version, as text that any Postgres reads. */
import type { Readable, Writable } from 'node:stream';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { knownMigrations } from '../database/migrations.ts';
import type { Manifest } from './manifest.ts';

export type Table = Pick<Manifest['tables'][number], 'name' | 'columns'>;

/** What `create table` and `rename to` of the migrations make: another program may have tables in the same database. */
function tableNames(): string[] {
  const statements = knownMigrations().flatMap((migration) => migration.statements);
  const made = statements.flatMap((text) => [
    ...text.matchAll(/create table (?:if not exists )?"(\w+)"|alter table "\w+" rename to "(\w+)"/gi),
  ]);
  return [...new Set(made.map(([, created, renamed]) => created ?? renamed ?? ''))].sort();
}

/** Those of our tables that are there. */
export async function tablesIn(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
      from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname = any($1)
        and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      group by c.relname order by c.relname`,
    [tableNames()],
  );
  return rows;
}

export async function sequencesIn(client: pg.ClientBase): Promise<Manifest['sequences']> {
  const { rows } = await client.query<{ name: string }>(
    `select s.relname as name from pg_class s join pg_depend d on d.objid = s.oid and d.deptype in ('a', 'i')
      join pg_class t on t.oid = d.refobjid
      where s.relkind = 'S' and s.relnamespace = 'public'::regnamespace and t.relname = any($1) order by s.relname`,
    [tableNames()],
  );
  const found: Manifest['sequences'] = [];
  for (const { name } of rows) {
    const { rows: state } = await client.query<{ last_value: string; is_called: boolean }>(
      `select last_value, is_called from ${quoted(name)}`,
    );
    for (const { last_value, is_called } of state) {
      found.push({ name, lastValue: last_value, isCalled: is_called });
    }
  }
  return found;
}

/** The rows of a table in COPY's text format. */
export function readTable(client: pg.ClientBase, table: Table): Readable {
  return client.query(copyTo(`copy ${placeOf(table)} to stdout`));
}

export function writeTable(client: pg.ClientBase, table: Table): Writable {
  return client.query(copyFrom(`copy ${placeOf(table)} from stdin`));
}

function placeOf({ name, columns }: Table): string {
  return `${quoted(name)} (${columns.map(quoted).join(', ')})`;
}

export function quoted(name: string): string {
  return pg.escapeIdentifier(name);
}

/** Connections that read and write tables for as long as it takes, each value in the one way to write it. */
export async function connectForCopies(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'sinode backup' });
  // It is told by the statement that runs.
  client.on('error', () => {});
  await client.connect();
  await client.query(
    "set client_encoding = 'UTF8'; set datestyle = 'ISO'; set intervalstyle = 'postgres'; set bytea_output = 'hex'; set extra_float_digits = 3; set timezone = 'UTC'; set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; set search_path = public",
  );
  return client;
}

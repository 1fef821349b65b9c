/** The steps that the tables come about by: those that this version knows, and those that a database has taken. */
import { fileURLToPath } from 'node:url';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import type pg from 'pg';
import { StartError } from './embedded/start-error.ts';

export const MIGRATIONS_FOLDER = fileURLToPath(new URL('../../migrations', import.meta.url));

/** Any number will do, as long as all processes take the same. */
export const MIGRATION_LOCK = 7_463_633;

/** A step, as Drizzle remembers it in the database. */
export interface AppliedMigration {
  readonly hash: string;
  /** When it was written, in milliseconds; they are taken in this order. */
  readonly createdAt: number;
}

interface Migration extends AppliedMigration {
  readonly statements: readonly string[];
}

/** In their order. */
export function knownMigrations(): Migration[] {
  return readMigrationFiles({ migrationsFolder: MIGRATIONS_FOLDER }).map(({ hash, folderMillis, sql }) => ({
    hash,
    createdAt: folderMillis,
    statements: sql,
  }));
}

/** In their order; none for a database that nobody has prepared. */
export async function appliedMigrations(client: Pick<pg.ClientBase, 'query'>): Promise<AppliedMigration[]> {
  const { rows: there } = await client.query("select to_regclass('drizzle.__drizzle_migrations') as name");
  if (there[0]?.name === null) return [];
  const { rows } = await client.query<{ hash: string; created_at: string }>(
    'select hash, created_at from drizzle.__drizzle_migrations order by created_at, id',
  );
  return rows.map(({ hash, created_at }) => ({ hash, createdAt: Number(created_at) }));
}

/** Whether a newer version of Sinode has taken steps that this one does not know. */
export function isNewer(applied: readonly AppliedMigration[]): boolean {
  return (applied.at(-1)?.createdAt ?? 0) > (knownMigrations().at(-1)?.createdAt ?? 0);
}

/** @throws StartError for the database of a newer version, before anything is done to it */
export function requireKnown(applied: readonly AppliedMigration[]): void {
  if (!isNewer(applied)) return;
  throw new StartError(
    'The database was used by a newer version of Sinode, whose tables this one does not know: start that version, or restore a backup from before it.',
  );
}

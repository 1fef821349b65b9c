/**
 * The way to Postgres: a pool, the tables brought up to date, and which errors mean that it is away.
 */
import type { Socket } from 'node:net';
import { DrizzleQueryError } from 'drizzle-orm';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { appliedMigrations, MIGRATION_LOCK, MIGRATIONS_FOLDER, requireKnown } from './migrations.ts';
import { type AroundStatement, observePool } from './observe-pool.ts';
import * as schema from './schema.ts';

export type Database = NodePgDatabase<typeof schema>;
/** What runs inside a transaction. */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

export interface Connection {
  readonly db: Database;
  /** Its connections just now. */
  readonly pool: PoolState;
  /** From now on, `around` is around every statement. */
  observe(around: AroundStatement): void;
  close(): Promise<void>;
}

export interface PoolState {
  /** Connections that are open, in use or not. */
  readonly totalCount: number;
  readonly idleCount: number;
  /** Who waits for one. */
  readonly waitingCount: number;
}

/** Enough for what two cores can ask at once; the embedded server allows 50. */
const POOL_SIZE = 10;
const CONNECT_TIMEOUT_MS = 5_000;
/** No statement takes as long; a line that a firewall forgot would be waited for a quarter of an hour otherwise. */
const SILENCE_MS = 30_000;

/**
 * Connects and brings the tables up to date; of several processes that start at once, one does it and the others wait.
 *
 * @throws StartError for the database of a newer version, which is left as it is
 * @param onIdleError - told of connections that broke while nobody used them; the pool replaces them by itself
 * @param options.silenceMs - a connection in use on which nothing comes for so long is given up. @default 30,000
 */
export async function connect(
  url: string,
  onIdleError: (error: Error) => void,
  { silenceMs = SILENCE_MS }: { readonly silenceMs?: number } = {},
): Promise<Connection> {
  const pool = new pg.Pool({
    connectionString: url,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'sinode',
  });
  pool.on('error', onIdleError);
  // A client that is lent out has no listener of the pool's; without one, a broken connection would end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  try {
    const client = await pool.connect();
    try {
      await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
      requireKnown(await appliedMigrations(client));
      await migrate(drizzle(client), { migrationsFolder: MIGRATIONS_FOLDER });
    } finally {
      // Closing the connection gives the lock back, also after an error.
      client.release(true);
    }
  } catch (error) {
    await pool.end();
    throw error;
  }
  // From now on: another process's migration may be waited for longer.
  pool.on('connect', (client) => giveUpWhenSilent(client, silenceMs));
  return {
    db: drizzle(pool, { schema }),
    pool,
    observe: (around) => observePool(pool, around),
    close: () => pool.end(),
  };
}

/**
 * The whole connection: `query_timeout` of `pg` would leave it in the pool, in the middle of whatever its transaction was.
 * Nobody uses one for so long that is in order; the pool closes those that rest long before.
 */
function giveUpWhenSilent(client: pg.PoolClient, silenceMs: number): void {
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Socket } }).connection;
  stream.setTimeout(silenceMs, () => {
    stream.destroy(Object.assign(new Error('The database does not answer.'), { code: 'ETIMEDOUT' }));
  });
}

/** Errors of the system that mean that nobody answers where the database should be. */
const AWAY_SYSTEM_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/** SQLSTATE class 08 (connection), 57P01 to 57P03 (shut down, crashed, starting), 53300 (too many connections). */
const AWAY_SQL_STATES = /^(08...|57P0[123]|53300)$/;
/** What `pg` says without a code. */
const AWAY_MESSAGES =
  /Connection terminated|timeout exceeded when trying to connect|connection error|not queryable/i;

/** True where the same request may work a little later: the database is away, restarting or overrun. */
export function isDatabaseAway(error: unknown): boolean {
  const cause = error instanceof DrizzleQueryError ? error.cause : error;
  if (!(cause instanceof Error)) return false;
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  // A file that is missing is an ENOENT too; only one of connecting to a socket is about the database.
  if (code === 'ENOENT') return 'syscall' in cause && cause.syscall === 'connect';
  return AWAY_SYSTEM_CODES.has(code) || AWAY_SQL_STATES.test(code) || AWAY_MESSAGES.test(cause.message);
}

/** True where the database has no room for what it is told to keep (SQLSTATE 53100). */
export function isDatabaseFull(error: unknown): boolean {
  const cause = error instanceof DrizzleQueryError ? error.cause : error;
  return cause instanceof pg.DatabaseError && cause.code === '53100';
}

/** The name of the unique index that a write ran into, or `null`. */
export function violatedIndex(error: unknown): string | null {
  const cause = error instanceof DrizzleQueryError ? error.cause : error;
  return cause instanceof pg.DatabaseError && cause.code === '23505' ? (cause.constraint ?? '') : null;
}

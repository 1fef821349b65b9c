/** Statements as they pass through a pool: of what kind each is and how long it takes, never what is in it. */
import type pg from 'pg';

/** All that is told of a statement. */
interface Statement {
  /** `select`, `insert`, `update`, `delete`, `begin`, `commit`, `rollback`, or `other`. */
  readonly kind: string;
  /** The table that it is mainly about. */
  readonly table: string | null;
}

/** Is around a statement, from before there is a connection for it until its rows are there. */
export type AroundStatement = <T>(statement: Statement, run: () => Promise<T>) => Promise<T>;

const KINDS = ['select', 'insert', 'update', 'delete', 'begin', 'commit', 'rollback'];
const TABLE = /\b(?:from|into|update)\s+"(\w+)"/i;

type Query = (...args: unknown[]) => Promise<unknown>;

/** From now on, `around` is around every statement of the pool, also of those inside transactions. */
export function observePool(pool: pg.Pool, around: AroundStatement): void {
  const query = pool.query.bind(pool) as Query;
  const connect = pool.connect.bind(pool) as (...args: unknown[]) => Promise<pg.PoolClient>;
  // With a callback it is the pool that calls itself, for a statement that is observed already.
  const observed = (run: Query, args: unknown[]) =>
    typeof args.at(-1) === 'function' ? run(...args) : around(statementOf(args[0]), () => run(...args));
  pool.query = ((...args: unknown[]) => observed(query, args)) as typeof pool.query;
  pool.connect = ((...args: unknown[]) => {
    if (args.length > 0) return connect(...args);
    return connect().then((client) => {
      const queryOfClient = client.query.bind(client) as Query;
      return new Proxy(client, {
        get(target, name) {
          if (name === 'query') return (...query: unknown[]) => observed(queryOfClient, query);
          const value: unknown = Reflect.get(target, name);
          return typeof value === 'function' ? value.bind(target) : value;
        },
      });
    });
  }) as typeof pool.connect;
}

function statementOf(query: unknown): Statement {
  const text = typeof query === 'string' ? query : String((query as { text?: unknown } | null)?.text ?? '');
  const word = /^\W*(\w+)/.exec(text)?.[1]?.toLowerCase() ?? '';
  return { kind: KINDS.includes(word) ? word : 'other', table: TABLE.exec(text)?.[1] ?? null };
}

/** SQLSTATE, or the code of the system; `none` where there is neither. */
export function codeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : 'none';
}

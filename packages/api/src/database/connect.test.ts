import { once } from 'node:events';
import { type AddressInfo, connect as connectSocket, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { afterEach, expect, test, vi } from 'vitest';
import { toProblem } from '../http/error-handler.ts';
import { createTestDatabase } from '../testing/test-database.ts';
import { type Connection, connect, isDatabaseAway } from './connect.ts';

const SILENCE_MS = 500;

// They wait for silence, beside whatever else the machine does.
vi.setConfig({ testTimeout: 30_000 });

const farewells: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const farewell of farewells.splice(0).reverse()) await farewell();
});

/** A line to a database of its own that can lose what is sent over it, as one does behind a firewall that forgot it. */
async function createLine(): Promise<{ url: string; isCut: boolean }> {
  const database = await createTestDatabase();
  farewells.push(database.drop);
  const there = new URL(database.url);
  const folder = there.searchParams.get('host');
  const port = Number(there.port);
  const target = folder === null ? { port } : { path: join(folder, `.s.PGSQL.${port}`) };
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connectSocket(target);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (bytes) => line.isCut || to.write(bytes));
      from.on('close', () => line.isCut || to.destroy());
      from.on('error', () => {});
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  farewells.push(async () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  const here = new URL(there);
  here.searchParams.delete('host');
  here.hostname = '127.0.0.1';
  here.port = String((server.address() as AddressInfo).port);
  const line = { url: here.href, isCut: false };
  return line;
}

async function open(url: string): Promise<Connection> {
  const connection = await connect(url, () => {}, { silenceMs: SILENCE_MS });
  farewells.push(connection.close);
  return connection;
}

test('a database that does not answer any more is away, and nobody waits for it for ever', async () => {
  const line = await createLine();
  const { db } = await open(line.url);
  await db.execute(sql`select 1`);

  line.isCut = true;
  const begin = performance.now();
  const error = await db.execute(sql`select 1`).catch((reason: unknown) => reason);
  expect(isDatabaseAway(error)).toBe(true);
  expect(toProblem(error)).toMatchObject({ status: 503, code: 'DATABASE_AWAY' });
  expect(performance.now() - begin).toBeLessThan(20 * SILENCE_MS);

  line.isCut = false;
  expect((await db.execute(sql`select 2 as n`)).rows).toEqual([{ n: 2 }]);
});

test('a transaction whose line was cut is never gone on with', async () => {
  const line = await createLine();
  const { db } = await open(line.url);
  await db.execute(sql`create table t (n int)`);
  const inTransaction = db.transaction(async (tx) => {
    await tx.execute(sql`insert into t values (1)`);
    line.isCut = true;
    await tx.execute(sql`insert into t values (2)`);
  });
  expect(isDatabaseAway(await inTransaction.catch((reason: unknown) => reason))).toBe(true);

  line.isCut = false;
  await db.execute(sql`insert into t values (3)`);
  expect((await db.execute(sql`select n from t`)).rows).toEqual([{ n: 3 }]);
});

test('a statement that says nothing for longer is given up, and one that is quick is not, however many there are', async () => {
  const line = await createLine();
  const { db } = await open(line.url);
  for (let i = 0; i < 5; i++) await db.execute(sql`select pg_sleep(${SILENCE_MS / 2000})`);
  const error = await db.execute(sql`select pg_sleep(10)`).catch((reason: unknown) => reason);
  expect(isDatabaseAway(error)).toBe(true);
});

test('where the database has no room, the client is told that the disk is full', () => {
  const error = Object.assign(new pg.DatabaseError('could not extend file', 0, 'error'), { code: '53100' });
  expect(toProblem(error)).toMatchObject({ status: 507, code: 'DISK_FULL' });
});

test.each(['EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN', 'ECONNREFUSED'])(
  'where the line is down (%s), the database is away',
  (code) => {
    expect(isDatabaseAway(Object.assign(new Error('connect'), { code }))).toBe(true);
  },
);

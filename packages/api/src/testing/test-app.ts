/** A whole application on a real database and the real model, without a port. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readModel } from '@sinode/core/node';
import { createEngine, type Engine } from '@sinode/engine';
import { pino } from 'pino';
import { type Accounts, createAccounts } from '../accounts/accounts.ts';
import { nameKey } from '../accounts/name-key.ts';
import { createPasswords } from '../accounts/passwords.ts';
import { type App, createApp, type Routes } from '../app.ts';
import { connect, type Database } from '../database/connect.ts';
import { users } from '../database/schema.ts';
import { createTestDatabase } from './test-database.ts';

export interface TestContext {
  readonly db: Database;
  readonly engine: Engine;
  /** A temporary folder that is gone after `close`. */
  readonly folder: string;
  readonly accounts: Accounts;
}

/** Of everyone who signs up. */
const PASSWORD = 'correct horse battery staple';
/** Worked out once: it is meant to take long. */
let passwordHash: Promise<string> | undefined;

export interface TestApp extends TestContext {
  readonly app: App;
  signUp(name?: string): Promise<{ userId: string; headers: { authorization: string } }>;
  close(): Promise<void>;
}

export async function createTestApp(options: {
  routes: (context: TestContext) => Routes[] | Promise<Routes[]>;
}): Promise<TestApp> {
  const database = await createTestDatabase();
  const connection = await connect(database.url, () => {});
  const folder = await mkdtemp(join(tmpdir(), 'sinode-api-'));
  const engine = await createEngine(await readModel(), { threads: 1, inThread: true });
  const { db } = connection;
  const accounts = createAccounts({
    db,
    secrets: [randomUUID()],
    registration: 'open',
    removeRecordings: async () => {},
  });
  const context = { db, engine, folder, accounts };
  const app = await createApp({
    logger: pino({ level: 'silent' }),
    version: '0.0.0',
    trustProxy: false,
    routes: await options.routes(context),
    authenticate: accounts.authenticate,
  });
  await app.ready();
  return {
    ...context,
    app,
    async signUp(name = `user-${randomUUID()}`) {
      passwordHash ??= createPasswords().hash(PASSWORD);
      const [user] = await db
        .insert(users)
        .values({ name, nameKey: nameKey(name), passwordHash: await passwordHash, role: 'user' })
        .returning();
      const signedIn = user && (await accounts.sessions.start(user, '192.0.2.1'));
      if (!signedIn) throw new Error(`${name} cannot sign in`);
      return { userId: user.id, headers: { authorization: `Bearer ${signedIn.accessToken}` } };
    },
    async close() {
      await app.close();
      await engine.close();
      await connection.close();
      await database.drop();
      await rm(folder, { recursive: true });
    },
  };
}

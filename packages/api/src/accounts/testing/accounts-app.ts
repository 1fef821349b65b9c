/** The accounts on a real database, without anything else that Sinode does. */
import { randomUUID } from 'node:crypto';
import type { CreatedApiKey, SignedIn } from '@sinode/contracts';
import { pino } from 'pino';
import { type App, createApp, type Routes } from '../../app.ts';
import { connect, type Database } from '../../database/connect.ts';
import { createTestDatabase } from '../../testing/test-database.ts';
import { type Accounts, type AccountsOptions, createAccounts } from '../accounts.ts';

export const SECRET = 'a secret of the tests, as long as it should be';
export const PASSWORD = 'correct horse battery staple';

type Options = Partial<Omit<AccountsOptions, 'db'>>;

export interface AccountsApp {
  readonly app: App;
  readonly db: Database;
  readonly databaseUrl: string;
  readonly accounts: Accounts;
  /** Sends JSON, or nothing. */
  send(request: SendOptions): Promise<Answer>;
  /** Every item of a list, page by page. */
  all<T>(url: string, token: string): Promise<T[]>;
  /** Registers, under a name of its own where none is given, and signs in. */
  signUp(username?: string): Promise<Person>;
  close(): Promise<void>;
}

export interface SendOptions {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly body?: unknown;
  readonly token?: string;
  readonly address?: string;
}

type Answer = Awaited<ReturnType<App['inject']>>;

export interface Person extends SignedIn {
  readonly username: string;
  makeKey(scope: 'read' | 'write', name?: string): Promise<CreatedApiKey>;
}

/**
 * @param routes - beside those of the accounts
 * @param beside - shares its database, as another process does; close this one first
 */
export async function createAccountsApp(
  options: Options = {},
  routes: readonly Routes[] = [],
  beside?: AccountsApp,
): Promise<AccountsApp> {
  const database = beside === undefined ? await createTestDatabase() : null;
  const databaseUrl = beside?.databaseUrl ?? database?.url ?? '';
  const { db, close } = await connect(databaseUrl, () => {});
  const accounts = createAccounts({
    db,
    secrets: [SECRET],
    registration: 'open',
    removeRecordings: async () => {},
    ...options,
  });
  const app = await createApp({
    logger: pino({ level: 'silent' }),
    version: '0.0.0',
    trustProxy: false,
    authenticate: accounts.authenticate,
    limitRequests: accounts.limitRequests,
    routes: [accounts.routes, ...routes],
  });
  await app.ready();

  const send = ({ method, url, body, token, address = '192.0.2.1' }: SendOptions) =>
    app.inject({
      method,
      url,
      remoteAddress: address,
      ...(token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } }),
      ...(body === undefined ? {} : { payload: body as object }),
    });

  return {
    app,
    db,
    databaseUrl,
    accounts,
    send,
    async all<T>(url: string, token: string) {
      const items: T[] = [];
      let cursor: string | null = null;
      do {
        const from: string = cursor === null ? url : `${url}&cursor=${cursor}`;
        const page: { items: T[]; nextCursor: string | null } = (
          await send({ method: 'GET', url: from, token })
        ).json();
        items.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null);
      return items;
    },
    async signUp(username = `user-${randomUUID()}`) {
      const credentials = { username, password: PASSWORD };
      await send({ method: 'POST', url: '/v1/auth/register', body: credentials });
      const signedIn = (
        await send({ method: 'POST', url: '/v1/auth/login', body: credentials })
      ).json<SignedIn>();
      return {
        ...signedIn,
        username,
        async makeKey(scope, name = randomUUID()) {
          const token = signedIn.accessToken;
          const made = await send({ method: 'POST', url: '/v1/api-keys', token, body: { name, scope } });
          return made.json<CreatedApiKey>();
        },
      };
    },
    async close() {
      await app.close();
      await close();
      await database?.drop();
    },
  };
}

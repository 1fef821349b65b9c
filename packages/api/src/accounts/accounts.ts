/** Accounts: who is who, and how they show it. */
import { isUsername } from '@sinode/contracts';
import type { Routes } from '../app.ts';
import type { OidcConfig } from '../config/config.ts';
import type { Database } from '../database/connect.ts';
import type { Authenticate, LimitRequests } from '../http/access.ts';
import { Problem } from '../http/problem.ts';
import { createApiKeys, isApiKey } from './api-keys.ts';
import { type AttemptLimits, createAttempts, DEFAULT_LIMITS, forgetAttempts } from './attempts.ts';
import { audit } from './audit.ts';
import { type AccountsContext, signInFailed } from './context.ts';
import { nameKey } from './name-key.ts';
import { createIdentities } from './oidc/identities.ts';
import { createProvider } from './oidc/provider.ts';
import { createTickets } from './oidc/tickets.ts';
import { createPasswords, type Passwords } from './passwords.ts';
import { createRequestLimits } from './request-limits.ts';
import { accountRoutes } from './routes/account.ts';
import { administrationRoutes } from './routes/administration.ts';
import { apiKeyRoutes } from './routes/api-keys.ts';
import { browserSessionRoutes } from './routes/browser-session.ts';
import { oidcRoutes } from './routes/oidc.ts';
import { referenceRoutes } from './routes/reference.ts';
import { sharingRoutes } from './routes/sharing.ts';
import { signInRoutes } from './routes/sign-in.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { createTokens } from './tokens.ts';
import { createUsers, type UserRow, type Users } from './users.ts';

export interface AccountsOptions {
  readonly db: Database;
  /** The first signs tokens, all are accepted. */
  readonly secrets: readonly string[];
  /** Closed: only the command line makes accounts. */
  readonly registration: 'open' | 'closed';
  readonly limits?: Partial<AttemptLimits>;
  /** Throws away the files of recordings whose rows are gone. */
  readonly removeRecordings: (ids: readonly string[]) => Promise<void>;
  readonly passwords?: Passwords;
  /** Of one account or address. @default no limit */
  readonly requestsPerMinute?: number | null;
  /** A provider of single sign-on. @default none */
  readonly oidc?: OidcConfig | null;
}

export interface Accounts {
  readonly authenticate: Authenticate;
  readonly limitRequests: LimitRequests | null;
  readonly routes: Routes;
  readonly users: Users;
  readonly sessions: Sessions;
  /** Forgets sessions and counts whose time is over; every hour or so. */
  sweep(): Promise<void>;
}

export function createAccounts({
  db,
  secrets,
  registration,
  limits,
  removeRecordings,
  passwords = createPasswords(),
  requestsPerMinute = null,
  oidc = null,
}: AccountsOptions): Accounts {
  const tokens = createTokens(secrets);
  const attempts = createAttempts(db, { ...DEFAULT_LIMITS, ...limits });
  const users = createUsers({ db, passwords });
  const sessions = createSessions({ db, tokens });
  const apiKeys = createApiKeys(db);
  const signOn = oidc && {
    provider: createProvider(oidc),
    tickets: createTickets(secrets),
    identities: createIdentities(db, oidc),
  };

  /** @param user - null where there is none of this name: the work is the same */
  async function isRight(
    user: UserRow | null,
    { key, password, address }: { key: string | null; password: string; address: string },
  ): Promise<boolean> {
    const attempt = await attempts.signIn(key, address);
    try {
      const right = await passwords.isRight(user?.passwordHash ?? null, password);
      if (right) await attempt.succeeded();
      else await audit(db, { userId: user?.id ?? null, action: 'account.sign-in-failed', address });
      return right;
    } catch (error) {
      // Nobody has looked at the password.
      if (error instanceof Problem) await attempt.withdraw();
      throw error;
    }
  }

  async function provePassword(userId: string, password: string, address: string): Promise<UserRow> {
    const user = await users.get(userId);
    if (user.passwordHash === null) {
      const detail = 'This account has no password: it signs in through a provider.';
      throw new Problem(403, 'PASSWORD_WRONG', detail);
    }
    if (await isRight(user, { key: user.nameKey, password, address })) return user;
    throw new Problem(403, 'PASSWORD_WRONG', 'This is not the password of the account.');
  }

  const context: AccountsContext = {
    db,
    users,
    sessions,
    removeRecordings,
    async signIn({ username, password }, address) {
      // What cannot be a name is asked for in the database as well, under one that nobody has: it takes as long.
      const key = isUsername(username) ? nameKey(username) : null;
      const user = await users.find(key ?? '');
      if (!(await isRight(user, { key, password, address })) || user === null) throw signInFailed();
      return user;
    },
    provePassword,
    async proveOwner({ userId, sessionId, password }, address) {
      const { passwordHash } = await users.get(userId);
      if (passwordHash !== null) await provePassword(userId, password ?? '', address);
      else if (!(await sessions.isNew(sessionId))) {
        const detail = 'Sign in through your provider once more, and ask again within ten minutes.';
        throw new Problem(403, 'SIGN_IN_AGAIN', detail);
      }
    },
    async mayRegister(address) {
      if (registration === 'closed') {
        const detail = 'Registration is closed here: ask the administrator for an account.';
        throw new Problem(403, 'REGISTRATION_CLOSED', detail);
      }
      await attempts.registration(address);
    },
  };

  return {
    limitRequests: requestsPerMinute === null ? null : createRequestLimits(db, requestsPerMinute),
    async authenticate(token, address) {
      if (isApiKey(token)) {
        const { user, keyId, scope } = await apiKeys.userOf(token, address);
        return { ...person(user), credential: { kind: 'key', keyId, scope } };
      }
      const session = await tokens.read(token);
      const user = await sessions.userOf(session);
      return { ...person(user), credential: { kind: 'session', sessionId: session.sessionId } };
    },
    async routes(app) {
      for (const add of [referenceRoutes, signInRoutes, accountRoutes, sharingRoutes, administrationRoutes])
        add(app, context);
      await browserSessionRoutes(app, context);
      oidcRoutes(app, { oidc: signOn, sessions });
      apiKeyRoutes(app, apiKeys);
    },
    users,
    sessions,
    async sweep() {
      await sessions.forget();
      await forgetAttempts(db);
    },
  };
}

function person({ id, name, role }: UserRow) {
  return { userId: id, name, role };
}

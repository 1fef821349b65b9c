import { createHmac, hkdfSync, randomUUID } from 'node:crypto';
import type { Session, SignedIn } from '@sinode/contracts';
import { eq } from 'drizzle-orm';
import { decodeJwt, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditEvents, sessions } from '../database/schema.ts';
import {
  type AccountsApp,
  createAccountsApp,
  PASSWORD,
  type Person,
  SECRET,
} from './testing/accounts-app.ts';
import { createTokens, hashOf } from './tokens.ts';

let api: AccountsApp;
let person: Person;

beforeAll(async () => {
  api = await createAccountsApp();
  person = await api.signUp('ada');
});
afterAll(() => api.close());

const me = (token: string) => api.send({ method: 'GET', url: '/v1/account', token });
const refresh = (refreshToken: string) =>
  api.send({ method: 'POST', url: '/v1/auth/refresh', body: { refreshToken } });
const signIn = async (username: string, password = PASSWORD) => {
  const body = { username, password };
  return (await api.send({ method: 'POST', url: '/v1/auth/login', body })).json<SignedIn>();
};
const codeOf = async (token: string) => {
  const { statusCode, json } = await me(token);
  return [statusCode, json().code];
};

const eventsOf = async (sessionId: string) => {
  const events = await api.db.select().from(auditEvents).where(eq(auditEvents.target, sessionId));
  return events.map(({ action }) => action);
};

describe('an access token', () => {
  const key = Buffer.from(hkdfSync('sha256', SECRET, '', 'sinode access tokens', 32));
  const claims = () => ({ sid: person.sessionId, sub: 'ada', iss: 'sinode', aud: 'sinode' });
  const sign = (payload: Record<string, unknown>, { secret = key, alg = 'HS256', expires = '5 min' } = {}) =>
    new SignJWT(payload).setProtectedHeader({ alg }).setExpirationTime(expires).sign(secret);
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const inAnHour = Math.floor(Date.now() / 1000) + 3600;

  test('is good, also when made here', async () => {
    expect((await me(person.accessToken)).json()).toMatchObject({ username: 'ada' });
    expect((await me(await sign(claims()))).statusCode).toBe(200);
  });

  test('that has expired says so', async () => {
    const expired = await sign(claims(), { expires: '-1 s' });
    expect(await codeOf(expired)).toEqual([401, 'TOKEN_EXPIRED']);
  });

  test.each<[string, () => string | Promise<string>]>([
    ['of another key', () => sign(claims(), { secret: Buffer.alloc(32, 1) })],
    ['of the secret itself', () => sign(claims(), { secret: Buffer.from(SECRET) })],
    [
      'of an expired one of another key',
      () => sign(claims(), { secret: Buffer.alloc(32, 1), expires: '-1 s' }),
    ],
    ['of no algorithm', () => `${encode({ alg: 'none' })}.${encode({ ...claims(), exp: inAnHour })}.`],
    [
      'of no algorithm, signed',
      () => {
        const text = `${encode({ alg: 'none' })}.${encode({ ...claims(), exp: inAnHour })}`;
        return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
      },
    ],
    ['of another algorithm', () => sign(claims(), { secret: Buffer.concat([key, key]), alg: 'HS512' })],
    ['of another issuer', () => sign({ ...claims(), iss: 'elsewhere' })],
    ['of no issuer', () => sign({ ...claims(), iss: undefined })],
    ['for another audience', () => sign({ ...claims(), aud: 'elsewhere' })],
    ['without an end', () => new SignJWT(claims()).setProtectedHeader({ alg: 'HS256' }).sign(key)],
    ['without a session', () => sign({ ...claims(), sid: undefined })],
    ['of a session that never was', () => sign({ ...claims(), sid: randomUUID() })],
    ['of a session that is none', () => sign({ ...claims(), sid: "' or true" })],
    ['with the name of another', () => sign({ ...claims(), sub: 'grace' })],
    [
      'with other contents',
      () => {
        const [header, , signature] = person.accessToken.split('.');
        return [header, encode({ ...decodeJwt(person.accessToken), sub: 'grace' }), signature].join('.');
      },
    ],
    ['that is a refresh token', () => person.refreshToken],
    ['that is anything', () => 'a.b.c'],
    ['that is long', () => `${'x'.repeat(8000)}.x.x`],
  ])('%s is not valid', async (_what, make) => {
    expect(await codeOf(await make())).toEqual([401, 'TOKEN_INVALID']);
  });

  test('stays good when a new secret is put before the old one', async () => {
    const renewed = createTokens(['a new secret', SECRET]);
    await expect(renewed.read(person.accessToken)).resolves.toMatchObject({ username: 'ada' });
    const { token } = await renewed.access({ id: randomUUID(), username: 'ada' });
    await expect(createTokens([SECRET]).read(token)).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
    await expect(createTokens(['a new secret']).read(token)).resolves.toMatchObject({ username: 'ada' });
  });

  test('is not there at all: 401 that says what to send', async () => {
    const answer = await api.send({ method: 'GET', url: '/v1/account' });
    expect([answer.statusCode, answer.json().code]).toEqual([401, 'NOT_SIGNED_IN']);
  });
});

describe('a session', () => {
  test('is refreshed with a new token each time', async () => {
    const first = await signIn('ada');
    const second = (await refresh(first.refreshToken)).json<SignedIn>();
    const third = (await refresh(second.refreshToken)).json<SignedIn>();
    expect(new Set([first, second, third].map(({ refreshToken }) => refreshToken)).size).toBe(3);
    expect(third.sessionId).toBe(first.sessionId);
    expect((await me(third.accessToken)).statusCode).toBe(200);
  });

  test('gives the same tokens once more to whom the answer was lost', async () => {
    const first = await signIn('ada');
    const answers = await Promise.all([1, 2, 3].map(() => refresh(first.refreshToken)));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    const given = new Set(answers.map((answer) => answer.json<SignedIn>().refreshToken));
    expect(given.size).toBe(1);
    expect((await refresh([...given][0] ?? '')).statusCode).toBe(200);
  });

  test('ends when a token that was used before is shown later', async () => {
    const first = await signIn('ada');
    const second = (await refresh(first.refreshToken)).json<SignedIn>();
    const elevenSecondsAgo = new Date(Date.now() - 11_000);
    await api.db
      .update(sessions)
      .set({ lastUsedAt: elevenSecondsAgo })
      .where(eq(sessions.id, first.sessionId));

    const stolen = await refresh(first.refreshToken);
    expect([stolen.statusCode, stolen.json().code]).toEqual([401, 'TOKEN_INVALID']);
    expect(stolen.json().detail).toMatch(/used before/);
    // Thief and owner are both out.
    expect((await refresh(second.refreshToken)).statusCode).toBe(401);
    expect(await codeOf(second.accessToken)).toEqual([401, 'TOKEN_INVALID']);
    const events = await api.db.select().from(auditEvents).where(eq(auditEvents.action, 'session.stolen'));
    expect(events).toMatchObject([{ target: first.sessionId, userId: person.account.id }]);
  });

  test('ends, and it is written down, when one used long ago is shown: a thief who refreshes on is found', async () => {
    const first = await signIn('ada');
    let last = first;
    for (let i = 0; i < 2; i++) last = (await refresh(last.refreshToken)).json<SignedIn>();

    const stolen = await refresh(first.refreshToken);
    expect([stolen.statusCode, stolen.json().code]).toEqual([401, 'TOKEN_INVALID']);
    expect(stolen.json().detail).toMatch(/used before/);
    expect((await refresh(last.refreshToken)).statusCode).toBe(401);
    expect(await codeOf(last.accessToken)).toEqual([401, 'TOKEN_INVALID']);
    expect(await eventsOf(first.sessionId)).toContain('session.stolen');
  });

  test('is not ended by a token that somebody made up', async () => {
    const { refreshToken } = await signIn('ada');
    const [family, secret] = refreshToken.split('.');
    for (const forged of [`${secret}.${family}`, `.${secret}`, `${randomUUID()}.${secret}`, `${secret}`]) {
      expect((await refresh(forged)).statusCode).toBe(401);
    }
    expect((await refresh(refreshToken)).statusCode).toBe(200);
  });

  test('ends by signing out with any token that it had', async () => {
    const first = await signIn('ada');
    let last = first;
    for (let i = 0; i < 2; i++) last = (await refresh(last.refreshToken)).json<SignedIn>();
    await api.accounts.sessions.signOut(first.refreshToken, '192.0.2.1');
    expect((await refresh(last.refreshToken)).statusCode).toBe(401);
    expect(await eventsOf(first.sessionId)).toContain('account.signed-out');
  });

  test('of a version whose tokens had no family goes on', async () => {
    const { sessionId } = await signIn('ada');
    const old = randomUUID();
    const refreshHash = hashOf(old);
    await api.db.update(sessions).set({ refreshHash, familyHash: null }).where(eq(sessions.id, sessionId));
    const second = (await refresh(old)).json<SignedIn>();
    expect(second.sessionId).toBe(sessionId);
    // Lost, and asked for again.
    expect((await refresh(old)).json<SignedIn>().refreshToken).toBe(second.refreshToken);
    const third = (await refresh(second.refreshToken)).json<SignedIn>();
    expect((await refresh(third.refreshToken)).statusCode).toBe(200);
  });

  test('ends thirty days after its last use', async () => {
    const { refreshToken, accessToken, sessionId } = await signIn('ada');
    const [row] = await api.db.select().from(sessions).where(eq(sessions.id, sessionId));
    const days = ((row?.expiresAt.getTime() ?? 0) - Date.now()) / 86_400_000;
    expect(days).toBeCloseTo(30, 2);
    await api.db
      .update(sessions)
      .set({ expiresAt: new Date(Date.now() - 1) })
      .where(eq(sessions.id, sessionId));
    expect((await refresh(refreshToken)).statusCode).toBe(401);
    expect(await codeOf(accessToken)).toEqual([401, 'TOKEN_INVALID']);
    await api.accounts.sweep();
    expect(await api.db.select().from(sessions).where(eq(sessions.id, sessionId))).toEqual([]);
  });

  test('ends with signing out, at once', async () => {
    const { accessToken, refreshToken } = await signIn('ada');
    const out = await api.send({ method: 'POST', url: '/v1/auth/logout', token: accessToken });
    expect([out.statusCode, out.body]).toEqual([204, '']);
    expect(await codeOf(accessToken)).toEqual([401, 'TOKEN_INVALID']);
    expect((await refresh(refreshToken)).statusCode).toBe(401);
    expect((await me(person.accessToken)).statusCode).toBe(200);
  });

  test('of the reference contract cannot be refreshed and ends with its token', async () => {
    const body = { username: 'ada', password: PASSWORD };
    const { token } = (await api.send({ method: 'POST', url: '/login', body })).json();
    const { sid, exp = 0 } = decodeJwt<{ sid: string }>(token);
    const [row] = await api.db.select().from(sessions).where(eq(sessions.id, sid));
    expect(row?.refreshHash).toBeNull();
    expect(Math.abs((row?.expiresAt.getTime() ?? 0) - exp * 1000)).toBeLessThan(2000);
  });

  test('is listed in pages, to its owner only, and can be ended from another', async () => {
    const owner = await api.signUp('lister');
    const other = await api.signUp('other');
    for (let i = 0; i < 4; i++) await signIn('lister');
    const listed = await api.all<Session>('/v1/sessions?limit=2', owner.accessToken);
    const ids = listed.map(({ id }) => id);
    expect(listed.filter(({ isCurrent }) => isCurrent).map(({ id }) => id)).toEqual([owner.sessionId]);
    expect(ids).toHaveLength(5);
    expect(new Set(ids).size).toBe(5);
    expect(ids.at(-1)).toBe(owner.sessionId);

    const url = `/v1/sessions/${owner.sessionId}`;
    expect((await api.send({ method: 'DELETE', url, token: other.accessToken })).statusCode).toBe(404);
    const fromElsewhere = await signIn('lister');
    expect((await api.send({ method: 'DELETE', url, token: fromElsewhere.accessToken })).statusCode).toBe(
      204,
    );
    expect(await codeOf(owner.accessToken)).toEqual([401, 'TOKEN_INVALID']);
  });

  test.each(['x', 'bnVsbA', Buffer.from('["0000-01-01T00:00:00.000000Z",1]').toString('base64url')])(
    'list with the cursor %s is refused',
    async (cursor) => {
      const url = `/v1/sessions?cursor=${cursor}`;
      expect((await api.send({ method: 'GET', url, token: person.accessToken })).statusCode).toBe(422);
    },
  );
});

describe('a new password', () => {
  test('needs the old one, ends all other sessions and is the one that counts', async () => {
    const { accessToken } = await api.signUp('changer');
    const other = await signIn('changer');
    const change = (currentPassword: string, newPassword: string) =>
      api.send({
        method: 'PUT',
        url: '/v1/account/password',
        token: accessToken,
        body: { currentPassword, newPassword },
      });

    const wrong = await change('not it', 'another horse');
    expect([wrong.statusCode, wrong.json().code]).toEqual([403, 'PASSWORD_WRONG']);
    expect((await change(PASSWORD, 'short')).statusCode).toBe(422);
    expect((await me(other.accessToken)).statusCode).toBe(200);

    expect((await change(PASSWORD, 'another horse')).statusCode).toBe(204);
    expect((await me(accessToken)).statusCode).toBe(200);
    expect(await codeOf(other.accessToken)).toEqual([401, 'TOKEN_INVALID']);
    expect((await refresh(other.refreshToken)).statusCode).toBe(401);
    expect(await signIn('changer')).toMatchObject({ code: 'SIGN_IN_FAILED' });
    expect(await signIn('changer', 'another horse')).toMatchObject({ account: { username: 'changer' } });
  });

  test('does not let in whose old one was checked a moment before', async () => {
    const { account } = await api.signUp('racer');
    const before = await api.accounts.users.get(account.id);
    await api.accounts.users.setPassword(account.id, 'a new password', { userId: null, address: null });
    expect(await api.accounts.sessions.start(before, '192.0.2.1')).toBeNull();
  });
});

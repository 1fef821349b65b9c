import { BrowserSession } from '@sinode/contracts';
import { desc, eq } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createApp } from '../app.ts';
import { attempts, auditEvents, sessions } from '../database/schema.ts';
import { type AccountsApp, createAccountsApp, PASSWORD } from './testing/accounts-app.ts';

let api: AccountsApp;
beforeAll(async () => {
  api = await createAccountsApp({ limits: { perAccount: 3 } });
  await api.signUp('ada');
});
beforeEach(async () => {
  await api.db.delete(attempts);
});
afterAll(() => api.close());

const ADDRESS = '/v1/browser-session';

interface Asked {
  readonly method?: 'POST' | 'DELETE' | 'GET';
  readonly url?: string;
  readonly cookie?: string | undefined;
  readonly headers?: Record<string, string>;
  readonly payload?: object;
}

async function ask({ method = 'POST', url = ADDRESS, cookie, headers = {}, payload }: Asked) {
  const answer = await api.app.inject({
    method,
    url,
    remoteAddress: '192.0.2.1',
    headers: { ...headers, ...(cookie === undefined ? {} : { cookie: `sinode-session=${cookie}` }) },
    ...(payload === undefined ? {} : { payload }),
  });
  const [set] = answer.cookies;
  return { status: answer.statusCode, headers: answer.headers, body: answer.body, json: answer.json, set };
}

const signIn = (password = PASSWORD, headers: Record<string, string> = {}) =>
  ask({ payload: { username: 'ada', password }, headers });
const refresh = (cookie?: string, headers: Record<string, string> = {}) =>
  ask({ url: `${ADDRESS}/refresh`, cookie, headers });
const signOut = (cookie?: string, headers: Record<string, string> = {}) =>
  ask({ method: 'DELETE', cookie, headers });
const isGood = async (token: string) =>
  (await api.send({ method: 'GET', url: '/v1/account', token })).statusCode === 200;

describe('signing in', () => {
  test('gives an access token to the page, and the rest to the browser', async () => {
    const { status, headers, json, body, set } = await signIn();
    expect(status).toBe(200);
    expect(BrowserSession.strict().parse(json())).toMatchObject({ account: { username: 'ada' } });
    expect(await isGood(json().accessToken)).toBe(true);
    expect(headers['cache-control']).toBe('no-store');
    expect(body).not.toContain(set?.value);
    const month = 30 * 24 * 3600;
    expect(headers['set-cookie']).toBe(
      `sinode-session=${set?.value}; Max-Age=${month}; Path=/v1/browser-session; HttpOnly; SameSite=Strict`,
    );
  });

  test('fails like any other sign-in, counts like one, and is remembered like one', async () => {
    const wrong = await signIn('wrong');
    expect([wrong.status, wrong.json().code, wrong.set]).toEqual([401, 'SIGN_IN_FAILED', undefined]);
    for (let i = 0; i < 2; i++) await signIn('wrong');
    const blocked = await signIn();
    expect([blocked.status, blocked.json().code]).toEqual([429, 'TOO_MANY_ATTEMPTS']);
    expect(await lastDeeds(3)).toEqual(Array(3).fill('account.sign-in-failed'));
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'is refused as %s, which another page could send without asking',
    async (type) => {
      const payload = Buffer.from(JSON.stringify({ username: 'ada', password: PASSWORD }));
      const { status, set } = await ask({ headers: { 'content-type': type }, payload });
      expect([415, 422]).toContain(status);
      expect(set).toBeUndefined();
    },
  );
});

describe('a session', () => {
  test('goes on with the cookie alone, which is another each time', async () => {
    const first = await signIn();
    const second = await refresh(first.set?.value);
    expect(second.status).toBe(200);
    expect(BrowserSession.strict().parse(second.json()).sessionId).toBe(first.json().sessionId);
    expect(second.set?.value).not.toBe(first.set?.value);
    expect(second.body).not.toContain(second.set?.value);
    expect((await refresh(second.set?.value)).status).toBe(200);
  });

  test('goes on in several tabs that ask at once', async () => {
    const { set } = await signIn();
    const answers = await Promise.all([1, 2, 3].map(() => refresh(set?.value)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map((answer) => answer.set?.value)).size).toBe(1);
  });

  test('ends when a cookie is shown that was used before, and the cookie goes', async () => {
    const first = await signIn();
    const second = await refresh(first.set?.value);
    await api.db.update(sessions).set({ lastUsedAt: new Date(Date.now() - 60_000) });
    const stolen = await refresh(first.set?.value);
    expect([stolen.status, stolen.json().code]).toEqual([401, 'TOKEN_INVALID']);
    expect(isCleared(stolen)).toBe(true);
    expect((await refresh(second.set?.value)).status).toBe(401);
  });

  test.each(['', 'x', 'x'.repeat(5000), '%00', '"', 'a=b'])(
    'does not come from the cookie %j',
    async (cookie) => {
      const answer = await refresh(cookie);
      expect([answer.status, answer.json().code]).toEqual([401, 'TOKEN_INVALID']);
      expect(isCleared(answer)).toBe(true);
    },
  );

  test('does not come from nothing', async () => {
    const answer = await refresh();
    expect([answer.status, isCleared(answer)]).toEqual([401, true]);
  });

  test('that has expired is none', async () => {
    const { set, json } = await signIn();
    await api.db
      .update(sessions)
      .set({ expiresAt: new Date(Date.now() - 1) })
      .where(eq(sessions.id, json().sessionId));
    const answer = await refresh(set?.value);
    expect([answer.status, isCleared(answer)]).toEqual([401, true]);
  });

  test('of a program and one of a page are the same kind: each can be seen and ended by the other', async () => {
    const page = (await signIn()).json();
    const program = await api.send({
      method: 'POST',
      url: '/v1/auth/login',
      body: { username: 'ada', password: PASSWORD },
    });
    const token = program.json().accessToken;
    const listed = await api.send({ method: 'GET', url: '/v1/sessions', token });
    expect(listed.json().items.map(({ id }: { id: string }) => id)).toContain(page.sessionId);
    await api.send({ method: 'DELETE', url: `/v1/sessions/${page.sessionId}`, token });
    expect(await isGood(page.accessToken)).toBe(false);
  });
});

describe('signing out', () => {
  test('needs the cookie only, ends the session at once, and is remembered', async () => {
    const { set, json } = await signIn();
    const out = await signOut(set?.value);
    expect([out.status, out.body, isCleared(out)]).toEqual([204, '', true]);
    expect(await isGood(json().accessToken)).toBe(false);
    expect((await refresh(set?.value)).status).toBe(401);
    const [deed] = await api.db.select().from(auditEvents).orderBy(desc(auditEvents.id)).limit(1);
    expect(deed).toMatchObject({
      action: 'account.signed-out',
      target: json().sessionId,
      userId: json().account.id,
      address: '192.0.2.1',
    });
  });

  test('works with the cookie before the last, whose successor was lost on its way', async () => {
    const { set, json } = await signIn();
    await refresh(set?.value);
    expect((await signOut(set?.value)).status).toBe(204);
    expect(await isGood(json().accessToken)).toBe(false);
  });

  test('twice, or without ever having been in, is no mistake', async () => {
    const { set } = await signIn();
    await signOut(set?.value);
    const before = await api.db.$count(auditEvents);
    for (const cookie of [set?.value, 'x', undefined]) {
      const out = await signOut(cookie);
      expect([out.status, isCleared(out)]).toEqual([204, true]);
    }
    expect(await api.db.$count(auditEvents)).toBe(before);
  });
});

describe('another site', () => {
  const headers = (site: string) => ({ 'sec-fetch-site': site });

  test.each(['cross-site', 'same-site', 'same-origin, cross-site', '', 'x'])(
    'that the browser calls %j gets nothing',
    async (site) => {
      const { set, json } = await signIn();
      for (const asked of [
        () => signIn(PASSWORD, headers(site)),
        () => refresh(set?.value, headers(site)),
        () => signOut(set?.value, headers(site)),
      ]) {
        const answer = await asked();
        expect([answer.status, answer.json().code, answer.set]).toEqual([403, 'FORBIDDEN', undefined]);
      }
      expect(await isGood(json().accessToken)).toBe(true);
      expect((await refresh(set?.value)).status).toBe(200);
    },
  );

  test.each(['same-origin', 'none'])('is not what the browser calls %s', async (site) => {
    const { set } = await signIn(PASSWORD, headers(site));
    expect((await refresh(set?.value, headers(site))).status).toBe(200);
  });

  test('is not told that it may ask', async () => {
    const { headers: answered } = await signIn(PASSWORD, { origin: 'https://elsewhere.example' });
    expect(Object.keys(answered).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });
});

describe('the cookie', () => {
  test('opens nothing else', async () => {
    const { set } = await signIn();
    const answer = await ask({ method: 'GET', url: '/v1/account', cookie: set?.value });
    expect([answer.status, answer.json().code]).toEqual([401, 'NOT_SIGNED_IN']);
  });

  test('takes no way but https where the request came by it, as far as the proxy is believed', async () => {
    const behindProxy = await createApp({
      logger: pino({ level: 'silent' }),
      version: '0.0.0',
      trustProxy: ['192.0.2.7'],
      authenticate: api.accounts.authenticate,
      routes: [api.accounts.routes],
    });
    const cookieFrom = async (remoteAddress: string) => {
      const answer = await behindProxy.inject({
        method: 'POST',
        url: ADDRESS,
        remoteAddress,
        headers: { 'x-forwarded-proto': 'https' },
        payload: { username: 'ada', password: PASSWORD },
      });
      return answer.cookies[0];
    };
    expect(await cookieFrom('192.0.2.7')).toMatchObject({ secure: true, httpOnly: true, sameSite: 'Strict' });
    expect(await cookieFrom('192.0.2.8')).not.toHaveProperty('secure');
    await behindProxy.close();
  });
});

function isCleared({ set }: Awaited<ReturnType<typeof ask>>): boolean {
  return set?.name === 'sinode-session' && set.value === '' && set.maxAge === 0 && set.path === ADDRESS;
}

async function lastDeeds(limit: number): Promise<string[]> {
  const deeds = await api.db.select().from(auditEvents).orderBy(desc(auditEvents.id)).limit(limit);
  return deeds.map(({ action }) => action);
}

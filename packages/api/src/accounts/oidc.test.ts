/** Signing in through a real provider: the way of a browser, step by step. */
import { BrowserSession } from '@sinode/contracts';
import { desc, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { auditEvents, identities, sessions, users } from '../database/schema.ts';
import { namesToTry } from './oidc/identities.ts';
import { type AccountsApp, createAccountsApp, PASSWORD } from './testing/accounts-app.ts';
import { startProvider, type TestProvider } from './testing/oidc-provider.ts';

let provider: TestProvider;
let api: AccountsApp;
beforeAll(async () => {
  provider = await startProvider();
  api = await createAccountsApp({ oidc: provider.config });
  await api.signUp('ada');
});
beforeEach(() => {
  provider.claims = (subject) => ({ preferred_username: subject });
});
afterAll(async () => {
  await api.close();
  await provider.close();
});

async function get(url: string, cookies: Record<string, string> = {}, app = api) {
  const answer = await app.app.inject({ url, cookies, remoteAddress: '192.0.2.1' });
  const set = Object.fromEntries(answer.cookies.map((cookie) => [cookie.name, cookie]));
  return { status: answer.statusCode, to: String(answer.headers.location), set, answer };
}

/** To the provider and back; what the browser then shows the callback. */
async function goThere(login: string, to = '/recordings', app = api) {
  const begun = await get(`/v1/oidc/sign-in?to=${encodeURIComponent(to)}`, {}, app);
  const back = await provider.visit(begun.to, login);
  const cookies = { 'sinode-sign-in': begun.set['sinode-sign-in']?.value ?? '' };
  return { address: back.pathname + back.search, cookies };
}

async function signIn(login: string, to?: string, app = api) {
  const { address, cookies } = await goThere(login, to, app);
  return get(address, cookies, app);
}

/** What a page does first: it asks for an access token with the cookie alone. */
async function openPage(cookie = '') {
  const answer = await api.app.inject({
    method: 'POST',
    url: '/v1/browser-session/refresh',
    cookies: { 'sinode-session': cookie },
  });
  return BrowserSession.parse(answer.json());
}

const accountsNamed = (name: string) => api.db.select().from(users).where(eq(users.name, name));

describe('who comes back from the provider', () => {
  test('is signed in as on the page for signing in, and goes on to where they wanted to be', async () => {
    const { status, to, set } = await signIn('grace', '/recordings/1?at=3');
    expect([status, to]).toEqual([302, '/sign-in?by=provider&to=%2Frecordings%2F1%3Fat%3D3']);
    expect(set['sinode-session']).toMatchObject({
      path: '/v1/browser-session',
      httpOnly: true,
      sameSite: 'Strict',
    });
    const page = await openPage(set['sinode-session']?.value);
    expect(page.account).toMatchObject({ username: 'grace', role: 'user' });
    const me = await api.send({ method: 'GET', url: '/v1/account', token: page.accessToken });
    expect(me.json().username).toBe('grace');
  });

  test('has one account, however often, and in however many windows at once', async () => {
    const all = await Promise.all(Array.from({ length: 4 }, () => signIn('hedy')));
    const pages = await Promise.all(all.map(({ set }) => openPage(set['sinode-session']?.value)));
    expect(new Set(pages.map(({ account }) => account.id)).size).toBe(1);
    expect(await accountsNamed('hedy')).toHaveLength(1);
    expect(await accountsNamed('hedy-2')).toHaveLength(0);
    const [{ id } = { id: '' }] = await accountsNamed('hedy');
    const deeds = await api.db.select().from(auditEvents).where(eq(auditEvents.userId, id));
    expect(deeds.filter(({ action }) => action === 'account.registered')).toHaveLength(1);
    expect(deeds.filter(({ action }) => action === 'account.signed-in')).toHaveLength(4);
  });

  test('is known by the subject: another name there is the same account here', async () => {
    const before = await openPage((await signIn('s-1')).set['sinode-session']?.value);
    provider.claims = () => ({ preferred_username: 'married', email: 'married@example.org' });
    const after = await openPage((await signIn('s-1')).set['sinode-session']?.value);
    expect(after.account).toEqual(before.account);
  });

  test('never gets the account of somebody of the same name', async () => {
    const { set } = await signIn('ada');
    const page = await openPage(set['sinode-session']?.value);
    expect(page.account.username).toBe('ada-2');
    provider.claims = () => ({ preferred_username: 'ADA', email: 'ada@example.org' });
    const other = await openPage((await signIn('s-2')).set['sinode-session']?.value);
    expect(other.account.username).toBe('ADA-3');
    expect(other.account.id).not.toBe((await accountsNamed('ada'))[0]?.id);
  });

  test('has no password that anyone could guess, and no right to administer', async () => {
    await signIn('mary');
    for (const password of ['', 'null', PASSWORD]) {
      const body = { username: 'mary', password };
      expect((await api.send({ method: 'POST', url: '/v1/auth/login', body })).statusCode).toBe(401);
    }
    expect((await accountsNamed('mary'))[0]).toMatchObject({ passwordHash: null, role: 'user' });
  });

  test('has no password to change', async () => {
    const { account, accessToken } = await openPage((await signIn('mary')).set['sinode-session']?.value);
    expect(account.hasPassword).toBe(false);
    const body = { currentPassword: 'anything', newPassword: 'something longer' };
    const refused = await api.send({ method: 'PUT', url: '/v1/account/password', token: accessToken, body });
    expect(refused.json()).toMatchObject({ status: 403, detail: expect.stringContaining('no password') });
    expect((await accountsNamed('mary'))[0]).toMatchObject({ passwordHash: null });
  });

  test('deletes the account only after having signed in once more', async () => {
    const remove = (token: string, body: object) =>
      api.send({ method: 'DELETE', url: '/v1/account', token, body });
    const old = await openPage((await signIn('joan')).set['sinode-session']?.value);
    await api.db
      .update(sessions)
      .set({ createdAt: sql`now() - interval '11 minutes'` })
      .where(eq(sessions.userId, old.account.id));
    for (const body of [{}, { password: 'anything' }]) {
      const refused = await remove(old.accessToken, body);
      expect(refused.json()).toMatchObject({ status: 403, code: 'SIGN_IN_AGAIN' });
    }
    const fresh = await openPage((await signIn('joan')).set['sinode-session']?.value);
    // It is the session that asks which has to be new.
    expect((await remove(old.accessToken, {})).statusCode).toBe(403);
    expect(await accountsNamed('joan')).toHaveLength(1);
    expect((await remove(fresh.accessToken, {})).statusCode).toBe(204);
    expect(await accountsNamed('joan')).toHaveLength(0);
    expect(await api.db.$count(identities, eq(identities.userId, old.account.id))).toBe(0);
  });

  test('a new session is no proof where there is a password', async () => {
    const { accessToken, username } = await api.signUp();
    const refused = await api.send({ method: 'DELETE', url: '/v1/account', token: accessToken, body: {} });
    expect(refused.json()).toMatchObject({ status: 403, code: 'PASSWORD_WRONG' });
    expect(await accountsNamed(username)).toHaveLength(1);
  });

  test('signs out as everybody does', async () => {
    const cookie = (await signIn('rosa')).set['sinode-session']?.value ?? '';
    const cookies = { 'sinode-session': cookie };
    await api.app.inject({ method: 'DELETE', url: '/v1/browser-session', cookies });
    const again = await api.app.inject({ method: 'POST', url: '/v1/browser-session/refresh', cookies });
    expect(again.statusCode).toBe(401);
  });
});

describe('what did not begin in this browser is refused', () => {
  const countSessions = () => api.db.$count(sessions);

  test.each<[string, (there: Awaited<ReturnType<typeof goThere>>) => Promise<{ to: string }>]>([
    ['an answer without its cookie', ({ address }) => get(address)],
    ['a cookie that was made up', ({ address }) => get(address, { 'sinode-sign-in': 'e30.e30.e30' })],
    ['the answer for another browser', async ({ cookies }) => get((await goThere('eve')).address, cookies)],
    ['another state', ({ address, cookies }) => get(address.replace(/state=[^&]+/, 'state=forged'), cookies)],
    ['a made-up code', ({ address, cookies }) => get(address.replace(/code=[^&]+/, 'code=forged'), cookies)],
    [
      'an answer for another issuer',
      ({ address, cookies }) => get(address.replace(/iss=[^&]+/, 'iss=https%3A%2F%2Fevil.example'), cookies),
    ],
    [
      'an error of the provider',
      ({ address, cookies }) => get(`${address.replace(/code=[^&]+/, 'error=access_denied')}`, cookies),
    ],
    [
      'a code that was used',
      async ({ address, cookies }) => {
        await get(address, cookies);
        await api.db.delete(sessions);
        return get(address, cookies);
      },
    ],
  ])('%s', async (_, come) => {
    const there = await goThere('grace');
    await api.db.delete(sessions);
    const { to } = await come(there);
    expect(to).toMatch(/^\/sign-in\?failed=(refused|expired)/);
    expect(await countSessions()).toBe(0);
  });

  test('and the ticket is gone afterwards', async () => {
    const { set } = await signIn('grace');
    expect(set['sinode-sign-in']).toMatchObject({ value: '', path: '/v1/oidc' });
  });
});

test.each([
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  'javascript:alert(1)',
  '/a\r\nb',
  '',
])('nobody is sent on to %j', async (to) => {
  expect((await signIn('grace', to)).to).toBe('/sign-in?by=provider');
});

test('who has no account is told so where the provider makes none', async () => {
  const closed = await createAccountsApp({ oidc: { ...provider.config, registration: false } }, [], api);
  try {
    expect((await signIn('stranger', '/recordings', closed)).to).toBe(
      '/sign-in?failed=no-account&to=%2Frecordings',
    );
    expect(await accountsNamed('stranger')).toHaveLength(0);
    expect((await signIn('grace', '/recordings', closed)).to).toBe('/sign-in?by=provider&to=%2Frecordings');
  } finally {
    await closed.close();
  }
});

test('with the account goes what the provider knows it by', async () => {
  await signIn('brief');
  const [user] = await accountsNamed('brief');
  await api.accounts.users.remove(user?.id ?? '', { userId: null, address: null });
  expect(await api.db.select().from(identities).where(eq(identities.subject, 'brief'))).toEqual([]);
  const [last] = await api.db.select().from(auditEvents).orderBy(desc(auditEvents.id)).limit(1);
  expect(last?.action).toBe('account.deleted');
});

describe('a provider that is away', () => {
  test('is no reason not to start, and is asked again by the next who comes', async () => {
    const away = await startProvider();
    const { port } = new URL(away.config.issuer);
    await away.close();
    const waiting = await createAccountsApp({ oidc: away.config }, [], api);
    try {
      expect((await get('/v1/oidc/sign-in?to=/recordings', {}, waiting)).to).toBe(
        '/sign-in?failed=provider-away&to=%2Frecordings',
      );
      const back = await startProvider(away.config.publicUrl, Number(port));
      try {
        expect((await get('/v1/oidc/sign-in', {}, waiting)).to).toMatch(back.config.issuer);
      } finally {
        await back.close();
      }
    } finally {
      await waiting.close();
    }
  });

  test('while somebody is on the way back sends them to try again', async () => {
    const brief = await startProvider();
    const app = await createAccountsApp({ oidc: brief.config }, [], api);
    try {
      const begun = await get('/v1/oidc/sign-in', {}, app);
      const back = await brief.visit(begun.to, 'grace');
      await brief.close();
      const cookies = { 'sinode-sign-in': begun.set['sinode-sign-in']?.value ?? '' };
      expect((await get(back.pathname + back.search, cookies, app)).to).toBe('/sign-in?failed=provider-away');
    } finally {
      await app.close();
    }
  });
});

test('a server without a provider says so', async () => {
  const plain = await createAccountsApp({}, [], api);
  try {
    for (const url of ['/v1/oidc/sign-in', '/v1/oidc/callback']) {
      expect((await get(url, {}, plain)).status).toBe(404);
    }
  } finally {
    await plain.close();
  }
});

test('names are made to fit, and there is always one', () => {
  expect(namesToTry(['ada@example.org', 'ada'])).toEqual(
    expect.arrayContaining(['ada@example.org', 'ada', 'ada@example.org-2']),
  );
  expect(namesToTry(['Ada Lovelace'])[0]).toBe('Ada.Lovelace');
  expect(namesToTry(['<script>'])[0]).toBe('script.');
  expect(namesToTry(['  ', '\u202e', 'x'])).toEqual([expect.stringMatching(/^user-[\da-f]{16}$/)]);
});

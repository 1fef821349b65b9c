import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { attempts } from '../database/schema.ts';
import { forgetAttempts } from './attempts.ts';
import { createPasswords } from './passwords.ts';
import { type AccountsApp, createAccountsApp, PASSWORD, type SendOptions } from './testing/accounts-app.ts';

const passwords = createPasswords();
const isRight = vi.spyOn(passwords, 'isRight');
let api: AccountsApp;

beforeAll(async () => {
  api = await createAccountsApp({ passwords, limits: { perAccount: 3, perAddress: 6 } });
  for (const username of ['ada', 'grace', 'edith']) {
    await api.send({ method: 'POST', url: '/register', body: { username, password: PASSWORD } });
  }
});
beforeEach(async () => {
  await api.db.delete(attempts);
  isRight.mockClear();
});
afterAll(() => api.close());

const signIn = (username: string, password: string, more: Partial<SendOptions> = {}) =>
  api.send({ method: 'POST', url: '/v1/auth/login', body: { username, password }, ...more });

test('the reference route gives a token of 15 minutes whose subject is the name', async () => {
  const answer = await signIn('ADA', PASSWORD, { url: '/login' });
  expect(answer.statusCode).toBe(200);
  expect(Object.keys(answer.json())).toEqual(['token']);
  const { sub, exp = 0, iat = 0 } = decodeJwt(answer.json().token);
  expect({ sub, seconds: exp - iat }).toEqual({ sub: 'ada', seconds: 900 });

  const me = await api.send({ method: 'GET', url: '/v1/account', token: answer.json().token });
  expect(me.json()).toMatchObject({ username: 'ada', role: 'admin' });
});

test('version 1 gives two tokens that nobody between may store', async () => {
  const answer = await signIn('ada', PASSWORD);
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(answer.json()).toMatchObject({
    accessToken: expect.stringMatching(/^ey/),
    refreshToken: expect.stringMatching(/^[\w-]{43}\.[\w-]{43}$/),
    account: { username: 'ada' },
  });
});

test('a wrong password and an unknown name get the same answer for the same work', async () => {
  const wrong = await signIn('ada', 'not the password', { url: '/login' });
  expect(isRight).toHaveBeenCalledTimes(1);
  for (const name of ['nobody', 'x', '\0', 'x'.repeat(1000)]) {
    isRight.mockClear();
    const unknown = await signIn(name, 'not the password', { url: '/login', address: '192.0.2.200' });
    expect([unknown.statusCode, unknown.body]).toEqual([wrong.statusCode, wrong.body]);
    expect(isRight).toHaveBeenCalledTimes(1);
    expect(isRight).toHaveBeenCalledWith(null, 'not the password');
  }
  expect([wrong.statusCode, wrong.body]).toEqual([401, '{"detail":"Invalid username and/or password"}']);
  expect((await signIn('ada', 'wrong')).json()).toMatchObject({
    code: 'SIGN_IN_FAILED',
    detail: 'Invalid username and/or password',
  });
});

test.each(['ada', 'nobody'])(
  'after three failures %s is blocked for a while, whatever is said',
  async (name) => {
    for (let i = 0; i < 3; i++) expect((await signIn(name, 'wrong')).statusCode).toBe(401);
    isRight.mockClear();
    for (const password of ['wrong', PASSWORD]) {
      const blocked = await signIn(name, password, { address: '198.51.100.1' });
      expect([blocked.statusCode, blocked.json().code]).toEqual([429, 'TOO_MANY_ATTEMPTS']);
      const seconds = Number(blocked.headers['retry-after']);
      expect(seconds).toBeGreaterThan(890);
      expect(seconds).toBeLessThanOrEqual(900);
    }
    expect(isRight).not.toHaveBeenCalled();
    expect((await signIn('grace', PASSWORD, { address: '198.51.100.1' })).statusCode).toBe(200);
  },
);

test('guesses at the same moment are counted one by one', async () => {
  const answers = await Promise.all(Array.from({ length: 6 }, () => signIn('ada', 'wrong')));
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([401, 401, 401, 429, 429, 429]);
});

test('when the time is over the count begins anew', async () => {
  for (let i = 0; i < 4; i++) await signIn('ada', 'wrong');
  await api.db.update(attempts).set({ windowEnds: new Date(Date.now() - 1) });
  expect((await signIn('ada', PASSWORD)).statusCode).toBe(200);
});

test("a success clears the account's count", async () => {
  for (let i = 0; i < 2; i++) await signIn('ada', 'wrong', { address: `198.51.100.${i}` });
  expect((await signIn('ada', PASSWORD)).statusCode).toBe(200);
  for (let i = 0; i < 3; i++) expect((await signIn('ada', 'wrong')).statusCode).toBe(401);
});

test("a success neither adds to the address's count nor clears it", async () => {
  const address = '2001:db8:1:2::1';
  const failing = ['grace', 'grace', 'edith', 'edith', 'nobody1'];
  for (const name of failing) expect((await signIn(name, 'wrong', { address })).statusCode).toBe(401);
  for (let i = 0; i < 5; i++) expect((await signIn('ada', PASSWORD, { address })).statusCode).toBe(200);
  expect((await signIn('nobody2', 'wrong', { address })).statusCode).toBe(401);
  // The whole /64 is one person's.
  expect((await signIn('ada', PASSWORD, { address: '2001:db8:1:2:ffff::9' })).statusCode).toBe(429);
  expect((await signIn('ada', PASSWORD, { address: '2001:db8:1:3::1' })).statusCode).toBe(200);
});

test('counts are forgotten when their time is over, and not before', async () => {
  await signIn('ada', 'wrong');
  await forgetAttempts(api.db);
  expect(await api.db.$count(attempts)).toBe(2);
  await api.db.update(attempts).set({ windowEnds: new Date(Date.now() - 1) });
  await api.accounts.sweep();
  expect(await api.db.$count(attempts)).toBe(0);
});

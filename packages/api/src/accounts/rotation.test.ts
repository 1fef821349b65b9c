/** A new secret in place of the old one, process by process, on one database: nobody has to sign in again. */
import { randomUUID } from 'node:crypto';
import type { SignedIn } from '@sinode/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AccountsApp, createAccountsApp, type Person } from './testing/accounts-app.ts';

const [OLD, NEW] = [randomUUID() + randomUUID(), randomUUID() + randomUUID()];

/** As it was before; told of the new secret; signing with it; and done. */
let before: AccountsApp;
let prepared: AccountsApp;
let changed: AccountsApp;
let done: AccountsApp;
let person: Person;

beforeAll(async () => {
  before = await createAccountsApp({ secrets: [OLD] });
  prepared = await createAccountsApp({ secrets: [OLD, NEW] }, [], before);
  changed = await createAccountsApp({ secrets: [NEW, OLD] }, [], before);
  done = await createAccountsApp({ secrets: [NEW] }, [], before);
  person = await before.signUp();
});
afterAll(async () => {
  for (const app of [done, changed, prepared, before]) await app.close();
});

const statusOf = async (app: AccountsApp, token: string) =>
  (await app.send({ method: 'GET', url: '/v1/account', token })).statusCode;
const refresh = async (app: AccountsApp, refreshToken: string) => {
  const answer = await app.send({ method: 'POST', url: '/v1/auth/refresh', body: { refreshToken } });
  expect(answer.statusCode).toBe(200);
  return answer.json<SignedIn>();
};

test('an access token is good at every process of the same step and of the next', async () => {
  expect(await statusOf(prepared, person.accessToken)).toBe(200);
  expect(await statusOf(changed, person.accessToken)).toBe(200);

  const { accessToken } = await refresh(changed, (await before.signUp()).refreshToken);
  expect(await statusOf(prepared, accessToken)).toBe(200);
  expect(await statusOf(done, accessToken)).toBe(200);
});

test('the old secret is worth nothing once it is gone', async () => {
  expect(await statusOf(done, person.accessToken)).toBe(401);
  const { accessToken } = await refresh(changed, (await before.signUp()).refreshToken);
  expect(await statusOf(before, accessToken)).toBe(401);
});

test('a session goes on from step to step, and is the same to the end', async () => {
  let { refreshToken } = await before.signUp();
  const sessions = new Set<string>();
  for (const app of [before, prepared, before, prepared, changed, prepared, changed, done]) {
    const signedIn = await refresh(app, refreshToken);
    sessions.add(signedIn.sessionId);
    refreshToken = signedIn.refreshToken;
  }
  expect(sessions.size).toBe(1);
});

test('an answer that got lost at one process is given again by the other, and nobody is taken for a thief', async () => {
  for (const [first, second] of [
    [changed, prepared],
    [prepared, changed],
  ] as const) {
    const { refreshToken } = await before.signUp();
    const lost = await refresh(first, refreshToken);
    const again = await refresh(second, refreshToken);
    expect(again.refreshToken).toBe(lost.refreshToken);
    await refresh(second, again.refreshToken);
  }
});

test('API keys do not depend on it', async () => {
  const { key } = await person.makeKey('read');
  for (const app of [prepared, changed, done]) {
    expect(await statusOf(app, key)).toBe(200);
  }
});

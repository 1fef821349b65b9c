/** Two processes on one database: together they let no more through than one may. */
import { randomUUID } from 'node:crypto';
import { like, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { attempts } from '../database/schema.ts';
import { operationsRoutes } from '../operations/operations.ts';
import { createRequestLimits } from './request-limits.ts';
import { type AccountsApp, createAccountsApp, type Person } from './testing/accounts-app.ts';

const LIMIT = 40;

let first: AccountsApp;
let second: AccountsApp;
beforeAll(async () => {
  const secrets = [randomUUID() + randomUUID()];
  const plain = await createAccountsApp();
  first = plain;
  const options = { secrets, requestsPerMinute: LIMIT };
  first = await createAccountsApp(options, [(app) => operationsRoutes(plain.db)(app)], plain);
  second = await createAccountsApp(options, [], plain);
  closePlain = plain.close;
});
let closePlain = async () => {};
beforeEach(async () => {
  await first.db.delete(attempts);
});
afterAll(async () => {
  await second.close();
  await first.close();
  await closePlain();
});

/** Of an address of its own, so that signing up counts for nobody else. */
let people = 0;
async function newPerson(): Promise<Person & { address: string }> {
  people++;
  const address = `198.51.100.${people}`;
  const username = `person-${people}`;
  const body = { username, password: 'correct horse battery staple' };
  await first.send({ method: 'POST', url: '/v1/auth/register', body, address });
  const signedIn = await first.send({ method: 'POST', url: '/v1/auth/login', body, address });
  return { ...signedIn.json(), username, address };
}

const ask = (app: AccountsApp, token: string, address = '192.0.2.9') =>
  app.send({ method: 'GET', url: '/v1/account', token, address });

test('what one account asks of two processes is counted together, to the last request', async () => {
  const { accessToken } = await newPerson();
  const statuses: number[] = [];
  for (let i = 0; i < LIMIT + 10; i++) {
    statuses.push((await ask(i % 2 === 0 ? first : second, accessToken)).statusCode);
  }
  expect(statuses.filter((status) => status === 200)).toHaveLength(LIMIT);
  expect(statuses.slice(LIMIT)).toEqual(Array(10).fill(429));
});

test('also of requests at the same moment', async () => {
  const { accessToken } = await newPerson();
  const answers = await Promise.all(
    Array.from({ length: 3 * LIMIT }, (_, i) => ask(i % 3 === 0 ? first : second, accessToken)),
  );
  const passed = answers.filter(({ statusCode }) => statusCode === 200).length;
  expect(passed).toBe(LIMIT);
});

test('the refusal says when to go on, and every answer what is left', async () => {
  const { accessToken } = await newPerson();
  const { headers } = await ask(first, accessToken);
  expect(headers['ratelimit-policy']).toBe(`"default";q=${LIMIT};w=60`);
  expect(headers.ratelimit).toMatch(new RegExp(`^"default";r=${LIMIT - 1};t=(60|59)$`));
  for (let i = 1; i < LIMIT; i++) await ask(first, accessToken);
  const refused = await ask(first, accessToken);
  expect(refused.json()).toMatchObject({ status: 429, code: 'TOO_MANY_REQUESTS' });
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(50);
});

test('one account, and one address, has nothing to do with another', async () => {
  const [greedy, other] = [await newPerson(), await newPerson()];
  for (let i = 0; i <= LIMIT; i++) await ask(first, greedy.accessToken);
  expect((await ask(first, greedy.accessToken)).statusCode).toBe(429);
  expect((await ask(first, other.accessToken)).statusCode).toBe(200);
});

test('keys and sessions of an account count as the account', async () => {
  const { accessToken } = await newPerson();
  const body = { name: 'program', scope: 'read' };
  const made = await first.send({ method: 'POST', url: '/v1/api-keys', token: accessToken, body });
  for (let i = 1; i < LIMIT; i++) await ask(first, made.json().key);
  expect((await ask(first, accessToken)).statusCode).toBe(429);
});

test('who is not signed in, or shows a bad token, is counted by address; health is not counted', async () => {
  const address = '203.0.113.5';
  const login = () =>
    first.send({ method: 'POST', url: '/v1/auth/refresh', body: { refreshToken: 'x' }, address });
  const statuses = [];
  for (let i = 0; i < LIMIT / 2; i++) {
    statuses.push((await login()).statusCode, (await ask(first, 'not-a-token', address)).statusCode);
  }
  expect(new Set(statuses)).toEqual(new Set([401]));
  expect((await login()).statusCode).toBe(429);
  expect((await ask(first, 'not-a-token', address)).statusCode).toBe(429);
  expect((await first.send({ method: 'GET', url: '/health/live', address })).statusCode).toBe(200);
});

test('when the minute is over it begins anew', async () => {
  const { accessToken } = await newPerson();
  for (let i = 0; i <= LIMIT; i++) await ask(first, accessToken);
  await first.db.update(attempts).set({ windowEnds: sql`now()` }).where(like(attempts.key, 'requests:%'));
  // Another process, which has not been told yet that this account has used up its minute.
  expect((await ask(second, accessToken)).statusCode).toBe(200);
});

test('the database is asked twenty times a minute for one caller, not at each request', async () => {
  let asked = 0;
  const watched = new Proxy(first.db, {
    get(target, name, receiver) {
      if (name === 'insert') asked++;
      return Reflect.get(target, name, receiver);
    },
  });
  const limitRequests = createRequestLimits(watched, 1000);
  for (let i = 0; i < 1000; i++) await limitRequests('somebody', '192.0.2.1');
  expect(asked).toBe(20);
  await expect(limitRequests('somebody', '192.0.2.1')).rejects.toMatchObject({ status: 429 });
  expect(asked).toBe(20);
});

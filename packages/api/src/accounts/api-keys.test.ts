import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Routes } from '../app.ts';
import { apiKeys, auditEvents } from '../database/schema.ts';
import { callerOf } from '../http/access.ts';
import { type AccountsApp, createAccountsApp, type Person } from './testing/accounts-app.ts';

/** What other parts have: routes to read and to write. */
const things: Routes = (app) => {
  for (const access of ['read', 'write'] as const) {
    app.route({
      method: 'GET',
      url: `/${access}`,
      config: { access },
      handler: (request) => callerOf(request).credential,
    });
  }
};

let api: AccountsApp;
let person: Person;
beforeAll(async () => {
  api = await createAccountsApp({}, [things]);
  person = await api.signUp('ada');
});
afterAll(() => api.close());

const get = (url: string, token: string) => api.send({ method: 'GET', url, token });
const make = (body: unknown, token = person.accessToken) =>
  api.send({ method: 'POST', url: '/v1/api-keys', token, body });

test('a key is shown once, and only its hash is kept', async () => {
  const made = await make({ name: 'night import', scope: 'write' });
  expect([made.statusCode, made.headers['cache-control']]).toEqual([201, 'no-store']);
  const { key, id } = made.json();
  expect(key).toMatch(/^sinode_[\da-f]{32}_[\w-]{43}$/);

  const list = await get('/v1/api-keys', person.accessToken);
  expect(list.json().items).toMatchObject([{ id, name: 'night import', scope: 'write', lastUsedAt: null }]);
  const [row] = await api.db.select().from(apiKeys).where(eq(apiKeys.id, id));
  const secret = key.slice(key.indexOf('_', 7) + 1);
  expect(list.body + JSON.stringify(row)).not.toContain(secret);
});

test('a key to read reads, a key to write does both, and neither rules over the account', async () => {
  const read = await person.makeKey('read');
  const write = await person.makeKey('write');
  expect((await get('/read', read.key)).json()).toEqual({ kind: 'key', keyId: read.id, scope: 'read' });
  expect((await get('/read', write.key)).statusCode).toBe(200);
  expect((await get('/write', write.key)).statusCode).toBe(200);
  const refused = await get('/write', read.key);
  expect([refused.statusCode, refused.json().code]).toEqual([403, 'SCOPE_MISSING']);

  for (const [method, url, body] of [
    ['GET', '/v1/api-keys'],
    ['POST', '/v1/api-keys', { name: 'more', scope: 'write' }],
    ['DELETE', `/v1/api-keys/${read.id}`],
    ['GET', '/v1/sessions'],
    ['POST', '/v1/auth/logout'],
    ['PUT', '/v1/account/password', { currentPassword: 'x', newPassword: 'x' }],
    ['DELETE', '/v1/account', { password: 'x' }],
  ] as const) {
    const answer = await api.send({ method, url, token: write.key, ...(body ? { body } : {}) });
    expect([url, answer.statusCode, answer.json().code]).toEqual([url, 403, 'FORBIDDEN']);
  }
});

test('the key of an administrator looks, but changes no account', async () => {
  const { key } = await person.makeKey('write');
  const other = await api.signUp();
  expect((await get('/v1/admin/users', key)).statusCode).toBe(200);
  const url = `/v1/admin/users/${other.account.id}`;
  expect((await api.send({ method: 'DELETE', url, token: key })).statusCode).toBe(403);
  const body = { role: 'admin' };
  expect((await api.send({ method: 'PUT', url: `${url}/role`, token: key, body })).statusCode).toBe(403);
});

test('a key that is wrong in any way is refused', async () => {
  const { key, id } = await person.makeKey('read');
  const other = await person.makeKey('read');
  const secretOf = (text: string) => text.slice(text.indexOf('_', 7) + 1);
  const last = key.endsWith('A') ? 'B' : 'A';
  const wrong = [
    key.slice(0, -1),
    `${key.slice(0, -1)}${last}`,
    `${key}x`,
    key.toUpperCase(),
    key.replace(secretOf(key), secretOf(other.key)),
    `sinode_${'0'.repeat(32)}_${secretOf(key)}`,
    `sinode_${id}_${secretOf(key)}`,
    'sinode_',
    `sinode_'or+true--_${secretOf(key)}`,
    secretOf(key),
  ];
  for (const token of wrong) {
    const answer = await get('/read', token);
    expect([token, answer.statusCode, answer.json().code]).toEqual([token, 401, 'TOKEN_INVALID']);
  }
  expect((await get('/read', key)).statusCode).toBe(200);
});

test('its last use is shown, and written down once a minute and once an hour', async () => {
  const { key, id } = await person.makeKey('read');
  const lastUse = async () => (await api.db.select().from(apiKeys).where(eq(apiKeys.id, id)))[0]?.lastUsedAt;
  const audited = () => api.db.$count(auditEvents, eq(auditEvents.target, id));
  const made = await audited();

  await Promise.all(Array.from({ length: 5 }, () => get('/read', key)));
  const first = await lastUse();
  expect(Date.now() - (first?.getTime() ?? 0)).toBeLessThan(10_000);
  expect(await audited()).toBe(made + 1);

  await get('/read', key);
  expect(await lastUse()).toEqual(first);

  const twoHoursAgo = new Date(Date.now() - 7_200_000);
  await api.db.update(apiKeys).set({ lastUsedAt: twoHoursAgo }).where(eq(apiKeys.id, id));
  await get('/read', key);
  expect((await lastUse())?.getTime()).toBeGreaterThan(twoHoursAgo.getTime());
  expect(await audited()).toBe(made + 2);
});

test('a revoked key is worth nothing at once, and only its owner can revoke it', async () => {
  const { key, id } = await person.makeKey('read');
  const other = await api.signUp();
  const revoke = (token: string) => api.send({ method: 'DELETE', url: `/v1/api-keys/${id}`, token });
  expect((await revoke(other.accessToken)).statusCode).toBe(404);
  expect((await get('/read', key)).statusCode).toBe(200);
  expect((await revoke(person.accessToken)).statusCode).toBe(204);
  expect((await get('/read', key)).statusCode).toBe(401);
  expect((await revoke(person.accessToken)).statusCode).toBe(404);
});

test('two keys of one person have two names', async () => {
  const first = await make({ name: 'twice', scope: 'read' });
  const second = await make({ name: ' twice ', scope: 'write' });
  expect([first.statusCode, second.statusCode, second.json().code]).toEqual([201, 409, 'CONFLICT']);
  const other = await api.signUp();
  expect((await make({ name: 'twice', scope: 'read' }, other.accessToken)).statusCode).toBe(201);
});

test.each([
  [{ name: '', scope: 'read' }],
  [{ name: 'x'.repeat(101), scope: 'read' }],
  [{ name: 'a\0b', scope: 'read' }],
  [{ name: 'a\nb', scope: 'read' }],
  [{ name: 'all', scope: 'admin' }],
  [{ name: 'none' }],
  [[]],
])('%j makes no key', async (body) => {
  const answer = await make(body);
  expect([answer.statusCode, answer.json().code]).toEqual([422, 'VALIDATION_FAILED']);
});

test('an account has fifty keys at most, however fast they are made', async () => {
  const collector = await api.signUp();
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, i) => make({ name: `key ${i}`, scope: 'read' }, collector.accessToken)),
  );
  const statuses = answers.map(({ statusCode }) => statusCode).sort();
  expect(statuses).toEqual([...Array(50).fill(201), ...Array(10).fill(409)]);
});

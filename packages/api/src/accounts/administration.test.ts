import type { Account, AuditEvent } from '@sinode/contracts';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  analyses,
  apiKeys,
  auditEvents,
  corrections,
  evaluations,
  jobs,
  recordings,
  sessions,
  users,
} from '../database/schema.ts';
import { type AccountsApp, createAccountsApp, PASSWORD, type Person } from './testing/accounts-app.ts';

let api: AccountsApp;
let admin: Person;
let user: Person;
let removed: string[];
let onRemove: () => void;

beforeEach(async () => {
  removed = [];
  onRemove = () => {};
  api = await createAccountsApp({
    removeRecordings: async (ids) => {
      removed.push(...ids);
      onRemove();
    },
  });
  admin = await api.signUp('admin');
  user = await api.signUp('user');
});
afterEach(() => api.close());

const get = async (url: string, { accessToken }: Person) =>
  api.send({ method: 'GET', url, token: accessToken });
const setRole = (id: string, role: string, { accessToken }: Person) =>
  api.send({ method: 'PUT', url: `/v1/admin/users/${id}/role`, token: accessToken, body: { role } });
const remove = (id: string, { accessToken }: Person) =>
  api.send({ method: 'DELETE', url: `/v1/admin/users/${id}`, token: accessToken });
const removeOwn = ({ accessToken }: Person, password: string) =>
  api.send({ method: 'DELETE', url: '/v1/account', token: accessToken, body: { password } });

/** An account with a row in every table that belongs to people. */
async function fill({ account }: Person): Promise<string> {
  const ownerId = account.id;
  const facts = { format: 'mat', samplingRate: 500, sampleCount: 5000, durationSeconds: 10, sizeBytes: 1 };
  const file = { leads: [], warnings: [], files: [], mainFile: 'a.mat', sha256: account.id };
  const [recording] = await api.db
    .insert(recordings)
    .values({ ownerId, name: 'a', ...facts, ...file })
    .returning();
  const recordingId = recording?.id ?? '';
  const model = { modelName: 'm', modelVersion: '1' };
  await api.db.insert(analyses).values({ recordingId, askedLead: '', ...model });
  const correction = { version: 1, changes: [], beats: new Uint8Array(4) };
  await api.db.insert(corrections).values({ recordingId, authorId: ownerId, lead: 'II', ...correction });
  await api.db.insert(evaluations).values({ ownerId, name: 'e', request: {}, ...model });
  await api.db.insert(jobs).values({ kind: 'analysis', subject: account.id, ownerId });
  return recordingId;
}

const counts = () =>
  Promise.all(
    [users, sessions, apiKeys, recordings, analyses, corrections, evaluations, jobs].map((table) =>
      api.db.$count(table),
    ),
  );

describe('deleting an account', () => {
  test('takes everything with it, and nothing of others', async () => {
    const before = await counts();
    const gone = await api.signUp('gone');
    const key = await gone.makeKey('write');
    const recordingId = await fill(gone);

    const wrong = await removeOwn(gone, 'not the password');
    expect([wrong.statusCode, wrong.json().code]).toEqual([403, 'PASSWORD_WRONG']);
    expect(removed).toEqual([]);

    expect((await removeOwn(gone, PASSWORD)).statusCode).toBe(204);
    expect(removed).toEqual([recordingId]);
    expect(await counts()).toEqual(before);
    for (const token of [gone.accessToken, key.key]) {
      const answer = await api.send({ method: 'GET', url: '/v1/account', token });
      expect([answer.statusCode, answer.json().code]).toEqual([401, 'TOKEN_INVALID']);
    }
    expect((await removeOwn(user, PASSWORD)).statusCode).toBe(204);
    // The name is free again, for an account that has nothing of the old one.
    expect((await api.signUp('gone')).account.id).not.toBe(gone.account.id);
  });

  test('succeeds where its files cannot be removed: they are left for the sweep', async () => {
    await fill(user);
    onRemove = () => {
      throw new Error('the disk is gone');
    };
    expect((await removeOwn(user, PASSWORD)).statusCode).toBe(204);
    expect((await get('/v1/account', user)).statusCode).toBe(401);
  });

  test('is for administrators to do for others, and for nobody else', async () => {
    const other = await api.signUp('other');
    const recordingId = await fill(other);
    expect((await remove(other.account.id, user)).statusCode).toBe(403);
    expect((await remove(other.account.id, admin)).statusCode).toBe(204);
    expect(removed).toEqual([recordingId]);
    expect((await remove(other.account.id, admin)).statusCode).toBe(404);
    expect((await remove('not-an-id', admin)).statusCode).toBe(422);
  });
});

describe('the last administrator', () => {
  test('stays one until there is another', async () => {
    for (const answer of [
      await setRole(admin.account.id, 'user', admin),
      await remove(admin.account.id, admin),
      await removeOwn(admin, PASSWORD),
    ]) {
      expect([answer.statusCode, answer.json().code]).toEqual([409, 'CONFLICT']);
    }
    expect((await setRole(user.account.id, 'admin', admin)).json()).toMatchObject({ role: 'admin' });
    expect((await setRole(admin.account.id, 'user', admin)).statusCode).toBe(200);
    // At once, with the same token.
    expect((await get('/v1/admin/users', admin)).statusCode).toBe(403);
    expect((await get('/v1/admin/users', user)).statusCode).toBe(200);
  });

  test('is left when all step down at the same moment', async () => {
    const others = await Promise.all(['two', 'three', 'four'].map((name) => api.signUp(name)));
    const all = [admin, ...others];
    for (const { account } of others) await setRole(account.id, 'admin', admin);
    const answers = await Promise.all(
      all.map((person, i) =>
        i % 2 === 0 ? setRole(person.account.id, 'user', person) : removeOwn(person, PASSWORD),
      ),
    );
    expect(answers.filter(({ statusCode }) => statusCode === 409)).toHaveLength(1);
    expect(await api.db.$count(users, eq(users.role, 'admin'))).toBe(1);
  });
});

describe('administrators', () => {
  test('list all accounts in the order of their names, in pages', async () => {
    for (const name of ['Zoe', 'bob', 'Änne']) await api.signUp(name);
    const listed = await api.all<Account>('/v1/admin/users?limit=2', admin.accessToken);
    const names = listed.map(({ username }) => username);
    expect(names.sort()).toEqual(['Zoe', 'admin', 'bob', 'user', 'Änne']);
    const first = (await get('/v1/admin/users?limit=1', admin)).json();
    expect(Object.keys(first.items[0]).sort()).toEqual([
      'createdAt',
      'hasPassword',
      'id',
      'role',
      'username',
    ]);
    const bad = Buffer.from('["\\u0000"]').toString('base64url');
    expect((await get(`/v1/admin/users?cursor=${bad}`, admin)).statusCode).toBe(422);
  });

  test('read who did what, the newest first, by person and by deed', async () => {
    await api.send({ method: 'POST', url: '/login', body: { username: 'user', password: 'wrong' } });
    await api.send({ method: 'POST', url: '/login', body: { username: 'nobody', password: 'wrong' } });
    const { id: keyId, key } = await user.makeKey('read');
    await api.send({ method: 'GET', url: '/v1/account', token: key });
    await api.send({ method: 'DELETE', url: `/v1/api-keys/${keyId}`, token: user.accessToken });
    await api.send({ method: 'POST', url: '/v1/auth/logout', token: user.accessToken });
    await remove(user.account.id, admin);

    const items = await api.all<AuditEvent>('/v1/admin/audit?limit=3', admin.accessToken);
    expect(items.map(({ action }) => action)).toEqual([
      'account.deleted',
      'account.signed-out',
      'key.revoked',
      'key.used',
      'key.made',
      'account.sign-in-failed',
      'account.sign-in-failed',
      'account.signed-in',
      'account.registered',
      'account.signed-in',
      'account.registered',
    ]);
    expect(items[0]).toMatchObject({
      userId: admin.account.id,
      username: 'admin',
      target: user.account.id,
      address: '192.0.2.1',
    });
    expect(items[1]).toMatchObject({ userId: user.account.id, username: null });
    expect(items[5]).toMatchObject({ userId: null, username: null, target: null });

    const mine = (await get(`/v1/admin/audit?userId=${user.account.id}&action=key.used`, admin)).json();
    expect(mine).toMatchObject({ items: [{ action: 'key.used', target: keyId }], nextCursor: null });
    expect((await get('/v1/admin/audit?action=anything', admin)).statusCode).toBe(422);
    expect((await get('/v1/admin/audit', await api.signUp('curious'))).statusCode).toBe(403);
  });

  test('find neither names nor passwords in the log', async () => {
    await api.send({ method: 'POST', url: '/login', body: { username: 'secretive', password: 'wrong' } });
    const log = JSON.stringify(await api.db.select().from(auditEvents));
    for (const word of ['secretive', 'wrong', PASSWORD]) expect(log).not.toContain(word);
  });
});

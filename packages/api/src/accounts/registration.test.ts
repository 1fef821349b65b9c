import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { users } from '../database/schema.ts';
import { nameKey } from './name-key.ts';
import { type AccountsApp, createAccountsApp, PASSWORD } from './testing/accounts-app.ts';

const register = (
  api: AccountsApp,
  username: unknown,
  password: unknown = PASSWORD,
  url = '/v1/auth/register',
) => api.send({ method: 'POST', url, body: { username, password } });

describe('with registration open', () => {
  let api: AccountsApp;
  beforeAll(async () => {
    api = await createAccountsApp({ limits: { registrations: 10_000 } });
  });
  afterAll(() => api.close());

  test('the reference route answers in the words of its contract', async () => {
    const made = await register(api, 'reference', PASSWORD, '/register');
    expect([made.statusCode, made.body]).toEqual([200, 'Successfully registered reference.']);
    expect(made.headers['content-type']).toBe('text/plain; charset=utf-8');

    const again = await register(api, 'reference', 'another password', '/register');
    expect([again.statusCode, again.body]).toEqual([400, '{"detail":"Username is taken"}']);

    const short = await register(api, 'reference2', 'short', '/register');
    const detail = 'body.password: must have 8 to 256 characters.';
    expect([short.statusCode, short.json()]).toEqual([422, { detail }]);
  });

  test('version 1 tells the account, and a stable code where the name is taken', async () => {
    const made = await register(api, 'Ada');
    expect(made.statusCode).toBe(201);
    expect(made.json()).toMatchObject({ username: 'Ada', role: 'user' });

    const again = await register(api, 'aDA');
    expect(again.statusCode).toBe(409);
    expect(again.json()).toMatchObject({ code: 'NAME_TAKEN', detail: 'Username is taken' });
  });

  test.each([
    ['abc'],
    ['a'.repeat(64)],
    ['ada@example.org'],
    ['first.last+tag_1-2'],
    ['Ωμέγα'],
    ['山田太郎'],
    ['नमस्ते'],
    ['1st'],
  ])('%s is a name', async (name) => {
    expect((await register(api, name)).statusCode).toBe(201);
    const { items } = await api.accounts.users.list({ limit: 100 });
    expect(items.map(({ username }) => username)).toContain(name);
  });

  test.each([
    ['ab'],
    ['a'.repeat(65)],
    ['  ada'],
    ['a da'],
    ['ada\0'],
    ['ada\n'],
    ['<script>'],
    ['../ada'],
    ['.ada'],
    ['ad\u200da'],
    ['\u3164\u3164\u3164'],
    ['\ufdfa\ufdfa\ufdfa'],
    ['ad\ud800'],
    ['👩👩👩'],
    [''],
    ['a'.repeat(500_000)],
  ])('%# is no name, and the answer says what would be one', async (name) => {
    const refused = await register(api, name);
    expect(refused.statusCode).toBe(422);
    expect(refused.json()).toMatchObject({
      code: 'VALIDATION_FAILED',
      fields: [
        { field: 'body.username', message: expect.stringMatching(/^must have 3 to 64 characters: letters/) },
      ],
    });
  });

  test('a password has 8 to 256 characters, whatever they are', async () => {
    const status = async (name: string, password: string) => (await register(api, name, password)).statusCode;
    expect(await status('seven', '1234567')).toBe(422);
    expect(await status('eight', '12345678')).toBe(201);
    expect(await status('signs', '👩‍⚕️ \0\n\ud800\u202e ')).toBe(201);
    expect(await status('longest', '👩'.repeat(256))).toBe(201);
    expect(await status('longer', 'x'.repeat(257))).toBe(422);
    const huge = await register(api, 'huge', 'x'.repeat(10_000_000));
    expect([huge.statusCode, huge.json().code]).toEqual([413, 'PAYLOAD_TOO_LARGE']);
  });

  test('a name that is written in another form or in capitals is the same name', () => {
    const name = fc.stringMatching(/^[\p{L}\p{N}][\p{L}\p{M}\p{N}._@+-]{2,20}$/u);
    fc.assert(
      fc.property(name, (text) => {
        const key = nameKey(text);
        expect(nameKey(key)).toBe(key);
        for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD']) expect(nameKey(text.normalize(form))).toBe(key);
      }),
      { numRuns: 2000 },
    );
    expect(nameKey('ＡＤＡ')).toBe('ada');
  });

  test('whatever is sent as a name or password, nothing breaks', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc.json(),
      fc.constantFrom('\0', '__proto__'),
    );
    await fc.assert(
      fc.asyncProperty(text, text, async (username, password) => {
        for (const url of ['/register', '/login', '/v1/auth/register', '/v1/auth/login']) {
          const { statusCode } = await register(api, username, password, url);
          expect([200, 201, 400, 401, 409, 422, 429]).toContain(statusCode);
        }
      }),
      { numRuns: 25 },
    );
  });
});

test('twenty registrations of one name at the same moment give one account, and it is the administrator', async () => {
  const api = await createAccountsApp();
  try {
    const answers = await Promise.all(Array.from({ length: 20 }, () => register(api, 'same')));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, ...Array(19).fill(409)]);
    expect(await api.db.select().from(users)).toMatchObject([{ name: 'same', role: 'admin' }]);
  } finally {
    await api.close();
  }
});

test('of twenty first accounts at the same moment one is the administrator', async () => {
  const api = await createAccountsApp();
  try {
    await Promise.all(Array.from({ length: 20 }, (_, i) => register(api, `user-${i}`)));
    const roles = (await api.db.select().from(users)).map(({ role }) => role);
    expect(roles.sort()).toEqual(['admin', ...Array(19).fill('user')]);
  } finally {
    await api.close();
  }
});

test('hundreds of registrations at once are answered, with 503 for those who would wait too long', async () => {
  const api = await createAccountsApp({ limits: { registrations: 10_000 } });
  try {
    const answers = await Promise.all(Array.from({ length: 300 }, (_, i) => register(api, `user-${i}`)));
    const busy = answers.filter(({ statusCode }) => statusCode === 503);
    const made = answers.filter(({ statusCode }) => statusCode === 201);
    expect(made.length).toBeGreaterThanOrEqual(200);
    expect(busy.length).toBeGreaterThan(0);
    expect(made.length + busy.length).toBe(300);
    for (const answer of busy) {
      expect(answer.json()).toMatchObject({ code: 'BUSY' });
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    }
    expect(await api.db.$count(users)).toBe(made.length);
  } finally {
    await api.close();
  }
}, 20_000);

test('registration can be closed', async () => {
  const api = await createAccountsApp({ registration: 'closed' });
  try {
    const closed = await register(api, 'ada');
    expect([closed.statusCode, closed.json().code]).toEqual([403, 'REGISTRATION_CLOSED']);
    const reference = await register(api, 'ada', PASSWORD, '/register');
    const detail = 'Registration is closed here: ask the administrator for an account.';
    expect([reference.statusCode, reference.json()]).toEqual([403, { detail }]);
    expect(await api.db.$count(users)).toBe(0);
  } finally {
    await api.close();
  }
});

test('registrations from one address have a limit, and other addresses have their own', async () => {
  const api = await createAccountsApp({ limits: { registrations: 2 } });
  try {
    const from = async (address: string, username: string) =>
      api.send({ method: 'POST', url: '/v1/auth/register', body: { username, password: PASSWORD }, address });
    expect((await from('192.0.2.7', 'one')).statusCode).toBe(201);
    expect((await from('192.0.2.7', 'two')).statusCode).toBe(201);
    const third = await from('192.0.2.7', 'three');
    expect([third.statusCode, third.json().code]).toEqual([429, 'TOO_MANY_ATTEMPTS']);
    expect(Number(third.headers['retry-after'])).toBeGreaterThan(890);
    expect(Number(third.headers['retry-after'])).toBeLessThanOrEqual(900);
    expect((await from('192.0.2.8', 'three')).statusCode).toBe(201);
  } finally {
    await api.close();
  }
});

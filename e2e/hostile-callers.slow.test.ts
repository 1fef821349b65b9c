/** Tokens that nobody was given, and other people's ids on every route there is, against the real server. */
import { createHmac, generateKeyPairSync, hkdfSync, sign } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Answer, ask, askJson, ecgFile, expectRefusal, expectUnharmed } from './testing/hostile.ts';
import {
  createPlace,
  type Place,
  type ServerProcess,
  signIn,
  startServerProcess,
} from './testing/server-process.ts';

type Headers = { authorization: string };

const SECRET = 'a secret for this test alone, long enough to be taken';

let place: Place;
let server: ServerProcess;
/** The first account of a server is its administrator's, and may do more: neither of the two is that one. */
let owner: Headers;
let stranger: Headers;
/** What the owner has, by the word that routes call it by. */
let ids: Readonly<Record<string, string>>;
let lead: string;
let file: string;

beforeAll(async () => {
  place = await createPlace();
  server = await startServerProcess(place, { env: { SINODE_SECRET: SECRET } });
  await signIn(server.url, 'administrator');
  owner = await signIn(server.url, 'owner');
  stranger = await signIn(server.url, 'stranger');
  const recording = await upload(owner, 1);
  lead = recording.leads[0]?.name ?? '';
  file = recording.mainFile;
  const make = async (path: string, body: unknown) => {
    const { status, text } = await askJson(`${server.url}${path}`, body, owner);
    expect([path, status, text]).toEqual([path, expect.toBeOneOf([201, 202]), expect.any(String)]);
    return (JSON.parse(text) as { id: string }).id;
  };
  const analysis = await make(`/v1/recordings/${recording.id}/analyses`, { lead });
  const corrected = { lead, basedOn: { analysisId: analysis }, changes: [] };
  const correction = await make(`/v1/recordings/${recording.id}/corrections`, corrected);
  const evaluation = await make('/v1/evaluations', { source: { kind: 'corrections' }, protocol: 'ec57' });
  const key = await make('/v1/api-keys', { name: 'night import', scope: 'read' });
  const { items } = JSON.parse((await get('/v1/sessions', owner)).text) as { items: { id: string }[] };
  const { id: user } = JSON.parse((await get('/v1/account', owner)).text) as { id: string };
  ids = {
    recordings: recording.id,
    analyses: analysis,
    corrections: correction,
    evaluations: evaluation,
    'api-keys': key,
    sessions: items[0]?.id ?? '',
    users: user,
  };
  await vi.waitFor(
    async () => {
      const { text } = await get(`/v1/evaluations/${evaluation}`, owner);
      expect(JSON.parse(text)).toMatchObject({ state: 'done' });
    },
    { timeout: 60_000, interval: 200 },
  );
});
afterAll(async () => {
  await server?.stop();
  await place.remove();
});

async function upload(headers: Headers, seed: number) {
  const form = new FormData();
  form.append('samplingRate', '500');
  form.append('file', new Blob([ecgFile(seed)]), `record-${seed}.mat`);
  const answer = await ask(`${server.url}/v1/recordings`, { method: 'POST', headers, body: form });
  expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
  return JSON.parse(answer.text) as { id: string; mainFile: string; leads: { name: string }[] };
}

function get(path: string, headers: Headers): Promise<Answer> {
  return ask(`${server.url}${path}`, { headers });
}

interface Operation {
  readonly method: string;
  /** With `{id}` and the like. */
  readonly path: string;
  readonly needsBody: boolean;
}

/** Every route of the documentation, so that none can be forgotten here. */
async function operations(): Promise<Operation[]> {
  const { paths } = JSON.parse((await ask(`${server.url}/openapi.json`)).text) as {
    paths: Record<string, Record<string, { requestBody?: unknown }>>;
  };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      needsBody: requestBody !== undefined,
    })),
  );
}

/** What is good for the owner, by the end of the route: an answer must be about the id, and not about the body. */
function bodyFor({ method, path }: Operation): unknown {
  if (path === '/v1/recordings/{id}' && method === 'PATCH') return { name: 'mine now' };
  if (path === '/v1/recordings/{id}/analyses') return { lead };
  if (path === '/v1/recordings/{id}/corrections') return { lead, basedOn: { version: 1 }, changes: [] };
  if (path === '/v1/admin/users/{id}/role') return { role: 'admin' };
  throw new Error(`${method} ${path} is new: say here which body the owner would send`);
}

/** The address with the owner's ids. */
function addressOf(path: string): string {
  const kind = path.split('/{id}')[0]?.split('/').at(-1) ?? '';
  const id = ids[kind];
  if (id === undefined) throw new Error(`${path} is new: make one of those for the owner`);
  const address = path
    .replace('{id}', id)
    .replace('{lead}', encodeURIComponent(lead))
    .replace('{name}', encodeURIComponent(file));
  expect(address).not.toMatch(/[{}]/);
  return address;
}

function send(operation: Operation, headers: Headers): Promise<Answer> {
  const { method, path, needsBody } = operation;
  return ask(`${server.url}${addressOf(path)}`, {
    method,
    headers: { ...headers, ...(needsBody ? { 'content-type': 'application/json' } : {}) },
    ...(needsBody ? { body: JSON.stringify(bodyFor(operation)) } : {}),
  });
}

test('with the ids of another, every route answers as if there were nothing', async () => {
  const withId = (await operations()).filter(({ path }) => path.includes('{id}'));
  expect(withId.length).toBeGreaterThan(20);
  for (const operation of withId) {
    const what = `${operation.method} ${operation.path}`;
    const answer = await send(operation, stranger);
    expectRefusal(answer, operation.path.startsWith('/v1/admin/') ? [403] : [404], what);
    expect([what, Object.values(ids).filter((id) => answer.text.includes(id))]).toEqual([what, []]);
  }
});

test('and it was about whose they are: the owner reads all of them, untouched', async () => {
  const readable = (await operations()).filter(
    ({ method, path }) => method === 'GET' && path.includes('{id}') && !path.startsWith('/v1/admin/'),
  );
  expect(readable.length).toBeGreaterThan(10);
  for (const operation of readable) {
    expect([operation.path, (await send(operation, owner)).status]).toEqual([operation.path, 200]);
  }
  const { name } = JSON.parse((await get(`/v1/recordings/${ids.recordings}`, owner)).text) as {
    name: string;
  };
  expect(name).toBe('record-1');
  expect((await get('/v1/api-keys', owner)).text).toContain(ids['api-keys']);
});

test('no list shows what is another’s', async () => {
  const lists = (await operations()).filter(
    ({ method, path }) => method === 'GET' && path.startsWith('/v1/') && !path.includes('{'),
  );
  expect(lists.length).toBeGreaterThan(8);
  for (const { path } of lists) {
    const { text } = await get(path, stranger);
    expect([path, Object.values(ids).filter((id) => text.includes(id))]).toEqual([path, []]);
  }
});

test('ids of another are worth nothing in bodies and queries either', async () => {
  const own = await upload(stranger, 2);
  const corrected = { lead, basedOn: { analysisId: ids.analyses }, changes: [] };
  const corrections = `${server.url}/v1/recordings/${own.id}/corrections`;
  expectRefusal(await askJson(corrections, corrected, stranger), [404, 422], 'basedOn.analysisId');
  const evaluation = { source: { kind: 'corrections', recordingIds: [ids.recordings] }, protocol: 'ec57' };
  expectRefusal(
    await askJson(`${server.url}/v1/evaluations`, evaluation, stranger),
    [404, 422],
    'recordingIds',
  );
  const compared = await get(`/v1/evaluations/compare?a=${ids.evaluations}&b=${ids.evaluations}`, stranger);
  expectRefusal(compared, [404], 'compare');
  const audit = await get(`/v1/admin/audit?userId=${ids.users}`, stranger);
  expectRefusal(audit, [403], 'audit');
});

const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');

/** A token as the server makes them, unless something else is asked for. */
function tokenWith({
  header = {},
  claims = {},
  signed = (text: string) => createHmac('sha256', keyOf(SECRET)).update(text).digest('base64url'),
}: {
  header?: object;
  claims?: object;
  signed?: (text: string) => string;
} = {}): string {
  const now = Math.floor(Date.now() / 1000);
  const text = [
    encode({ alg: 'HS256', typ: 'JWT', ...header }),
    encode({
      sid: ids.sessions,
      sub: 'owner',
      iss: 'sinode',
      aud: 'sinode',
      iat: now,
      exp: now + 900,
      ...claims,
    }),
  ].join('.');
  return `${text}.${signed(text)}`;
}

function keyOf(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'sinode access tokens', 32));
}

function hmac(key: string | Buffer, hash = 'sha256'): (text: string) => string {
  return (text) => createHmac(hash, key).update(text).digest('base64url');
}

test('a token that was made the way the server does it is good, so that the others fail for what is wrong with them', async () => {
  expect((await get('/v1/account', { authorization: `Bearer ${tokenWith()}` })).status).toBe(200);
});

test('forged, expired, unsigned and foreign tokens are refused', async () => {
  const past = Math.floor(Date.now() / 1000) - 1;
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const good = tokenWith();
  const [head, body, signature] = good.split('.') as [string, string, string];
  const another = tokenWith({ claims: { sub: 'administrator' } }).split('.')[1];
  const tokens: Record<string, string> = {
    expired: tokenWith({ claims: { exp: past } }),
    'without an end': tokenWith({ claims: { exp: undefined } }),
    'an end that is no number': tokenWith({ claims: { exp: 'never' } }),
    'not valid yet': tokenWith({ claims: { nbf: past + 3600 } }),
    'alg none': tokenWith({ header: { alg: 'none' }, signed: () => '' }),
    'alg None': tokenWith({ header: { alg: 'None' }, signed: () => '' }),
    'alg none, signed': tokenWith({ header: { alg: 'none' } }),
    'no alg': tokenWith({ header: { alg: undefined } }),
    'not signed': tokenWith({ signed: () => '' }),
    'signed with the raw secret': tokenWith({ signed: hmac(SECRET) }),
    'signed with nothing': tokenWith({ signed: hmac('') }),
    'signed with another key': tokenWith({ signed: hmac(keyOf('another secret of enough characters')) }),
    'HS512 with the right key': tokenWith({
      header: { alg: 'HS512' },
      signed: hmac(keyOf(SECRET), 'sha512'),
    }),
    RS256: tokenWith({
      header: { alg: 'RS256' },
      signed: (text) => sign('sha256', Buffer.from(text), privateKey).toString('base64url'),
    }),
    'a public key as the secret': tokenWith({ signed: hmac(pem) }),
    'a key in the header': tokenWith({
      header: {
        jwk: publicKey.export({ format: 'jwk' }),
        jku: 'http://127.0.0.1/keys',
        kid: '../../dev/null',
      },
      signed: hmac(''),
    }),
    'crit that nobody knows': tokenWith({ header: { crit: ['x'], x: 1 } }),
    'another issuer': tokenWith({ claims: { iss: 'elsewhere' } }),
    'another audience': tokenWith({ claims: { aud: 'elsewhere' } }),
    'a session that is none': tokenWith({ claims: { sid: '00000000-0000-4000-8000-000000000000' } }),
    'sid is SQL': tokenWith({ claims: { sid: "' or true --" } }),
    'sid is an object': tokenWith({ claims: { sid: { $ne: null } } }),
    'claims of another under a good signature': `${head}.${another}.${signature}`,
    'a signature cut short': good.slice(0, -4),
    'a bit changed': `${head}.${body}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`,
    'two dots only': '..',
    'four parts': `${good}.${signature}`,
    'an API key that is none': `sinode_${'a'.repeat(43)}`,
    'an API key cut short': 'sinode_',
    '10 kB': 'a'.repeat(10_000),
    '10 kB of parts': '.'.repeat(10_000),
  };
  for (const [what, token] of Object.entries(tokens)) {
    const answer = await get('/v1/account', { authorization: `Bearer ${token}` });
    expectRefusal(answer, [401], what);
    expect([what, answer.headers.get('www-authenticate')]).toEqual([what, 'Bearer']);
    // The routes of the reference system have an answer of their own form.
    const body = { data_path: './data/', ecg_file: 'data_00001.mat' };
    const predicted = await askJson(`${server.url}/predict`, body, { authorization: `Bearer ${token}` });
    expectRefusal(predicted, [401], what);
  }
  for (const authorization of [
    '',
    'Bearer',
    'Bearer ',
    `Basic ${good}`,
    good,
    `Bearer ${good} ${good}`,
    'Bearer null',
  ]) {
    expectRefusal(await get('/v1/account', { authorization }), [401], authorization);
  }
});

test('every route that is not public is closed without a token', async () => {
  const { paths } = JSON.parse((await ask(`${server.url}/openapi.json`)).text) as {
    paths: Record<string, Record<string, { security?: unknown[] }>>;
  };
  const open: string[] = [];
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, { security }] of Object.entries(methods)) {
      const address = path.includes('{id}') ? addressOf(path) : path.replace(/\{\w+\}/g, 'x');
      const { status } = await ask(`${server.url}${address}`, { method: method.toUpperCase() });
      if (security?.length === 0) open.push(`${method.toUpperCase()} ${path}`);
      // Who comes without a session is signed out already.
      else
        expect([method, path, status]).toEqual([
          method,
          path,
          method === 'delete' && path === '/v1/browser-session' ? 204 : 401,
        ]);
    }
  }
  expect(open.sort()).toEqual([
    'GET /',
    'GET /health/live',
    'GET /health/ready',
    // For a browser on its way to a provider of single sign-on and back; 404 where there is none.
    'GET /v1/oidc/callback',
    'GET /v1/oidc/sign-in',
    'GET /v1/server',
    'GET /v2',
    'GET /v2/health/live',
    'GET /v2/health/ready',
    'POST /login',
    'POST /register',
    'POST /v1/auth/login',
    'POST /v1/auth/refresh',
    'POST /v1/auth/register',
    'POST /v1/browser-session',
  ]);
});

test('a session that has ended takes its tokens with it', async () => {
  const headers = await signIn(server.url, 'leaver');
  expect((await get('/v1/account', headers)).status).toBe(200);
  expect((await ask(`${server.url}/v1/auth/logout`, { method: 'POST', headers })).status).toBe(204);
  expectRefusal(await get('/v1/account', headers), [401], 'after signing out');
});

test('the server is well, and has written no token into its log', async () => {
  await expectUnharmed(server);
  expect(server.log()).not.toMatch(/eyJ|Bearer|sinode_[a-z]/);
});

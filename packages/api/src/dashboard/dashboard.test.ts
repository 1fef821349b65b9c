/** On a real port: which server answers is decided before either has seen the request, and `fetch` tidies addresses up. */
import { mkdir, mkdtemp, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { modelFolder } from '@sinode/core/node';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AccountsApp, createAccountsApp, PASSWORD } from '../accounts/testing/accounts-app.ts';
import { createDashboard } from './dashboard.ts';

const PAGE = '<!doctype html><title>Sinode</title>';
const SCRIPT = 'export const beats = 1;\n'.repeat(100);

let api: AccountsApp;
let dashboard: FastifyInstance;
let folder: string;
let webDir: string;
let port: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sinode-dashboard-'));
  webDir = join(folder, 'dist');
  await put('index.html', PAGE);
  await put('sw.js', 'self.skipWaiting();');
  await put('manifest.webmanifest', '{}');
  await put('empty.txt', '');
  await put('.env', 'secret');
  await put('.git/config', 'secret');
  await put('assets/index-a1b2.js', SCRIPT);
  await put('assets/index-a1b2.js.br', brotliCompressSync(SCRIPT));
  await put('assets/index-a1b2.js.gz', gzipSync(SCRIPT));
  await put('assets/ort-c3d4.wasm', '\0asm');
  await writeFile(join(folder, 'secret.txt'), 'secret');
  api = await createAccountsApp();
  await api.signUp('ada');
  const model = () => ({ name: 'sinode-qrs-2', folder: modelFolder('sinode-qrs-2') });
  dashboard = createDashboard({ api: api.app, webDir, model, logger: pino({ level: 'silent' }) });
  await dashboard.listen({ host: '127.0.0.1', port: 0 });
  port = Number(new URL(dashboard.listeningOrigin).port);
});
afterAll(async () => {
  await dashboard.close();
  await api.close();
  await rm(folder, { recursive: true });
});

async function put(name: string, content: string | Uint8Array): Promise<void> {
  await mkdir(join(webDir, name, '..'), { recursive: true });
  await writeFile(join(webDir, name), content);
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly text: string;
}

/** The address as it is written, headers as they are given, and nothing besides. */
function ask(
  path: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: object; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, path, method, headers: { ...headers }, agent: false },
      (answer) => {
        const pieces: Buffer[] = [];
        answer.on('data', (piece: Buffer) => pieces.push(piece));
        answer.on('end', () => {
          const bytes = Buffer.concat(pieces);
          const { statusCode = 0, headers } = answer;
          resolve({ status: statusCode, headers, body: bytes, text: bytes.toString() });
        });
        answer.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** What a browser asks with when a person follows a link. */
const LINK = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

describe('the page', () => {
  test.each(['/', '/index.html'])('is at %s, whoever asks', async (path) => {
    const { status, headers, text } = await ask(path);
    expect([status, text, headers['content-type']]).toEqual([200, PAGE, 'text/html; charset=utf-8']);
  });

  test.each([
    '/recordings/0b9cbb5e',
    '/recordings/a/b?lead=II#x',
    '/register',
    '/login',
    '/evaluate',
    '/metrics',
    '/v1x',
    '/healthy',
    '/docsify',
    '/V1/account',
    '/settings/',
    '/M%C3%BCller',
    '/models',
    '/models/sinode-qrs-2',
    '//v1/account',
  ])('makes sense of %s itself, for whoever follows a link', async (path) => {
    const { status, text } = await ask(path, { headers: LINK });
    expect([status, text]).toEqual([200, PAGE]);
    const program = await ask(path, { headers: { accept: '*/*' } });
    expect([program.status, program.headers['content-type']]).toEqual([404, 'text/plain; charset=utf-8']);
  });

  test.each(['/assets/index-old.js', '/assets/', '/assets', '/models/other/model.onnx'])(
    'is not in the place of %s',
    async (path) => {
      const { status, headers } = await ask(path, { headers: LINK });
      expect([status, headers['cache-control']]).toEqual([404, 'no-cache']);
    },
  );
});

describe('files', () => {
  test.each([
    ['/assets/index-a1b2.js', 'text/javascript; charset=utf-8'],
    ['/assets/ort-c3d4.wasm', 'application/wasm'],
    ['/manifest.webmanifest', 'application/manifest+json; charset=utf-8'],
    ['/models/sinode-qrs-2/model.json', 'application/json; charset=utf-8'],
    ['/models/sinode-qrs-2/model.onnx', 'application/octet-stream'],
  ])('%s is %s', async (path, type) => {
    const { status, headers, body } = await ask(path);
    expect([status, headers['content-type']]).toEqual([200, type]);
    expect(Number(headers['content-length'])).toBe(body.length);
    expect(body.length).toBeGreaterThan(0);
  });

  test('whose names change with their content are kept for a year, all others are asked for again', async () => {
    const cached = async (path: string) => (await ask(path)).headers['cache-control'];
    expect(await cached('/assets/index-a1b2.js')).toBe('public, max-age=31536000, immutable');
    for (const path of ['/', '/index.html', '/sw.js', '/models/sinode-qrs-2/model.json']) {
      expect(await cached(path)).toBe('no-cache');
    }
  });

  test.each([
    ['br', 'br', brotliDecompressSync],
    ['gzip, deflate', 'gzip', gunzipSync],
    ['gzip, br;q=0.5', 'br', brotliDecompressSync],
    ['identity', undefined, (bytes: Buffer) => bytes],
    ['br;q=0, *;q=0', undefined, (bytes: Buffer) => bytes],
  ])('are sent packed to who takes %j', async (accepted, encoding, unpack) => {
    const { headers, body } = await ask('/assets/index-a1b2.js', {
      headers: { 'accept-encoding': accepted },
    });
    expect(headers['content-encoding']).toBe(encoding);
    expect(headers.vary).toBe('accept-encoding');
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(Number(headers['content-length'])).toBe(body.length);
    expect(unpack(body).toString()).toBe(SCRIPT);
  });

  test('that were not packed are sent as they are', async () => {
    const { status, headers } = await ask('/', { headers: { 'accept-encoding': 'br, gzip' } });
    expect([status, headers['content-encoding']]).toEqual([200, undefined]);
  });

  test('without anything in them are sent', async () => {
    const { status, headers, text } = await ask('/empty.txt');
    expect([status, headers['content-length'], text]).toEqual([200, '0', '']);
  });

  test('that a browser has are not sent again', async () => {
    const path = '/assets/index-a1b2.js';
    const packed = { 'accept-encoding': 'br' };
    const { etag = '' } = (await ask(path)).headers;
    const known = await ask(path, { headers: { 'if-none-match': `"other", W/${etag}` } });
    expect([known.status, known.text, known.headers.etag]).toEqual([304, '', etag]);
    expect(known.headers['cache-control']).toContain('immutable');
    expect((await ask(path, { headers: { ...packed, 'if-none-match': etag } })).status).toBe(200);
    expect((await ask(path, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  });

  test('that are new are told from old ones of the same size and time', async () => {
    const time = new Date('2026-01-01');
    const replace = async (text: string) => {
      await writeFile(join(webDir, 'new.html'), text);
      await utimes(join(webDir, 'new.html'), time, time);
      await rename(join(webDir, 'new.html'), join(webDir, 'same.html'));
    };
    await replace('index-aaaa.js');
    const before = await ask('/same.html');
    await replace('index-bbbb.js');
    const after = await ask('/same.html', { headers: { 'if-none-match': before.headers.etag } });
    expect([after.status, after.text]).toEqual([200, 'index-bbbb.js']);
  });

  test('are asked about without being sent', async () => {
    const path = '/assets/index-a1b2.js';
    const options = { headers: { 'accept-encoding': 'br' } };
    const [got, head] = [await ask(path, options), await ask(path, { ...options, method: 'HEAD' })];
    const plain = ({ date: _, ...headers }: IncomingHttpHeaders) => headers;
    expect([head.status, head.body.length]).toEqual([200, 0]);
    expect(plain(head.headers)).toEqual(plain(got.headers));
    expect((await ask('/nope', { method: 'HEAD' })).status).toBe(404);
    expect((await ask('/nope', { method: 'HEAD', headers: LINK })).status).toBe(200);
  });

  test('are still sent whole when a part is asked for', async () => {
    const { status, text } = await ask('/', { headers: { range: 'bytes=0-3' } });
    expect([status, text]).toEqual([200, PAGE]);
  });
});

test.each([
  '/../secret.txt',
  '/..%2fsecret.txt',
  '/%2e%2e/secret.txt',
  '/%2e%2e%2fsecret.txt',
  '/assets/../../secret.txt',
  '/assets/..%2f..%2fsecret.txt',
  '/assets/%2e%2e/%2e%2e/secret.txt',
  '/..%5csecret.txt',
  '/assets\\..\\..\\secret.txt',
  '/%252e%252e/secret.txt',
  '//etc/passwd',
  '/%2fetc%2fpasswd',
  '/.env',
  '/.git/config',
  '/%2eenv',
  '/index.html%00.txt',
  '/index.html/',
  '/index.html/x',
  '/models/..%2f..%2fsecret.txt',
  '/models/sinode-qrs-2/../../../package.json',
  '/models/sinode-qrs-2/%2e%2e/%2e%2e/package.json',
  '/models/sinode-qrs-2/README.md',
  '/models/sinode-qrs-2',
  '/models/%2e/model.onnx',
  `/${'x'.repeat(5000)}`,
  `/${'a/'.repeat(2000)}`,
  'http://127.0.0.1/../secret.txt',
])('%s leads nowhere', async (path) => {
  const program = await ask(path);
  expect(program.status).toBe(404);
  expect(program.text).not.toMatch(/secret|root:|workspaces/);
  const person = await ask(path, { headers: LINK });
  expect([404, 200]).toContain(person.status);
  if (person.status === 200) expect(person.text).toBe(PAGE);
});

test.each(['/%', '/%ff', '/%c0%ae%c0%ae/secret.txt', '/a%2', 'http://127.0.0.1/%ff'])(
  '%s is no address',
  async (path) => {
    const { status, headers } = await ask(path, { headers: LINK });
    expect(status).toBe(400);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  },
);

test('a link or a folder in the place of a file is followed or not there, and never waited for', async () => {
  await symlink('index.html', join(webDir, 'inside.html'));
  expect((await ask('/inside.html')).text).toBe(PAGE);
  await symlink('nowhere', join(webDir, 'broken.html'));
  await symlink('round.html', join(webDir, 'round.html'));
  for (const path of ['/broken.html', '/round.html']) expect((await ask(path)).status).toBe(404);
});

test('a page that was built again is served, one that is being built is not there', async () => {
  await rename(webDir, join(folder, 'away'));
  try {
    for (const path of ['/', '/recordings']) expect((await ask(path, { headers: LINK })).status).toBe(404);
    await put('index.html', 'new');
    expect((await ask('/')).text).toBe('new');
  } finally {
    await rm(webDir, { recursive: true });
    await rename(join(folder, 'away'), webDir);
  }
  expect((await ask('/')).text).toBe(PAGE);
});

describe('what a browser is told', () => {
  test.each([
    ['/', {}],
    ['/assets/index-a1b2.js', {}],
    ['/models/sinode-qrs-2/model.onnx', {}],
    ['/nope', {}],
    ['/nope', { headers: LINK }],
    ['/assets/nope.js', {}],
    ['/%ff', {}],
    ['/', { method: 'POST' }],
    ['/', { method: 'HEAD' }],
  ])('%s %j', async (path, options) => {
    const { headers } = await ask(path, options);
    expect(headers).toMatchObject({
      'content-security-policy':
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    });
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });

  test('of what it has already', async () => {
    const { etag } = (await ask('/')).headers;
    const { status, headers } = await ask('/', { headers: { 'if-none-match': etag } });
    expect(status).toBe(304);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });
});

test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'PURGE', 'M-SEARCH', 'QUERY'])(
  '%s changes nothing here',
  async (method) => {
    for (const path of ['/', '/login', '/register', '/predict', '/assets/index-a1b2.js', '/nope']) {
      const { status, headers } = await ask(path, { method, body: '{}', headers: { 'content-length': 2 } });
      expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
    }
  },
);

test.each([
  'GET /\r\n\r\n',
  'nonsense\r\n\r\n',
  'GET / HTTP/1.1\r\n\r\n',
  'CONNECT x:80 HTTP/1.1\r\nhost: x\r\n\r\n',
])('the server survives %j', async (bytes) => {
  await new Promise<void>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.end(bytes));
    socket
      .on('close', () => resolve())
      .on('error', () => {})
      .resume();
  });
  expect((await ask('/')).status).toBe(200);
});

describe('the API on the same origin', () => {
  test.each(['/docs', '/docs/', '/openapi.json', '/v1/account', '/v1', '/v1/nope', '/docs/static/nope'])(
    'answers %s as on its own port',
    async (path) => {
      const here = await ask(path, { headers: LINK });
      const there = await api.app.inject({ url: path, headers: LINK });
      expect([here.status, here.headers['content-type']]).toEqual([
        there.statusCode,
        there.headers['content-type'],
      ]);
      expect(here.headers['cross-origin-resource-policy']).toBe('same-origin');
      // Its answers are data: they have a stricter policy than the page.
      expect(here.headers['content-security-policy']).toBe(there.headers['content-security-policy']);
    },
  );

  test('signs a page in, and out', async () => {
    const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
    const signedIn = await ask('/v1/browser-session', {
      method: 'POST',
      headers,
      body: JSON.stringify({ username: 'ada', password: PASSWORD }),
    });
    expect(signedIn.status).toBe(200);
    const cookie = signedIn.headers['set-cookie']?.[0]?.split(';')[0];
    const authorization = `Bearer ${JSON.parse(signedIn.text).accessToken}`;
    expect((await ask('/v1/account', { headers: { authorization } })).status).toBe(200);
    expect((await ask('/v1/browser-session', { method: 'DELETE', headers: { cookie } })).status).toBe(204);
    expect((await ask('/v1/account', { headers: { authorization } })).status).toBe(401);
  });

  test('cannot be reached by a way round', async () => {
    for (const path of ['/x/../v1/account', '/%76%31/account', '/v1%2faccount', '/./v1/account']) {
      expect((await ask(path)).status).toBe(404);
    }
    expect((await ask('/v1/../secret.txt')).status).toBe(404);
    expect((await ask('/docs/../secret.txt')).status).toBe(404);
    expect((await ask('/docs/static/..%2f..%2fsecret.txt')).status).toBe(404);
  });
});

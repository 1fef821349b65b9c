/** Requests that are too large, too slow, too deep or too many, and noise, against the real server. */
import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildZip } from '../packages/api/src/recordings/testing/build-zip.ts';
import {
  type Answer,
  ask,
  askJson,
  ecgFile,
  expectRefusal,
  expectUnharmed,
  MULTIPART,
  multipart,
  openSocket,
} from './testing/hostile.ts';
import {
  createPlace,
  type Place,
  type ServerProcess,
  signIn,
  startServerProcess,
} from './testing/server-process.ts';

/** As the server has it: an upload of which nothing came for so long has come to an end. */
const STALL_MS = 30_000;

let place: Place;
let server: ServerProcess;
let headers: { authorization: string };
beforeAll(async () => {
  place = await createPlace();
  server = await startServerProcess(place, {
    // All of this comes from one address, and the limits are not what is tried here.
    env: { SINODE_MAX_UPLOAD_MB: '5', SINODE_ADDRESS_ATTEMPTS: '100000' },
  });
  headers = await signIn(server.url, 'heavy');
});
afterAll(async () => {
  await server?.stop();
  await place.remove();
});

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const begin = performance.now();
  return [await work(), performance.now() - begin];
}

/** The first line and the headers of an upload; the body is the caller's. */
function uploadHead(more: string): string {
  return [
    'POST /v1/recordings HTTP/1.1',
    'host: x',
    `authorization: ${headers.authorization}`,
    'content-type: multipart/form-data; boundary=hostile',
    more,
    '\r\n',
  ].join('\r\n');
}

function upload(filename: string, content: Uint8Array): Promise<Answer> {
  const body = multipart(filename, content);
  return ask(`${server.url}/v1/recordings`, { method: 'POST', headers: { ...headers, ...MULTIPART }, body });
}

/** What uploads left in the data folder, besides recordings that were accepted. */
async function leftovers(): Promise<string[]> {
  const entries = await readdir(place.dataDir, { recursive: true });
  return entries.filter((name) => /hostile|bomb|stall|slow/.test(name));
}

test('a password of 10 MB is refused at once', async () => {
  const password = 'x'.repeat(10_000_000);
  for (const path of ['/register', '/login', '/v1/auth/register', '/v1/auth/login']) {
    const [answer, ms] = await timed(() => askJson(`${server.url}${path}`, { username: 'big', password }));
    expectRefusal(answer, [413], path);
    expect(ms).toBeLessThan(10_000);
  }
});

test('a password just under the limit of a body costs no hashing', async () => {
  const password = 'x'.repeat(1_000_000);
  const [answers, ms] = await timed(() =>
    Promise.all(
      Array.from({ length: 20 }, () => askJson(`${server.url}/login`, { username: 'heavy', password })),
    ),
  );
  for (const answer of answers) expectRefusal(answer, [401, 422], 'long password');
  expect(ms).toBeLessThan(30_000);
});

test('a gigabyte of zeros in a small zip is refused when it has unpacked what is allowed', async () => {
  const zeros = Buffer.alloc(1_000_000_000);
  const bomb = buildZip([{ name: 'bomb.mat', data: zeros }]);
  expect(bomb.length).toBeLessThan(2_000_000);
  const [answer, ms] = await timed(() => upload('"bomb.zip"', bomb));
  expectRefusal(answer, [413], 'bomb');
  expect(answer.text).toContain('5 MB');
  expect(ms).toBeLessThan(30_000);

  const liar = buildZip([{ name: 'bomb.mat', data: zeros.subarray(0, 50_000_000), claimedBytes: 1000 }]);
  expectRefusal(await upload('"bomb.zip"', liar), [413, 422], 'a bomb that says it is small');
  const many = Array.from({ length: 5000 }, (_, index) => ({ name: `${index}.dat`, data: Buffer.alloc(1) }));
  expectRefusal(await upload('"bomb.zip"', buildZip(many)), [422], 'many files');
  const nested = buildZip([{ name: 'inner.zip', data: bomb }]);
  expectRefusal(await upload('"bomb.zip"', nested), [415, 422], 'a zip in a zip');
  expect(await leftovers()).toEqual([]);
});

test('an upload that announces 5 GB is refused before it has come', async () => {
  const { socket, heard } = await openSocket(server);
  socket.write(uploadHead('content-length: 5000000000'));
  await expect.poll(heard, { timeout: 10_000, interval: 10 }).toMatch(/^HTTP\/1\.1 413 /);
  expect(heard()).toContain('UPLOAD_TOO_LARGE');
  socket.destroy();
});

test('an upload without an announced length is cut off at the limit', async () => {
  const { socket, heard } = await openSocket(server);
  socket.write(uploadHead('transfer-encoding: chunked'));
  const say = (text: string) => socket.write(`${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`);
  say('--hostile\r\ncontent-disposition: form-data; name="file"; filename="hostile.csv"\r\n\r\n');
  for (let sent = 0; sent < 100 && heard() === ''; sent++) {
    say('1'.repeat(100_000));
    await wait(5);
  }
  await expect.poll(heard).toMatch(/^HTTP\/1\.1 413 /);
  socket.destroy();
});

test('lengths that contradict each other are no request', async () => {
  const bodies = [
    'content-length: 5\r\ntransfer-encoding: chunked',
    'content-length: 5\r\ncontent-length: 6',
    'content-length: -1',
    'content-length: 0x10',
    'content-length: 99999999999999999999999999',
    'transfer-encoding: chunked, identity',
    'transfer-encoding: xchunked',
  ];
  for (const lengths of bodies) {
    const { socket, ended } = await openSocket(server);
    socket.write(`${uploadHead(lengths)}0\r\n\r\nGET /health/live HTTP/1.1\r\nhost: x\r\n\r\n`);
    const heard = await ended(10_000).finally(() => socket.destroy());
    // One answer, a refusal: what follows is no second request.
    expect([lengths, heard.match(/HTTP\/1\.1 \d+/g)]).toEqual([
      lengths,
      [expect.stringMatching(/ (400|413|501)$/)],
    ]);
  }
});

test('a slow upload holds nobody up, a stalled one comes to an end, and neither leaves anything', async () => {
  const file = multipart('"slow.mat"', ecgFile(1));
  const slow = await openSocket(server);
  slow.socket.write(uploadHead(`content-length: ${file.length}\r\nconnection: close`));
  const stalled = await Promise.all(Array.from({ length: 50 }, () => openSocket(server)));
  for (const { socket } of stalled) {
    socket.write(uploadHead('content-length: 1000000'));
    socket.write(file.subarray(0, 1000));
  }
  const begin = performance.now();

  await expect
    .poll(async () => (await leftovers()).length, { timeout: 30_000 })
    .toBeGreaterThan(stalled.length - 1);

  // As slow as can be, and still not stalled.
  const step = Math.ceil(file.length / 40);
  const dripping = (async () => {
    for (let at = 0; at < file.length; at += step) {
      slow.socket.write(file.subarray(at, at + step));
      await wait(1000);
    }
  })();

  const others: number[] = [];
  for (let i = 0; i < 20; i++) {
    const body = { data_path: './data/', ecg_file: 'data_00001.mat' };
    const [answer, ms] = await timed(() => askJson(`${server.url}/predict`, body, headers));
    expect(answer.status).toBe(200);
    others.push(ms);
  }
  expect(others.sort((a, b) => a - b)[10]).toBeLessThan(500);
  const [other] = await timed(() => upload('"other.mat"', ecgFile(2)));
  expect(other.status).toBe(201);

  const answers = await Promise.all(stalled.map(({ ended }) => ended(STALL_MS + 30_000)));
  expect(performance.now() - begin).toBeGreaterThan(STALL_MS - 1000);
  for (const answer of answers) expect(answer).toMatch(/^HTTP\/1\.1 408 /);

  await dripping;
  expect(await slow.ended(10_000)).toMatch(/^HTTP\/1\.1 201 /);
  // The one that was accepted; while they came, all of them could be seen here.
  expect(await leftovers()).toHaveLength(1);
});

test('uploads that break off in the middle leave nothing', async () => {
  const file = multipart('"hostile.mat"', ecgFile(3));
  for (let i = 0; i < 50; i++) {
    const { socket } = await openSocket(server);
    socket.write(uploadHead(`content-length: ${file.length}`));
    socket.write(file.subarray(0, 100 + i * 200));
    await wait(5);
    socket.destroy();
  }
  const hostile = async () => (await leftovers()).filter((name) => name.includes('hostile'));
  await expect.poll(hostile, { timeout: 10_000 }).toEqual([]);
});

test('JSON of any depth and shape is refused', async () => {
  const deep = 10_000;
  const bodies = {
    arrays: `${'['.repeat(deep)}${']'.repeat(deep)}`,
    objects: `${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`,
    'objects in a field': `{"username":${'{"a":'.repeat(deep)}1${'}'.repeat(deep)},"password":"x"}`,
    'never closed': '['.repeat(500_000),
    'a prototype': '{"__proto__":{"role":"admin"},"username":"x"}',
    'a constructor': '{"constructor":{"prototype":{"role":"admin"}},"username":"x"}',
    'a number without end': `{"username":${'9'.repeat(500_000)}}`,
    'many keys': `{${Array.from({ length: 50_000 }, (_, i) => `"k${i}":1`).join(',')}}`,
    'not UTF-8': '\ufffd',
    nothing: '',
  };
  for (const [what, body] of Object.entries(bodies)) {
    for (const path of ['/register', '/v1/auth/login', '/predict', '/v1/evaluations', '/v1/api-keys']) {
      const [answer, ms] = await timed(() => askJson(`${server.url}${path}`, body, headers));
      expectRefusal(answer, [400, 413, 422], [what, path]);
      expect([what, path, ms]).toEqual([what, path, expect.toSatisfy((value: number) => value < 2000)]);
      // What somebody sent is not sent back to them.
      expect([what, path, answer.text.length]).toEqual([
        what,
        path,
        expect.toSatisfy((length: number) => length < 10_000),
      ]);
    }
  }
});

test('a million mistakes in one request are answered as shortly as one', async () => {
  const zeros = (count: number) => `[${'0,'.repeat(count - 1)}0]`;
  const keys = (count: number) => Array.from({ length: count }, (_, index) => `"k${index}":[]`).join(',');
  const infer = '/v2/models/any/infer';
  const correct = `/v1/recordings/${randomUUID()}/corrections`;
  const correction = (changes: string) => `{"lead":"I","basedOn":{"version":1},"changes":${changes}}`;
  const requests = [
    ['tensors', infer, `{"inputs":${zeros(16_000_000)}}`],
    ['outputs', infer, `{"inputs":[],"outputs":${zeros(16_000_000)}}`],
    ['parameters', infer, `{"inputs":0,"parameters":{${keys(500_000)}}}`],
    ['parameters of a tensor', infer, `{"inputs":[{"parameters":{${keys(500_000)}}}]}`],
    ['changes', correct, correction(zeros(100_000))],
    ['more changes than there may be', correct, correction(zeros(4_000_000))],
    ['parts of a change', correct, correction(`[{"kind":"delete",${keys(500_000)}}]`)],
  ] as const;
  for (const [what, path, body] of requests) {
    const [{ status, text }, ms] = await timed(() => askJson(`${server.url}${path}`, body, headers));
    expect([what, status, text.length, ms]).toEqual([
      what,
      422,
      expect.toSatisfy((length: number) => length < 10_000),
      expect.toSatisfy((value: number) => value < 20_000),
    ]);
  }
  await expectUnharmed(server);
});

/** A flood that the server may refuse, and must answer. */
async function register(username: string): Promise<Answer> {
  const answer = await askJson(`${server.url}/register`, {
    username,
    password: 'correct horse battery staple',
  });
  if (answer.status >= 500) {
    expect([answer.status, answer.text]).toEqual([503, expect.any(String)]);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  }
  return answer;
}

test('a thousand registrations of one name at the same moment make one account', async () => {
  const answers = await Promise.all(Array.from({ length: 1000 }, () => register('highlander')));
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  expect(statuses.filter((status) => ![200, 400, 503].includes(status))).toEqual([]);
  for (const { status, text } of answers) {
    if (status === 400) expect(text).toBe('{"detail":"Username is taken"}');
  }
  const account = await ask(`${server.url}/v1/account`, { headers: await signIn(server.url, 'highlander') });
  expect(JSON.parse(account.text)).toMatchObject({ username: 'highlander', role: 'user' });
});

test('a thousand registrations of different names at the same moment: each that was told so has an account', async () => {
  const names = Array.from({ length: 1000 }, (_, index) => `crowd-${index}`);
  const answers = await Promise.all(names.map(register));
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => ![200, 503].includes(status))).toEqual([]);
  const made = names.filter((_, index) => statuses[index] === 200);
  expect(made.length).toBeGreaterThan(100);

  const listed: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const query = cursor === '' ? '' : `&cursor=${cursor}`;
    const { text } = await ask(`${server.url}/v1/admin/users?limit=200${query}`, { headers });
    const page = JSON.parse(text) as { items: { username: string }[]; nextCursor: string | null };
    listed.push(...page.items.map(({ username }) => username).filter((name) => name.startsWith('crowd-')));
    cursor = page.nextCursor;
  }
  expect(listed.sort()).toEqual(made.sort());
});

test('noise on the line is answered with 4xx or nothing, and costs nobody else anything', async () => {
  const noise = [
    '\r\n\r\n',
    'GET\r\n\r\n',
    'GET / HTTP/9.9\r\n\r\n',
    'GET / HTTP/1.1\r\n\r\n',
    'BREW /coffee HTTP/1.1\r\nhost: x\r\n\r\n',
    'CONNECT 127.0.0.1:22 HTTP/1.1\r\nhost: x\r\n\r\n',
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
    '\0'.repeat(10_000),
    '\xff'.repeat(10_000),
    `GET /${'a'.repeat(100_000)} HTTP/1.1\r\nhost: x\r\n\r\n`,
    `GET / HTTP/1.1\r\nhost: x\r\nx: ${'a'.repeat(100_000)}\r\n\r\n`,
    `GET / HTTP/1.1\r\nhost: x\r\n${'a: b\r\n'.repeat(20_000)}\r\n`,
    'GET / HTTP/1.1\r\nhost: x\r\n bad: folded\r\n\r\n',
    'GET / HTTP/1.1\r\nhost: x\r\nbad\0name: 1\r\n\r\n',
    'GET http://elsewhere/ HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
    'GET /../../etc/passwd HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
    'GET /docs/static/..%2f..%2f..%2fpackage.json HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
    'GET /docs/static/../../../package.json HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
    'GET /%ff%fe/%00 HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
    'GET * HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
    'OPTIONS * HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
    'TRACE / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
    'POST /register HTTP/1.1\r\nhost: x\r\nexpect: 200-ok\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}',
    'POST /register HTTP/1.1\r\nhost: x\r\ncontent-type: application/json;charset=utf-7\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}',
    'POST /register HTTP/1.1\r\nhost: x\r\ncontent-type: \x80\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}',
    'POST /register HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
    'GET / HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n',
  ];
  for (const text of noise) {
    const { socket, heard } = await openSocket(server);
    socket.write(text, 'latin1');
    await expect
      .poll(() => socket.destroyed || heard() !== '' || text.length < 100, { timeout: 30_000 })
      .toBe(true);
    await wait(50);
    const status = Number(heard().match(/^HTTP\/1\.1 (\d+)/)?.[1] ?? 400);
    expect([text.slice(0, 80), status]).toEqual([
      text.slice(0, 80),
      expect.toSatisfy((value: number) => value < 500 || value === 501 || value === 505),
    ]);
    expect(heard()).not.toMatch(/root:|"dependencies"/);
    socket.destroy();
  }
});

test('a thousand requests that are begun and not finished hold nobody up, and are ended', async () => {
  const half = await Promise.all(Array.from({ length: 1000 }, () => openSocket(server)));
  for (const [index, { socket }] of half.entries()) {
    socket.write(index % 2 === 0 ? 'GET /v1/account HTTP/1.1\r\nhost: x\r\nx-half: ' : 'GE');
  }
  for (let i = 0; i < 20; i++) {
    const [{ status }, ms] = await timed(() => ask(`${server.url}/v1/account`, { headers }));
    expect(status).toBe(200);
    expect(ms).toBeLessThan(10_000);
  }
  // Headers may take 15 s, and the server looks every 30 s.
  const answers = await Promise.all(half.map(({ ended }) => ended(60_000)));
  expect(answers.filter((text) => text !== '' && !/^HTTP\/1\.1 4\d\d /.test(text))).toEqual([]);
});

test('the server is well', async () => {
  await expectUnharmed(server);
  expect(
    (await askJson(`${server.url}/predict`, { data_path: 'data', ecg_file: 'data_00002.mat' }, headers))
      .status,
  ).toBe(200);
  expect(await server.stop()).toBe(143);
});

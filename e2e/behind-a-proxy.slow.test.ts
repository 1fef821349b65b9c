/** The configurations of `deploy/nginx` and `deploy/caddy`, in front of a real server. */
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { type RequestOptions, request as requestHttps } from 'node:https';
import { join } from 'node:path';
import { writeDataSet } from '@sinode/core/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ecgFile, MULTIPART, multipart } from './testing/hostile.ts';
import {
  certificateIn,
  DASHBOARD_NAME,
  PROXIES,
  type ProxyProcess,
  startProxy,
  whyNot,
} from './testing/proxy-process.ts';
import {
  createPlace,
  freePort,
  type Place,
  type ServerProcess,
  startServerProcess,
} from './testing/server-process.ts';

/** A client that is not where the proxy is. */
const CLIENT = '127.0.0.9';
const CREDENTIALS = { username: 'ada', password: 'correct horse battery staple' };

let place: Place;
let server: ServerProcess;
beforeAll(async () => {
  place = await createPlace();
  await writeDataSet(place.libraryDir, { records: 30, seconds: 300, samplingRate: 500, seed: 3 }, () => {});
  server = await startServerProcess(place, { web: true, env: { SINODE_TRUST_PROXY: '127.0.0.1' } });
  const body = JSON.stringify(CREDENTIALS);
  await fetch(`${server.url}/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
});
afterAll(async () => {
  await server?.stop();
  await place.remove();
});

for (const [name, proxy] of Object.entries(PROXIES)) {
  const reason = whyNot(proxy);
  describe.skipIf(reason !== null)(reason === null ? name : `${name} (skipped: ${reason})`, () => {
    let running: ProxyProcess;
    let folder: string;
    let http: number;
    let https: number;
    let signedIn: { cookie: string; headers: { authorization: string } };
    beforeAll(async () => {
      folder = join(place.folder, name);
      [http, https] = [await freePort(), await freePort()];
      const ports = { http, https, api: portOf(server.url), web: portOf(server.webUrl) };
      running = await startProxy(proxy, folder, ports);
      const answer = await send({ method: 'POST', path: '/v1/browser-session' }, CREDENTIALS);
      expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
      const { accessToken } = JSON.parse(answer.text) as { accessToken: string };
      signedIn = {
        cookie: String(answer.headers['set-cookie']),
        headers: { authorization: `Bearer ${accessToken}` },
      };
    });
    afterAll(() => running?.stop());

    const options = (more: RequestOptions): RequestOptions => ({
      host: '127.0.0.1',
      port: https,
      servername: DASHBOARD_NAME,
      ca: certificateIn(folder),
      localAddress: CLIENT,
      ...more,
      headers: { host: DASHBOARD_NAME, ...more.headers },
    });

    async function send(more: RequestOptions, body?: object | Uint8Array) {
      const isJson = body !== undefined && !(body instanceof Uint8Array);
      const type = isJson ? { 'content-type': 'application/json' } : {};
      const asked = requestHttps(options({ ...more, headers: { ...type, ...more.headers } }));
      asked.end(isJson ? JSON.stringify(body) : body);
      return read(asked);
    }

    test('a request without TLS is sent to the same address with it', async () => {
      const headers = { host: DASHBOARD_NAME };
      const asked = requestHttp({ host: '127.0.0.1', port: http, path: '/recordings?x=1', headers });
      asked.end();
      const { status, headers: answered } = await read(asked);
      expect(status).toBe(308);
      expect(answered.location).toMatch(
        new RegExp(`^https://${DASHBOARD_NAME}(:${https})?/recordings\\?x=1$`),
      );
    });

    test('the page keeps every header that the server gave it, and browsers are told to stay with TLS', async () => {
      const direct = await fetch(server.webUrl);
      const { status, headers, text } = await send({ path: '/' });
      expect(status).toBe(200);
      expect(text).toBe(await direct.text());
      for (const kept of [
        'content-security-policy',
        'cross-origin-opener-policy',
        'cross-origin-embedder-policy',
        'cross-origin-resource-policy',
        'permissions-policy',
        'referrer-policy',
        'x-content-type-options',
      ]) {
        expect([kept, headers[kept]]).toEqual([kept, direct.headers.get(kept)]);
        expect(headers[kept]).toBeDefined();
      }
      expect(headers['strict-transport-security']).toBe('max-age=31536000');
    });

    test('the cookie of the session is for TLS only', () => {
      expect(signedIn.cookie).toMatch(/; Secure/);
    });

    test('the audit log has the address of the client, whatever it says of itself', async () => {
      await send(
        { method: 'POST', path: '/v1/browser-session', headers: { 'x-forwarded-for': '192.0.2.66' } },
        { ...CREDENTIALS, password: 'wrong' },
      );
      const query = '/v1/admin/audit?action=account.sign-in-failed&limit=1';
      const { status, text } = await send({ path: query, headers: signedIn.headers });
      expect(status).toBe(200);
      expect(JSON.parse(text).items[0].address).toBe(CLIENT);
    });

    test('an upload reaches the server while it is still being sent', async () => {
      const incoming = join(place.dataDir, 'incoming');
      const body = multipart('"slow.mat"', ecgFile(name.charCodeAt(0)));
      const headers = { ...signedIn.headers, ...MULTIPART, 'content-length': String(body.length) };
      const asked = requestHttps(options({ method: 'POST', path: '/v1/recordings', headers }));
      asked.write(body.subarray(0, body.length - 1000));
      await expect.poll(async () => (await readdir(incoming)).length, { timeout: 10_000 }).toBe(1);
      asked.end(body.subarray(body.length - 1000));
      const { status, text } = await read(asked);
      expect([status, text]).toEqual([201, expect.any(String)]);
    });

    test('a large upload passes, and comes back as it was', async () => {
      const csv = Buffer.from(
        `${Array.from({ length: 1_000_000 }, (_, i) => Math.sin(i / 50).toFixed(6)).join('\n')}\n`,
      );
      const body = multipart(`"${name}.csv"`, csv);
      const headers = { ...signedIn.headers, ...MULTIPART };
      const sent = await send({ method: 'POST', path: '/v1/recordings', headers }, body);
      expect([sent.status, sent.text]).toEqual([expect.toBeOneOf([200, 201]), expect.any(String)]);
      const { id } = JSON.parse(sent.text) as { id: string };
      const got = await send({ path: `/v1/recordings/${id}/download`, headers: signedIn.headers });
      expect(got.bytes.equals(csv)).toBe(true);
    });

    test('events come when they happen, not when all is over', async () => {
      const scanned = async () =>
        JSON.parse(
          (await send({ path: '/v1/recordings?source=library&limit=200', headers: signedIn.headers })).text,
        ).items.length;
      await expect.poll(scanned, { timeout: 60_000 }).toBeGreaterThanOrEqual(30);
      const body = { name, source: { kind: 'library', dataSet: 'wfdb' }, protocol: 'ec57' };
      const begun = await send({ method: 'POST', path: '/v1/evaluations', headers: signedIn.headers }, body);
      expect([begun.status, begun.text]).toEqual([202, expect.any(String)]);
      const { id } = JSON.parse(begun.text) as { id: string };
      const asked = requestHttps(
        options({ path: `/v1/evaluations/${id}/events`, headers: signedIn.headers }),
      );
      asked.end();
      const [answer] = (await once(asked, 'response')) as [IncomingMessage];
      expect(answer.headers['content-type']).toMatch('text/event-stream');
      const times: number[] = [];
      answer.on('data', () => times.push(performance.now()));
      await once(answer, 'end');
      expect(times.length).toBeGreaterThan(1);
      expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(200);
    });
  });
}

const portOf = (url: string) => Number(new URL(url).port);

async function read(asked: ClientRequest) {
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  return { status: answer.statusCode, headers: answer.headers, bytes, text: bytes.toString() };
}

/** A whole process of Sinode, but for its database, which the tests have already. */
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Config, readConfig } from './config/config.ts';
import { StartError } from './database/embedded/start-error.ts';
import { matFile, multipart } from './recordings/testing/records.ts';
import { type Server, startServer } from './server.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';

let database: TestDatabase;
let folder: string;
let webDir: string;
const servers: Server[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'sinode-server-'));
  webDir = join(folder, 'dist');
  await mkdir(webDir);
  await writeFile(join(webDir, 'index.html'), '<title>Sinode</title>');
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

function config(more: Record<string, string> = {}): Config {
  return readConfig({
    DATABASE_URL: database.url,
    SINODE_DATA_DIR: join(folder, 'var'),
    SINODE_LIBRARY_DIR: join(folder, 'library'),
    SINODE_API_PORT: '0',
    SINODE_WEB_PORT: '0',
    SINODE_THREADS: '1',
    SINODE_LOG_LEVEL: 'silent',
    ...more,
  });
}

async function start(more: Record<string, string> = {}, built: string | null = webDir) {
  const said: string[] = [];
  const server = await startServer(config(more), (line) => said.push(line), { webDir: built });
  servers.push(server);
  return { server, said: said.filter((line) => !line.startsWith('The library')) };
}

const textAt = async (url: string) => (await fetch(url)).text();

test('one process serves the API and, on a port of its own, the dashboard', async () => {
  const { server, said } = await start();
  const { url, dashboardUrl } = server;
  expect(said).toEqual([`Dashboard: ${dashboardUrl}`, `API: ${url} (documentation: ${url}/docs)`]);
  expect(await textAt(`${dashboardUrl}/`)).toContain('<title>Sinode</title>');
  expect(await textAt(`${url}/`)).toContain('Welcome');
  expect(await textAt(`${dashboardUrl}/health/ready`)).toBe(await textAt(`${url}/health/ready`));
  expect((await fetch(`${dashboardUrl}/models/sinode-qrs-2/model.json`)).status).toBe(200);
  const report = await (await fetch(`${dashboardUrl}/v1/server`)).json();
  expect(report).toMatchObject({ hasAccounts: false, model: { name: 'sinode-qrs-2' } });
});

test('a dashboard that was not built is told of, and the API served alone', async () => {
  const { server, said } = await start({}, null);
  expect(server.dashboardUrl).toBeNull();
  expect(said[0]).toBe('The dashboard is not built (npm run build): there is only the API.');
  expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
});

test('a dashboard that nobody wants is not spoken of', async () => {
  const { server, said } = await start({ SINODE_WEB_PORT: 'off' });
  expect(server.dashboardUrl).toBeNull();
  expect(said).toHaveLength(1);
});

test.each([
  ['api', true],
  ['worker', false],
])('the role %s has a dashboard: %s', async (role, has) => {
  const { server, said } = await start({ SINODE_ROLE: role });
  expect(server.dashboardUrl !== null).toBe(has);
  expect(said.some((line) => line.includes('ashboard'))).toBe(has);
});

test('a port that another program has is named with the option that changes it', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const port = String((other.address() as AddressInfo).port);
  await expect(start({ SINODE_WEB_PORT: port })).rejects.toThrow(
    new StartError(
      `Port ${port} of 127.0.0.1 cannot be opened (another program listens there already): choose another with --web-port or SINODE_WEB_PORT.`,
    ),
  );
  other.close();
});

test.each(['dashboardUrl', 'url'] as const)(
  'a stop lets an upload through %s end, and then its connection',
  async (port) => {
    const { server } = await start();
    const { url, dashboardUrl } = server;
    const credentials = { username: `slow-${port}`, password: 'correct horse battery staple' };
    const post = (to: string, body: object) =>
      fetch(to, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    await post(`${url}/v1/auth/register`, credentials);
    const signedIn = await post(`${dashboardUrl}/v1/browser-session`, credentials);
    const { accessToken } = (await signedIn.json()) as { accessToken: string };

    const { headers, payload } = await multipart([['file', matFile()]]);
    let sendRest = () => {};
    const rest = new Promise<void>((resolve) => {
      sendRest = resolve;
    });
    const half = payload.length / 2;
    const body = new ReadableStream<Uint8Array>({
      async start(controller) {
        controller.enqueue(payload.subarray(0, half));
        await rest;
        controller.enqueue(payload.subarray(half));
        controller.close();
      },
    });
    const answer = fetch(`${server[port]}/v1/recordings`, {
      method: 'POST',
      headers: { ...headers, authorization: `Bearer ${accessToken}` },
      body,
      // Not in the types of fetch yet.
      ...({ duplex: 'half' } as object),
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const stopped = server.stop();
    // Nobody new is let in meanwhile.
    await new Promise((resolve) => setTimeout(resolve, 300));
    for (const address of [url, dashboardUrl]) await expect(fetch(`${address}/`)).rejects.toThrow();
    sendRest();
    expect((await answer).status).toBe(201);
    const begin = performance.now();
    await stopped;
    expect(performance.now() - begin).toBeLessThan(9_000);
  },
  20_000,
);

test('a stop waits for nobody who is connected and asks nothing', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const metricsPort = (other.address() as AddressInfo).port;
  other.close();
  const { server } = await start({ SINODE_METRICS_PORT: String(metricsPort) });
  const ports = [server.url, server.dashboardUrl].map((url) => Number(new URL(url ?? '').port));
  const ended = [...ports, metricsPort].flatMap((port) => {
    const [silent, used] = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')];
    used.write('GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n');
    return [silent, used].map((socket) => once(socket.resume(), 'close'));
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  const begin = performance.now();
  await Promise.all([server.stop(), ...ended]);
  expect(performance.now() - begin).toBeLessThan(5_000);
}, 60_000);

test('a stop ends the events of a job that are followed through the port of the dashboard', async () => {
  const { server } = await start({ SINODE_ROLE: 'api' });
  const credentials = { username: 'follower', password: 'correct horse battery staple' };
  const post = (path: string, body: object, headers: object = {}) =>
    fetch(`${server.dashboardUrl}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  await post('/v1/auth/register', credentials);
  const { accessToken } = (await (await post('/v1/browser-session', credentials)).json()) as {
    accessToken: string;
  };
  const headers = { authorization: `Bearer ${accessToken}` };
  // Nobody works here, so it stays queued.
  const asked = { source: { kind: 'library' }, protocol: 'cpsc2019' };
  const { id } = (await (await post('/v1/evaluations', asked, headers)).json()) as { id: string };
  const followed = await fetch(`${server.dashboardUrl}/v1/evaluations/${id}/events`, { headers });
  expect(followed.status).toBe(200);
  const begin = performance.now();
  const [text] = await Promise.all([followed.text(), server.stop()]);
  expect(text).toContain('retry:');
  expect(performance.now() - begin).toBeLessThan(9_000);
}, 20_000);

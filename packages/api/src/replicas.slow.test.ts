/** Processes that share a database and a bucket, and no folder: as on machines of their own. */
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Recording, StoredAnalysis } from '@sinode/contracts';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Config, readConfig } from './config/config.ts';
import { connect } from './database/connect.ts';
import { createTraces } from './recordings/signal/traces.ts';
import { openStore } from './recordings/storage/open-store.ts';
import { sweep } from './recordings/sweep.ts';
import { asParts, multipart, synthetic, wfdbFiles } from './recordings/testing/records.ts';
import { type Server, startServer } from './server.ts';
import { findS3Server, type S3Server, startS3Server } from './testing/s3-server.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';

const program = findS3Server();
/** Longer than what is analysed while its owner waits. */
const LONG_SECONDS = 660;

describe.skipIf(program === null)('replicas on machines of their own', () => {
  let database: TestDatabase;
  let s3: S3Server;
  let folder: string;
  const servers: Server[] = [];
  const configs = new Map<string, Config>();
  let headers: { authorization: string };

  async function start(name: string, more: Record<string, string>): Promise<Server> {
    const config = readConfig({
      DATABASE_URL: database.url,
      SINODE_DATA_DIR: join(folder, name),
      SINODE_LIBRARY_DIR: join(folder, 'library'),
      SINODE_S3_BUCKET: s3.bucket,
      SINODE_S3_ENDPOINT: s3.endpoint,
      SINODE_SECRET: 'the secret that all replicas share, as they must',
      SINODE_API_PORT: '0',
      SINODE_WEB_PORT: 'off',
      SINODE_THREADS: '1',
      SINODE_LOG_LEVEL: 'silent',
      ...more,
    });
    const server = await startServer(config, () => {});
    servers.push(server);
    configs.set(name, config);
    return server;
  }

  let a: Server;
  let b: Server;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sinode-replicas-'));
    await mkdir(join(folder, 'library'));
    [database, s3] = await Promise.all([createTestDatabase(), startS3Server(program ?? '')]);
    // One after the other: the first makes the library that all of them mount.
    a = await start('a', { SINODE_ROLE: 'api' });
    [b] = await Promise.all([start('b', { SINODE_ROLE: 'api' }), start('c', { SINODE_ROLE: 'worker' })]);
    const credentials = JSON.stringify({ username: 'ada', password: 'correct horse battery staple' });
    const json = { 'content-type': 'application/json' };
    const post = { method: 'POST', headers: json, body: credentials };
    await fetch(`${a.url}/v1/auth/register`, post);
    const { accessToken } = (await (await fetch(`${a.url}/v1/auth/login`, post)).json()) as {
      accessToken: string;
    };
    headers = { authorization: `Bearer ${accessToken}` };
  }, 60_000);
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    await s3?.close();
    await database?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  async function upload(seconds: number): Promise<Recording> {
    const body = await multipart(asParts(wfdbFiles({ seconds, seed: seconds })));
    const answer = await fetch(`${a.url}/v1/recordings`, {
      method: 'POST',
      headers: { ...headers, ...body.headers },
      body: body.payload,
    });
    expect(answer.status).toBe(201);
    return (await answer.json()) as Recording;
  }
  const get = (server: Server, path: string) => fetch(`${server.url}${path}`, { headers });
  const analyse = (server: Server, id: string) =>
    fetch(`${server.url}/v1/recordings/${id}/analyses`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ lead: 'II' }),
    });
  const folderOf = (name: string, below: string) => readdir(join(folder, name, below)).catch(() => []);

  test('what comes through one is drawn, analysed, downloaded and deleted through another', async () => {
    const { id } = await upload(10);
    expect(await folderOf('b', 'traces')).toEqual([]);

    const envelope = await get(b, `/v1/recordings/${id}/leads/II/envelope?columns=100`);
    expect(envelope.status).toBe(200);
    const byA = await get(a, `/v1/recordings/${id}/leads/II/envelope?columns=100`);
    expect(await envelope.arrayBuffer()).toEqual(await byA.arrayBuffer());
    expect(await folderOf('b', 'traces')).toEqual([id]);
    expect(await folderOf('b', 'recordings')).toEqual([]);

    const { report } = (await (await analyse(b, id)).json()) as StoredAnalysis;
    const { annotations } = synthetic({ seconds: 10, seed: 10 });
    expect(Math.abs((report?.beats.length ?? 0) - annotations.length)).toBeLessThanOrEqual(1);
    const reference = await get(b, `/v1/recordings/${id}/reference`);
    expect((await reference.json()) as object).toMatchObject({ annotator: 'atr' });
    for (const { name, bytes } of wfdbFiles({ seconds: 10, seed: 10 })) {
      const file = await get(b, `/v1/recordings/${id}/files/${name}`);
      expect(Buffer.compare(Buffer.from(await file.arrayBuffer()), bytes)).toBe(0);
    }

    const deleted = await fetch(`${b.url}/v1/recordings/${id}`, { method: 'DELETE', headers });
    expect(deleted.status).toBe(204);
    expect((await get(a, `/v1/recordings/${id}/leads/II/envelope?columns=100`)).status).toBe(404);
    expect((await get(a, `/v1/recordings/${id}/files/r.dat`)).status).toBe(404);
    expect(await readdir(join(s3.folder, 'recordings')).catch(() => [])).not.toContain(id);

    // What the other has of it goes when its hour has come.
    expect(await folderOf('a', 'copies')).toContain(id);
    const { db, close } = await connect(database.url, () => {});
    const config = configs.get('a');
    if (config === undefined) throw new Error('there is no a');
    const places = { store: await openStore(config), libraryDir: config.libraryDir };
    const engine = { prepare: () => Promise.reject(new Error('nothing is made here')) };
    const traces = createTraces({ engine, places, dataDir: config.dataDir });
    await sweep({ db, traces, store: places.store, mostTraceBytes: 0, log: console });
    expect(await folderOf('a', 'copies')).toEqual([]);
    expect(await folderOf('a', 'traces')).toEqual([]);
    await close();
  }, 20_000);

  test('a worker elsewhere does what takes long', async () => {
    const { id } = await upload(LONG_SECONDS);
    const begun = await analyse(b, id);
    expect(begun.status).toBe(202);
    const { id: analysis } = (await begun.json()) as StoredAnalysis;
    await vi.waitFor(
      async () => {
        const { state } = (await (await get(a, `/v1/analyses/${analysis}`)).json()) as StoredAnalysis;
        expect(state).toBe('done');
      },
      { timeout: 30_000, interval: 100 },
    );
    expect(await folderOf('c', 'copies')).toEqual([id]);
    expect(await folderOf('b', 'copies')).not.toContain(id);
  }, 40_000);

  test('while the store is away, what needs it is a 503 that says when to ask again, and all else works', async () => {
    const { id } = await upload(12);
    await s3.halt();
    try {
      expect((await get(a, '/v1/recordings')).status).toBe(200);
      expect((await get(a, `/v1/recordings/${id}/leads/II/envelope?columns=100`)).status).toBe(200);
      for (const answer of [
        await get(b, `/v1/recordings/${id}/leads/II/envelope?columns=100`),
        await get(b, `/v1/recordings/${id}/files/r.dat`),
        await analyse(b, id),
      ]) {
        expect(answer.status).toBe(503);
        expect(answer.headers.get('retry-after')).toBe('5');
        expect(await answer.json()).toMatchObject({ code: 'STORE_AWAY' });
      }
      const body = await multipart(asParts(wfdbFiles({ seed: 77 })));
      const refused = await fetch(`${a.url}/v1/recordings`, {
        method: 'POST',
        headers: { ...headers, ...body.headers },
        body: body.payload,
      });
      expect(refused.status).toBe(503);
    } finally {
      await s3.start();
    }
    expect((await get(b, `/v1/recordings/${id}/leads/II/envelope?columns=100`)).status).toBe(200);
  }, 60_000);
});

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { S3 } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { readConfig } from '../../config/config.ts';
import { findS3Server, type S3Server, startS3Server } from '../../testing/s3-server.ts';
import { openStore, tryStore } from './open-store.ts';
import type { RecordingStore } from './recording-store.ts';
import { describeStore, idsOf, keepFiles } from './testing/store-contract.ts';

/** A disk whose clock is fast cannot be had: its time is told so many milliseconds later. */
const disk = vi.hoisted(() => ({ fastByMs: 0 }));
vi.mock('./folders.ts', async (original) => {
  const folders = await original<typeof import('./folders.ts')>();
  return {
    ...folders,
    diskTime: async (folder: string) => new Date((await folders.diskTime(folder)).getTime() + disk.fastByMs),
  };
});

/** The client is large, and its first request waits for it. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const program = findS3Server();

describe.skipIf(program === null)('a store on a real S3-compatible server', () => {
  let server: S3Server;
  const folders: string[] = [];
  let machines = 0;
  beforeAll(async () => {
    server = await startS3Server(program ?? '');
  });
  afterAll(() => server?.close());
  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
  });

  interface Machine {
    readonly store: RecordingStore;
    readonly dataDir: string;
    readonly config: ReturnType<typeof readConfig>;
  }

  /** A machine of its own, on the objects of all with the same prefix. */
  async function machine(prefix: string, more: Record<string, string> = {}): Promise<Machine> {
    const dataDir = await mkdtemp(join(tmpdir(), 'sinode-s3-machine-'));
    folders.push(dataDir);
    const config = readConfig({
      SINODE_DATA_DIR: dataDir,
      SINODE_S3_BUCKET: server.bucket,
      SINODE_S3_ENDPOINT: server.endpoint,
      SINODE_S3_PREFIX: prefix,
      ...more,
    });
    return { store: await openStore(config), dataDir, config };
  }
  const newPrefix = () => `test-${++machines}`;
  const objectsOf = (prefix: string, id: string) => join(server.folder, prefix, 'recordings', id);

  describeStore('as a store', async () => {
    const prefix = newPrefix();
    const { store, dataDir } = await machine(prefix);
    return {
      store,
      dataDir,
      async age(id) {
        const folder = objectsOf(prefix, id);
        for (const name of await readdir(folder)) await utimes(join(folder, name), new Date(0), new Date(0));
      },
      close: async () => {},
    };
  });

  test('what one machine keeps another reads, and what it deletes the other forgets', async () => {
    const prefix = newPrefix();
    const [a, b] = [await machine(prefix), await machine(prefix)];
    const id = await keepFiles(a.store, { 'r.dat': 'abc', 'r.hea': 'x' });
    expect(await readFile(join(await b.store.folder(id), 'r.dat'), 'utf8')).toBe('abc');
    expect(await idsOf(b.store.copies())).toEqual([id]);
    await a.store.remove(id);
    expect(await idsOf(a.store.copies())).toEqual([]);
    await b.store.forgetCopy(id);
    await expect(b.store.folder(id)).rejects.toMatchObject({ status: 422, code: 'UNREADABLE' });
    expect(await readdir(join(b.dataDir, 'copies'))).toEqual([]);
  });

  test('names of files are in the manifest only, which comes last', async () => {
    const prefix = newPrefix();
    const { store } = await machine(prefix);
    const id = await keepFiles(store, { 'Ada Lovelace.edf': 'abc' });
    expect((await readdir(objectsOf(prefix, id))).sort()).toEqual(['0', 'manifest.json']);
    expect(JSON.parse(readFileSync(join(objectsOf(prefix, id), 'manifest.json'), 'utf8'))).toEqual({
      version: 1,
      files: [
        {
          name: 'Ada Lovelace.edf',
          sizeBytes: 3,
          sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
        },
      ],
    });
  });

  test('a recording without its manifest is none, and is found by the sweep', async () => {
    const prefix = newPrefix();
    const { store } = await machine(prefix);
    const id = await keepFiles(store, { a: '1', b: '2' });
    await store.forgetCopy(id);
    await rm(join(objectsOf(prefix, id), 'manifest.json'));
    await expect(store.folder(id)).rejects.toMatchObject({ code: 'UNREADABLE' });
    expect(await idsOf(store.keptBefore(new Date(8.64e15)))).toEqual([id]);
    await store.remove(id);
    expect(await idsOf(store.keptBefore(new Date(8.64e15)))).toEqual([]);
  });

  test('many who ask at once download once, and all get the whole', async () => {
    const prefix = newPrefix();
    const id = await keepFiles((await machine(prefix)).store, { a: 'x'.repeat(1_000_000) });
    const { store, dataDir } = await machine(prefix);
    const found = await Promise.all(Array.from({ length: 20 }, () => store.folder(id)));
    expect(new Set(found).size).toBe(1);
    expect(await readdir(join(dataDir, 'copies'))).toEqual([id]);
    expect((await readFile(join(found[0] ?? '', 'a'))).length).toBe(1_000_000);
  });

  test('bytes that changed in the store are not taken for the recording', async () => {
    const prefix = newPrefix();
    const { store, dataDir } = await machine(prefix);
    const id = await keepFiles(store, { a: '12345678' });
    await store.forgetCopy(id);
    await writeFile(join(objectsOf(prefix, id), '0'), '12345679');
    await expect(store.folder(id)).rejects.toMatchObject({
      status: 422,
      detail: 'A file of this recording is damaged in the store.',
    });
    expect(await readdir(join(dataDir, 'copies'))).toEqual([]);
  });

  test.each([
    'no JSON',
    '{"version":2}',
    '{"version":1,"files":[{"name":"../x","sizeBytes":1,"sha256":""}]}',
  ])('a manifest that became %j is a recording that cannot be read', async (text) => {
    const prefix = newPrefix();
    const { store } = await machine(prefix);
    const id = await keepFiles(store, { a: '1' });
    await store.forgetCopy(id);
    await writeFile(join(objectsOf(prefix, id), 'manifest.json'), text);
    await expect(store.folder(id)).rejects.toMatchObject({ status: 422, code: 'UNREADABLE' });
  });

  test('a copy that somebody else asks for meanwhile stays after a visit', async () => {
    const prefix = newPrefix();
    const { store, config } = await machine(prefix);
    const id = await keepFiles(store, { a: '1' });
    await store.forgetCopy(id);
    const server = await openStore(config);
    await store.visit(id, async () => {
      await setTimeout(5);
      await server.folder(id);
    });
    expect(await idsOf(store.copies())).toEqual([id]);
  });

  test('what is old is so by the clock of the store, whatever that of the machine says', async () => {
    const { store } = await machine(newPrefix());
    disk.fastByMs = 2 * 3_600_000;
    try {
      const id = await keepFiles(store, { a: '1' });
      const now = await store.now();
      expect(Math.abs(now.getTime() - Date.now())).toBeLessThan(60_000);
      expect(await idsOf(store.keptBefore(new Date(now.getTime() - 3_600_000)))).toEqual([]);
      expect(await idsOf(store.keptBefore(new Date(8.64e15)))).toEqual([id]);
    } finally {
      disk.fastByMs = 0;
    }
  });

  test('the parts of a large file that is being sent stay when another machine’s clock is fast', async () => {
    const prefix = newPrefix();
    const { store } = await machine(prefix);
    const client = new S3({ endpoint: server.endpoint, region: 'us-east-1', forcePathStyle: true });
    const place = { Bucket: server.bucket, Key: `${prefix}/recordings/${randomUUID()}/0` };
    await client.createMultipartUpload(place);
    disk.fastByMs = 2 * 3_600_000;
    await store.discardIncomingAfter(3_600_000).finally(() => {
      disk.fastByMs = 0;
    });
    const uploads = async () =>
      (await client.listMultipartUploads({ Bucket: server.bucket, Prefix: prefix })).Uploads ?? [];
    expect(await uploads()).toHaveLength(1);
    await setTimeout(1500);
    await store.discardIncomingAfter(0);
    expect(await uploads()).toEqual([]);
    client.destroy();
  });

  test('copies that nobody asked for lately go first when there is no room', async () => {
    const prefix = newPrefix();
    const { store, dataDir } = await machine(prefix, { SINODE_S3_CACHE_MB: '1' });
    const ids: string[] = [];
    const longAgo = new Date(0);
    for (let i = 0; i < 4; i++) {
      ids.push(await keepFiles(store, { a: 'x'.repeat(400_000) }));
      await utimes(join(dataDir, 'copies', ids[i] ?? ''), longAgo, longAgo).catch(() => {});
    }
    // Two have room, of which the last was kept a moment ago.
    expect(await idsOf(store.copies())).toHaveLength(2);
    for (const id of ids) expect((await readFile(join(await store.folder(id), 'a'))).length).toBe(400_000);
    // All were asked for just now: none of them is taken from who reads it.
    expect(await idsOf(store.copies())).toEqual([...ids].sort());
  });

  test('a download that a crash broke off is swept', async () => {
    const { store, dataDir } = await machine(newPrefix());
    const id = await keepFiles(store, { a: '1' });
    const left = join(dataDir, 'copies', `${id}.part-x`);
    await keepFiles(store, { b: '1' });
    await mkdir(left);
    await utimes(left, new Date(0), new Date(0));
    await store.discardIncomingAfter(3_600_000);
    expect(await readdir(join(dataDir, 'copies'))).not.toContain(`${id}.part-x`);
    expect(await readdir(join(dataDir, 'copies'))).toHaveLength(2);
  });

  test('a store that is away is a 503 that says when to ask again, and comes back', async () => {
    const prefix = newPrefix();
    const { store, config } = await machine(prefix);
    const id = await keepFiles(store, { a: '1' });
    await store.forgetCopy(id);
    await server.halt();
    try {
      const away = { status: 503, code: 'STORE_AWAY', facts: { retryAfterSeconds: 5 } };
      await expect(store.folder(id)).rejects.toMatchObject(away);
      await expect(keepFiles(store, { a: '1' })).rejects.toMatchObject(away);
      await expect(store.remove(id)).rejects.toMatchObject(away);
      await expect(idsOf(store.keptBefore(new Date()))).rejects.toMatchObject(away);
      await expect(tryStore(store, config)).rejects.toThrow(/does not answer .*SINODE_S3_ENDPOINT/);
    } finally {
      await server.start();
    }
    expect(await readFile(join(await store.folder(id), 'a'), 'utf8')).toBe('1');
  });

  test('what is wrong with it is said at the start', async () => {
    const good = await machine(newPrefix());
    await tryStore(good.store, good.config);
    expect(await idsOf(good.store.keptBefore(new Date(8.64e15)))).toEqual([]);

    const noBucket = await machine(newPrefix(), { SINODE_S3_BUCKET: 'nothing-here' });
    await expect(tryStore(noBucket.store, noBucket.config)).rejects.toThrow(
      /The bucket nothing-here of http:.* is not there: make it, or see SINODE_S3_BUCKET/,
    );
    const secret = process.env.AWS_SECRET_ACCESS_KEY;
    process.env.AWS_SECRET_ACCESS_KEY = 'wrong';
    try {
      const stranger = await machine(newPrefix());
      await expect(tryStore(stranger.store, stranger.config)).rejects.toThrow(
        /cannot be used \(SignatureDoesNotMatch\): see AWS_ACCESS_KEY_ID/,
      );
    } finally {
      process.env.AWS_SECRET_ACCESS_KEY = secret;
    }
  });
});

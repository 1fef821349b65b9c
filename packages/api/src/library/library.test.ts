import { copyFile, mkdir, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LibraryReport } from '@sinode/contracts';
import { eq } from 'drizzle-orm';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { recordings, users } from '../database/schema.ts';
import { findJob } from '../jobs/jobs.ts';
import { createWorker } from '../jobs/worker.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { fillLibrary } from './fill-library.ts';
import { createLibrary, type Library } from './library.ts';

const log = pino({ level: 'silent' });

let api: TestApp;
let library: Library;
let folder: string;

beforeEach(async () => {
  api = await createTestApp({
    routes: async ({ db, engine, folder: root }) => {
      folder = join(root, 'library');
      await fillLibrary(folder);
      library = createLibrary({ db, engine, libraryDir: folder, log });
      return [library.routes];
    },
  });
});
afterEach(() => api.close());

/** Scans as the server does: a job, a worker, until it is done. */
async function scan(): Promise<void> {
  const { db } = api;
  const worker = createWorker({ db, log, handlers: { library: library.handler }, concurrency: 1 });
  await library.requestScan();
  const [job] = await db.query.jobs.findMany({ where: (jobs, { eq }) => eq(jobs.state, 'queued') });
  worker.start();
  try {
    await expect
      .poll(async () => (await findJob(db, job?.id ?? ''))?.state, { timeout: 20_000, interval: 20 })
      .toBe('done');
  } finally {
    await worker.stop();
  }
}

function rows() {
  return api.db.select().from(recordings).orderBy(recordings.libraryPath);
}

test('each recording of the library gets a row with its facts', async () => {
  await scan();
  const found = await rows();
  expect(found).toHaveLength(16);
  expect(found[0]).toMatchObject({
    ownerId: null,
    libraryPath: 'data/data_00001.mat',
    dataSet: '.',
    name: 'data_00001.mat',
    tags: ['synthetic'],
    format: 'mat',
    samplingRate: 500,
    sampleCount: 5000,
    durationSeconds: 10,
    files: [
      {
        name: 'data_00001.mat',
        sizeBytes: expect.any(Number),
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ],
  });
  expect(found[8]).toMatchObject({
    libraryPath: 'wfdb/00001.hea',
    dataSet: 'wfdb',
    format: 'wfdb',
    mainFile: '00001.hea',
    leads: [
      { name: 'II', gapSeconds: 0, minMv: expect.any(Number), maxMv: expect.any(Number) },
      { name: 'V5', gapSeconds: 0 },
    ],
    files: [{ name: '00001.hea' }, { name: '00001.dat' }],
  });
});

test('a second look keeps what is the same, renews what changed, forgets what is gone', async () => {
  await scan();
  const before = new Map((await rows()).map((row) => [row.libraryPath, row.id]));
  await copyFile(join(folder, 'data/data_00002.mat'), join(folder, 'data/data_00001.mat'));
  await utimes(join(folder, 'data/data_00001.mat'), 1, 1);
  // The header stays; its signal is another.
  await utimes(join(folder, 'wfdb/00003.dat'), 2, 2);
  await rm(join(folder, 'data/data_00008.mat'));
  await rename(join(folder, 'data/data_00007.mat'), join(folder, 'moved.mat'));
  await writeFile(join(folder, 'broken.edf'), 'no EDF');
  await scan();

  const after = new Map((await rows()).map((row) => [row.libraryPath, row.id]));
  const same = [...after].filter(([path, id]) => before.get(path) === id).map(([path]) => path);
  expect(same).toHaveLength(12);
  expect([...after.keys()].filter((path) => !same.includes(path))).toEqual([
    'data/data_00001.mat',
    'moved.mat',
    'wfdb/00003.hea',
  ]);
});

test('a signal file that could be opened by itself is no second recording', async () => {
  await mkdir(join(folder, 'challenge'));
  await copyFile(join(folder, 'data/data_00001.mat'), join(folder, 'challenge/A1.mat'));
  await writeFile(join(folder, 'challenge/A1.hea'), 'A1 1 500 5000\nA1.mat 16+128 1000/mV 16 0 0 0 0 II\n');
  await scan();
  const found = await api.db.select().from(recordings).where(eq(recordings.dataSet, 'challenge'));
  expect(found.map(({ libraryPath }) => libraryPath)).toEqual(['challenge/A1.hea']);
});

test('a library that is not mounted loses nothing', async () => {
  await scan();
  await rename(folder, `${folder}-away`);
  await mkdir(folder);
  await scan();
  expect(await rows()).toHaveLength(16);
});

test('what leads outside is not in the library', async () => {
  await writeFile(join(folder, '..', 'secret.csv'), 'time,II\n0,1\n');
  await symlink(join(folder, '..', 'secret.csv'), join(folder, 'link.csv'));
  await scan();
  expect((await rows()).some(({ name }) => name === 'link.csv')).toBe(false);
});

test('whoever is signed in sees the data sets and how to score on them', async () => {
  await scan();
  const { headers } = await api.signUp();
  const response = await api.app.inject({ url: '/v1/library', headers });
  expect(response.statusCode).toBe(200);
  const report = LibraryReport.parse(response.json());
  expect(report.scan).toMatchObject({ state: 'done', progress: 1 });
  expect(report.dataSets).toEqual([
    {
      name: '.',
      recordings: 8,
      durationSeconds: 80,
      isSynthetic: true,
      protocols: ['cpsc2019', 'ec57'],
      annotators: [],
    },
    {
      name: 'wfdb',
      recordings: 8,
      durationSeconds: 80,
      isSynthetic: true,
      protocols: ['ec57'],
      annotators: ['atr'],
    },
  ]);
  expect((await api.app.inject({ url: '/v1/library' })).statusCode).toBe(401);
});

test('only an administrator asks for a scan, and twice is once', async () => {
  const { userId, headers } = await api.signUp();
  const ask = () => api.app.inject({ method: 'POST', url: '/v1/library/scan', headers });
  expect((await ask()).statusCode).toBe(403);
  await api.db.update(users).set({ role: 'admin' }).where(eq(users.id, userId));
  const answers = await Promise.all([ask(), ask(), ask()]);
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([202, 202, 202]);
  expect(await api.db.query.jobs.findMany()).toHaveLength(1);
});

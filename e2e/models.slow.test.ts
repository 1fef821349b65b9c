/** The life of a model on servers that run: added, shadowed, promoted and rolled back, by command line and API. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { ModelAdministration, ShadowAgreement, StoredAnalysis } from '@sinode/contracts';
import { synthesizeRecording } from '@sinode/core';
import { modelFolder } from '@sinode/core/node';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createTestDatabase } from '../packages/api/src/testing/test-database.ts';
import {
  createPlace,
  type Place,
  type ServerProcess,
  signIn,
  startServerProcess,
} from './testing/server-process.ts';

const SINODE = fileURLToPath(new URL('../packages/cli/bin/sinode.js', import.meta.url));
const DEFAULT = { name: 'sinode-qrs-2', version: '1.0.0' };
const OTHER = { name: 'clinic-qrs', version: '2.0.0' };
const RECORDINGS = 6;
const SAMPLING_RATE = 250;
/** Longer ones become jobs. */
const LONG_SECONDS = 700;
/** Two to look, and what it takes to check and load a model on a machine that is busy with tests. */
const CHANGE_WITHIN_SECONDS = 30;

let place: Place;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let apis: ServerProcess[] = [];
let worker: ServerProcess | null = null;
let headers: { authorization: string };
let seed = 0;

beforeAll(async () => {
  place = await createPlace();
  database = await createTestDatabase();
  apis = await Promise.all([start('api'), start('api')]);
  // The first account is the administrator's.
  headers = await signIn(apis[0]?.url ?? '', 'ada');
  // A model of somebody else: the first one of Sinode under another name.
  await cp(modelFolder('sinode-qrs-1'), join(place.folder, 'clinic-qrs'), { recursive: true });
  const cardFile = join(place.folder, 'clinic-qrs', 'model.json');
  await writeFile(cardFile, JSON.stringify({ ...JSON.parse(await readFile(cardFile, 'utf8')), ...OTHER }));
});
afterAll(async () => {
  await Promise.all([...apis, worker].map((server) => server?.stop()));
  await database?.drop();
  await place?.remove();
});

function start(role: string): Promise<ServerProcess> {
  return startServerProcess(place, { args: ['--role', role], env: { DATABASE_URL: database.url } });
}

async function sinode(...args: string[]) {
  const env = { ...process.env, DATABASE_URL: database.url, SINODE_DATA_DIR: place.dataDir };
  const child = spawn(process.execPath, [SINODE, ...args], { env });
  child.stdin.end();
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number | null]>,
  ]);
  return { code, stdout, stderr };
}

async function call<T>(
  server: ServerProcess | undefined,
  method: string,
  path: string,
  body?: object,
): Promise<T> {
  const answer = await fetch(`${server?.url}${path}`, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(answer.ok, `${method} ${path}: ${await answer.clone().text()}`).toBe(true);
  return (await answer.json()) as T;
}

async function upload(seconds = 20): Promise<string> {
  const { recording } = synthesizeRecording({
    seed: ++seed,
    durationSeconds: seconds,
    samplingRate: SAMPLING_RATE,
    leads: ['II'],
  });
  const samples = Array.from(recording.leads[0]?.samples ?? [], (mv) => Math.round(mv * 1000) / 1000);
  const form = new FormData();
  form.append(
    'file',
    new Blob([JSON.stringify({ samplingRate: SAMPLING_RATE, leads: { II: samples } })]),
    `${seed}.json`,
  );
  const answer = await fetch(`${apis[0]?.url}/v1/recordings`, { method: 'POST', headers, body: form });
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}

/** A new recording, analysed through one of the processes. */
const analyse = async (server: ServerProcess | undefined, id?: string) =>
  call<StoredAnalysis>(server, 'POST', `/v1/recordings/${id ?? (await upload())}/analyses`);

/** @returns the seconds until every process answers with the model, and runs the candidate */
async function inStep(processes: number, current: object, candidate: object | null): Promise<number> {
  const begin = performance.now();
  await vi.waitFor(
    async () => {
      const found = await call<ModelAdministration>(apis[1], 'GET', '/v1/admin/models');
      expect(found.processes.length).toBe(processes);
      for (const each of found.processes) expect(each).toMatchObject({ current, candidate, isInStep: true });
    },
    { timeout: 60_000, interval: 100 },
  );
  return (performance.now() - begin) / 1000;
}

test('a model that is no model is refused in a sentence', async () => {
  const { code, stderr } = await sinode('models', 'add', place.folder);
  expect([code, stderr]).toEqual([
    1,
    expect.stringContaining('A model is a folder with model.json, model.onnx'),
  ]);
  expect(await sinode('models', 'promote', 'clinic-qrs')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('sinode-qrs-2@1.0.0'),
  });
});

test('a model is added through the command line, and answers nothing yet', async () => {
  const added = await sinode('models', 'add', join(place.folder, 'clinic-qrs'));
  expect(added).toMatchObject({ code: 0, stderr: expect.stringContaining('clinic-qrs@2.0.0 is added') });
  const { stdout } = await sinode('models');
  expect(stdout).toMatch(/clinic-qrs +2\.0\.0 +\d+ +added/);
  expect(stdout).toMatch(/sinode-qrs-2 +1\.0\.0 +\d+ +current, default/);
  expect((await analyse(apis[0])).model).toEqual(DEFAULT);
});

test('in the shadow it is compared, by both processes, and its agreement is told', async () => {
  expect(await sinode('models', 'shadow', 'clinic-qrs@2.0.0', '--share', '1')).toMatchObject({ code: 0 });
  await inStep(2, DEFAULT, OTHER);
  for (let index = 0; index < RECORDINGS; index++) {
    expect((await analyse(apis[index % 2])).model).toEqual(DEFAULT);
  }
  await vi.waitFor(
    async () => {
      const found = await call<ShadowAgreement>(apis[0], 'GET', '/v1/admin/models/agreement');
      expect(found).toMatchObject({ candidate: OTHER, current: DEFAULT, comparisons: RECORDINGS, failed: 0 });
      expect(found.f1).toBeGreaterThan(0.95);
    },
    { timeout: 60_000, interval: 200 },
  );
  const { stdout } = await sinode('models', 'agreement');
  expect(stdout).toMatch(/candidate +clinic-qrs@2\.0\.0/);
  expect(stdout).toMatch(/F1 +(0\.9\d+|1\.0000) \(/);
});

describe('after its promotion through the API', () => {
  let longAnalysis: StoredAnalysis;

  test('every process answers with it within seconds, and none was restarted', async () => {
    // Asked of the model before, while there is no worker to do it.
    longAnalysis = await analyse(apis[0], await upload(LONG_SECONDS));
    expect(longAnalysis).toMatchObject({ state: 'queued', model: DEFAULT });
    const pids = apis.map((server) => server.process.pid);
    await call(apis[0], 'PUT', '/v1/admin/models/current', { ...OTHER, reason: 'agrees' });
    expect(await inStep(2, OTHER, null)).toBeLessThan(CHANGE_WITHIN_SECONDS);
    for (const server of apis) expect((await analyse(server)).model).toEqual(OTHER);
    expect(apis.map((server) => [server.process.pid, server.process.exitCode])).toEqual(
      pids.map((pid) => [pid, null]),
    );
  });

  test('what was asked before is answered by the model that it was asked of', async () => {
    worker = await start('worker');
    await inStep(3, OTHER, null);
    await vi.waitFor(
      async () => {
        const { state, report } = await call<StoredAnalysis>(
          apis[1],
          'GET',
          `/v1/analyses/${longAnalysis.id}`,
        );
        expect(state).toBe('done');
        expect(report?.model).toEqual(DEFAULT);
        expect(report?.beats.length).toBeGreaterThan(500);
      },
      { timeout: 60_000, interval: 200 },
    );
  });

  test('a rollback through the command line brings back the model before', async () => {
    const back = await sinode('models', 'rollback', '--reason', 'only a test');
    expect(back).toMatchObject({ code: 0, stderr: 'sinode-qrs-2@1.0.0 answers again.\n' });
    await inStep(3, DEFAULT, null);
    for (const server of apis) expect((await analyse(server)).model).toEqual(DEFAULT);
    expect(await sinode('models', 'rollback')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('nothing to go back to'),
    });
  });

  test('it can be removed, and all of it is in the history', async () => {
    expect(await sinode('models', 'remove', 'clinic-qrs@2.0.0')).toMatchObject({ code: 0 });
    const { items } = await call<{ items: { action: string; by: string | null }[] }>(
      apis[0],
      'GET',
      '/v1/admin/models/history',
    );
    expect(items.map(({ action, by }) => [action, by])).toEqual([
      ['rolled-back', null],
      ['shadow-stopped', 'ada'],
      ['promoted', 'ada'],
      ['shadow-started', null],
    ]);
  });
});

test('what people corrected is exported, and can be evaluated as any data set', async () => {
  const id = await upload();
  const analysis = await analyse(apis[0], id);
  const [first] = analysis.report?.beats ?? [];
  await call(apis[0], 'POST', `/v1/recordings/${id}/corrections`, {
    lead: 'II',
    basedOn: { analysisId: analysis.id },
    changes: [{ kind: 'delete', sample: first }],
  });
  await call(apis[1], 'PUT', '/v1/account/sharing', { corrections: true });
  const folder = join(place.folder, 'corrections');
  const exported = await sinode('datasets', 'export', 'corrections', folder);
  expect(exported).toMatchObject({
    code: 0,
    stdout: `${folder}\n`,
    stderr: expect.stringContaining('1 lead of 1'),
  });
  const { code, stdout } = await sinode('evaluate', folder, '--protocol', 'ec57', '--format', 'json');
  expect(code).toBe(0);
  const { records } = JSON.parse(stdout) as { records: object[] };
  expect(records).toMatchObject([{ falsePositives: 1, falseNegatives: 0 }]);
  expect(await sinode('datasets', 'export', 'corrections', folder)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('is not empty'),
  });
});

/** What a job gets that asks for another model than the one that answers. */
import { ModelInvalidError } from '@sinode/core';
import { modelFolder, readModel } from '@sinode/core/node';
import { createEngine, TaskError } from '@sinode/engine';
import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createModelHost, type ModelHost, type StartEngine } from './model-host.ts';
import { type ModelsApp, openModelsApp } from './testing/models-app.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const OTHER = { name: 'sinode-qrs-1', version: '1.0.0' };

let api: ModelsApp;
let host: ModelHost;
let start: StartEngine;
beforeAll(async () => {
  api = await openModelsApp();
  const builtIn = await readModel();
  const inThread: StartEngine = (model) => createEngine(model, { threads: 1, inThread: true });
  start = inThread;
  host = createModelHost({
    db: api.db,
    registry: api.models.registry,
    log: pino({ level: 'silent' }),
    role: 'worker',
    builtIn,
    engine: await inThread(builtIn, { isMinor: false }),
    startEngine: (model, options) => start(model, options),
    observe: (engine) => engine,
    onCurrent: async () => {},
  });
});
afterAll(async () => {
  await host?.close();
  await api?.close();
});

test('there is nothing to get of a version that is not here', async () => {
  expect(await host.borrow({ name: 'gone', version: '1' })).toBeNull();
});

test('what the machine lacks for a moment is waited for by the job', async () => {
  const works = start;
  const facts = {
    code: 'OUT_OF_MEMORY',
    message: '',
    systemCode: null,
    path: null,
    workerStack: null,
  } as const;
  for (const error of [new TaskError(facts), Object.assign(new Error('fork'), { code: 'EAGAIN' })]) {
    start = () => Promise.reject(error);
    await expect(host.borrow(OTHER)).rejects.toMatchObject({ name: 'Problem', status: 503 });
  }
  start = works;
  const loan = await host.borrow(OTHER);
  expect(loan?.engine.card).toMatchObject(OTHER);
  loan?.giveBack();
});

test('a model that is not what was added is refused with the reason', async () => {
  const identity = { name: 'clinic-qrs', version: '2.0.0' };
  const added = await api.upload(modelFolder(OTHER.name), (files) => ({
    ...files,
    'model.json': Buffer.from(
      JSON.stringify({ ...JSON.parse(files['model.json']?.toString() ?? ''), ...identity }),
    ),
  }));
  expect(added.statusCode, added.body).toBe(201);
  await api.db.execute(sql`update models set onnx = 'damaged'`);
  await expect(host.borrow(identity)).rejects.toThrow(ModelInvalidError);
  await expect(host.borrow(identity)).rejects.toThrow('what the database holds is not what its card says');
});

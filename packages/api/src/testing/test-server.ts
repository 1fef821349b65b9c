/** Everything that the API is made of, listening on a port of its own, with a worker, on a database of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_MODEL, type ModelFiles, modelFolder, readModel } from '@sinode/core/node';
import { createEngine } from '@sinode/engine';
import { pino } from 'pino';
import { createApp } from '../app.ts';
import { readConfig } from '../config/config.ts';
import { connect } from '../database/connect.ts';
import { createWorker } from '../jobs/worker.ts';
import { fillLibrary } from '../library/fill-library.ts';
import { createModels } from '../models/models.ts';
import { createMetrics } from '../operations/metrics.ts';
import { createParts } from '../parts.ts';
import { createFolderStore } from '../recordings/storage/folder-store.ts';
import { packageVersion } from '../version.ts';
import { createTestDatabase } from './test-database.ts';

export interface TestServer {
  readonly url: string;
  close(): Promise<void>;
}

export async function startTestServer(): Promise<TestServer> {
  const database = await createTestDatabase();
  const { db, close } = await connect(database.url, () => {});
  const folder = await mkdtemp(join(tmpdir(), 'sinode-api-'));
  const log = pino({ level: 'silent' });
  const config = readConfig({
    SINODE_DATA_DIR: join(folder, 'var'),
    SINODE_LIBRARY_DIR: join(folder, 'library'),
  });
  const startEngine = (files: ModelFiles) => createEngine(files, { threads: 1, inThread: true });
  const model = await readModel();
  const models = createModels({
    db,
    log,
    role: 'all',
    builtIn: model,
    builtInFolder: modelFolder(DEFAULT_MODEL),
    engine: await startEngine(model),
    startEngine,
  });
  const secret = 'a secret of the tests, as long as it should be';
  const parts = createParts({
    config,
    db,
    store: createFolderStore(config.dataDir),
    models,
    metrics: createMetrics(),
    log,
    secret,
  });
  await fillLibrary(config.libraryDir);
  await parts.library.requestScan();
  const worker = createWorker({ db, log, handlers: parts.handlers, concurrency: 1 });
  worker.start();
  const app = await createApp({
    logger: log,
    version: packageVersion(),
    authenticate: parts.accounts.authenticate,
    routes: parts.routes,
    trustProxy: false,
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    async close() {
      await app.close();
      await worker.stop();
      await parts.recordings.close();
      await models.close();
      await close();
      await database.drop();
      await rm(folder, { recursive: true });
    },
  };
}

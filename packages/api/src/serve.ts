/** The parts of a process that need its database and its threads: the HTTP API, the dashboard, the jobs and the chores. */
import { join } from 'node:path';
import { type ModelFiles, modelFolder } from '@sinode/core/node';
import type { Engine } from '@sinode/engine';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { forgetAudit } from './accounts/audit.ts';
import { type App, createApp, type Routes } from './app.ts';
import type { Config } from './config/config.ts';
import { createDashboard } from './dashboard/dashboard.ts';
import { StartError } from './database/embedded/start-error.ts';
import type { OpenDatabase } from './database/open-database.ts';
import type { Authenticate, LimitRequests } from './http/access.ts';
import { closeInTime } from './http/close-in-time.ts';
import { createWorker } from './jobs/worker.ts';
import { addModelGauges } from './models/model-gauges.ts';
import type { StartEngine } from './models/model-host.ts';
import { createModels } from './models/models.ts';
import { addGauges } from './operations/gauges.ts';
import { createMetrics } from './operations/metrics.ts';
import { metricsRoutes, operationsRoutes } from './operations/operations.ts';
import { type Observer, observedEngine } from './operations/telemetry/observer.ts';
import { createParts } from './parts.ts';
import { openStore, tryStore } from './recordings/storage/open-store.ts';
import { packageVersion } from './version.ts';

const HOUR_MS = 3_600_000;

/** Connections that wait until there is a moment for them; Node's 511 are soon too few in a rush. */
const MOST_UNACCEPTED = 4096;

export interface ServeOptions {
  readonly config: Config;
  readonly database: OpenDatabase;
  /** The model of SINODE_MODEL. */
  readonly model: ModelFiles;
  /** Answers with it. */
  readonly engine: Engine;
  readonly startEngine: StartEngine;
  /** `null` where nobody asked for traces. */
  readonly tracing: Observer | null;
  readonly log: FastifyBaseLogger;
  /** Signs access tokens. */
  readonly secret: string;
  /** The folder of the dashboard's files; `null` where they were not built. */
  readonly webDir: string | null;
  /** Told how to end what was begun; the last that was begun ends first. */
  readonly onEnd: (farewell: () => Promise<unknown>) => void;
}

export interface Addresses {
  /** Of the API; of one that only works, where it says how it is. */
  readonly url: string;
  /** `null` where there is none. */
  readonly dashboardUrl: string | null;
}

/** @throws StartError when it cannot listen */
export async function serve({
  config,
  database,
  model,
  engine,
  startEngine,
  tracing,
  log,
  secret,
  webDir,
  onEnd,
}: ServeOptions): Promise<Addresses> {
  const { role, webPort } = config;
  const { db } = database;
  const metrics = createMetrics();
  const { dataDir } = config;
  const store = await openStore(config);
  if (config.s3 !== null) await tryStore(store, config);
  // Traces outside, so that what is counted, too, is in them.
  const observers = tracing === null ? [metrics] : [metrics, tracing];
  for (const { aroundStatement } of observers) database.observe(aroundStatement);
  const hasDashboard = role !== 'worker' && webPort !== null && webDir !== null;
  const models = createModels({
    db,
    log,
    role,
    builtIn: model,
    builtInFolder: modelFolder(config.model),
    engine,
    startEngine,
    observe: (engine) => observedEngine(engine, observers),
    filesDir: hasDashboard ? join(dataDir, 'models') : null,
  });
  onEnd(models.close);
  addGauges(metrics.registry, { engine: models.engine, database, dataDir, version: packageVersion(), role });
  addModelGauges(metrics.registry, { db, models });
  // Whoever finds the server ready is answered by the model that was promoted last.
  await models.host.follow();
  models.host.start();
  const { accounts, recordings, library, ...parts } = createParts({
    config,
    db,
    store,
    models,
    metrics,
    observers,
    log,
    secret,
  });
  onEnd(recordings.close);

  if (config.metricsPort !== null) {
    const own = [operationsRoutes(db), metricsRoutes(metrics, 'public')];
    const app = await build(own, { config, log, authenticate: accounts.authenticate });
    onEnd(closeInTime(app));
    await listen(app, config.metricsHost, config.metricsPort, 'SINODE_METRICS_PORT');
  }
  const routes = role === 'worker' ? parts.operations : parts.routes;
  const { authenticate, limitRequests } = accounts;
  const app = await build(routes, { config, log, authenticate, limitRequests, observers });
  const handlers = role === 'api' ? {} : parts.handlers;
  const worker = createWorker({
    db,
    log,
    handlers,
    concurrency: config.threads,
    observe: (job, work) =>
      observers.reduce(
        (inner, { aroundJob }) =>
          () =>
            aroundJob(job, inner),
        work,
      )(),
  });
  const dashboard = hasDashboard
    ? createDashboard({ api: app, webDir, model: models.folder, logger: log })
    : null;
  // Side by side: jobs need not wait for a slow upload to find another worker, and followers of jobs are asked to go
  // by the API, through whichever port they came.
  const ends = [closeInTime(app), ...(dashboard === null ? [] : [closeInTime(dashboard)]), worker.stop];
  onEnd(() => Promise.all(ends.map((end) => end())));
  await app.ready();
  // First, so that whoever finds the API ready finds the dashboard too.
  const dashboardUrl =
    dashboard && (await listen(dashboard, config.host, webPort ?? 0, '--web-port or SINODE_WEB_PORT'));
  const url = await listen(app, config.host, config.apiPort, '--port or SINODE_API_PORT');

  // What nobody waits for comes last.
  if (role !== 'worker') await library.requestScan();
  if (role !== 'api') worker.start();
  onEnd(
    everyHour(log, [
      recordings.expire,
      recordings.sweep,
      accounts.sweep,
      models.sweep,
      () => forgetAudit(db, config.keepAuditDays),
    ]),
  );
  return { url, dashboardUrl };
}

/** What listening needs of an application, whatever its routes take. */
type Listening = Pick<FastifyInstance, 'listen' | 'listeningOrigin'>;

interface Serving {
  readonly config: Config;
  readonly log: FastifyBaseLogger;
  readonly authenticate: Authenticate;
  readonly limitRequests?: LimitRequests | null;
  readonly observers?: readonly Observer[];
}

function build(
  routes: readonly Routes[],
  { config, log, authenticate, limitRequests = null, observers = [] }: Serving,
): Promise<App> {
  return createApp({
    logger: log,
    version: packageVersion(),
    authenticate,
    limitRequests,
    routes,
    trustProxy: config.trustProxy,
    observe: (app) => {
      for (const { observeRequests } of observers) observeRequests(app);
    },
  });
}

async function listen(app: Listening, host: string, port: number, setting: string): Promise<string> {
  try {
    await app.listen({ host, port, backlog: MOST_UNACCEPTED });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : error;
    const reason = code === 'EADDRINUSE' ? 'another program listens there already' : String(code);
    throw new StartError(
      `Port ${port} of ${host} cannot be opened (${reason}): choose another with ${setting}.`,
    );
  }
  const { port: opened } = new URL(app.listeningOrigin);
  return `http://${host.includes(':') ? `[${host}]` : host}:${opened}`;
}

/** Now and every hour. */
function everyHour(log: FastifyBaseLogger, chores: readonly (() => Promise<void>)[]): () => Promise<void> {
  let current = Promise.resolve();
  const doThem = async () => {
    for (const chore of chores) {
      await chore().catch((error: unknown) => log.warn({ err: error }, 'an hourly chore failed'));
    }
  };
  const next = () => {
    current = current.then(doThem);
  };
  next();
  const timer = setInterval(next, HOUR_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await current;
  };
}

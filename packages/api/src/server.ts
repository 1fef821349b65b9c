/** Everything wired together: what a process of Sinode starts, in which order, and how it ends. */
import { ModelInvalidError } from '@sinode/core';
import { readModel } from '@sinode/core/node';
import { createEngine, TaskError } from '@sinode/engine';
import type { FastifyBaseLogger } from 'fastify';
import { type App, createApp, type Routes } from './app.ts';
import type { Config } from './config/config.ts';
import { openDataFolder } from './config/data-folder.ts';
import { StartError } from './database/embedded/start-error.ts';
import { openDatabase } from './database/open-database.ts';
import type { Authenticate } from './http/access.ts';
import { createWorker } from './jobs/worker.ts';
import { fillLibrary } from './library/fill-library.ts';
import { createLog } from './operations/log.ts';
import { createMetrics, type Metrics } from './operations/metrics.ts';
import { metricsRoutes, operationsRoutes } from './operations/operations.ts';
import { createParts } from './parts.ts';
import { packageVersion } from './version.ts';

export interface Server {
  /** Where the API listens; with the port that the system chose where 0 was asked for. */
  readonly url: string;
  /** Resolves when the server has stopped. */
  readonly stopped: Promise<void>;
  /** Lets requests under way end, gives running jobs back to the queue, and closes everything. */
  stop(): Promise<void>;
}

/** Tasks that wait for a thread; at 3 ms for ten seconds of ECG they wait for less than a second. */
const MOST_WAITING = 256;

const HOUR_MS = 3_600_000;

/** Requests that take longer to end are broken off; their clients have to ask again. */
const LONGEST_GOODBYE_MS = 30_000;
const CLOSE_IDLE_MS = 100;

/**
 * Starts what the configuration asks for. What was started is ended again when something else cannot be.
 *
 * @param say - told what a person at a terminal wants to know
 * @param signal - breaks off the start
 * @throws StartError in words for an operator, and the reason of the signal
 */
export async function startServer(
  config: Config,
  say: (line: string) => void,
  signal: AbortSignal = new AbortController().signal,
): Promise<Server> {
  const log = createLog(config.logLevel);
  for (const warning of config.warnings) log.warn(warning);
  const farewells: (() => Promise<unknown>)[] = [];
  /** The last that was started ends first. */
  const end = async () => {
    for (const farewell of farewells.splice(0).reverse()) {
      await farewell().catch((error: unknown) => log.error({ err: error }, 'stopping'));
    }
  };
  try {
    const url = await start(config, { log, say, signal, onEnd: (farewell) => farewells.push(farewell) });
    signal.throwIfAborted();
    let hasStopped = () => {};
    const stopped = new Promise<void>((resolve) => {
      hasStopped = resolve;
    });
    let stopping: Promise<void> | null = null;
    const stop = () => {
      if (stopping === null) log.info('stopping');
      stopping ??= end().then(hasStopped);
      return stopping;
    };
    return { url, stopped, stop };
  } catch (error) {
    await end();
    throw signal.aborted ? signal.reason : inWords(error);
  }
}

interface Starting {
  readonly log: ReturnType<typeof createLog>;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
  readonly onEnd: (farewell: () => Promise<unknown>) => void;
}

async function start(config: Config, { log, say, signal, onEnd }: Starting): Promise<string> {
  const { dataDir, libraryDir, role } = config;
  const folder = await openDataFolder(dataDir, (text) => log.warn(text));
  if (config.databaseUrl === null) {
    await folder.lock();
    onEnd(folder.unlock);
  }
  // The database and the threads take the longest, and do not need each other.
  const [model, secret] = await Promise.all([readModel(config.model), config.secret ?? folder.secret()]);
  const metrics = createMetrics();
  const [database, engine, made] = await Promise.allSettled([
    openDatabase(config, log),
    createEngine(model, { threads: config.threads, maxQueue: MOST_WAITING, signal }),
    role === 'worker' ? 0 : fill(libraryDir),
  ]).then(([database, engine, made]) => {
    if (database.status === 'fulfilled') onEnd(database.value.close);
    if (engine.status === 'fulfilled') onEnd(engine.value.close);
    if (database.status === 'rejected') throw database.reason;
    if (engine.status === 'rejected') throw engine.reason;
    if (made.status === 'rejected') throw made.reason;
    return [database.value, metrics.observeEngine(engine.value), made.value] as const;
  });
  signal.throwIfAborted();
  if (made > 0) say(`The library ${libraryDir} was empty: it has ${made} synthetic recordings now.`);
  const { db } = database;
  const { accounts, recordings, library, ...parts } = createParts({
    config,
    db,
    engine,
    metrics,
    log,
    secret,
  });
  onEnd(recordings.close);

  if (config.metricsPort !== null) {
    const own = [operationsRoutes(db), metricsRoutes(metrics, 'public')];
    const app = await serve(own, { config, log, authenticate: accounts.authenticate });
    onEnd(() => app.close());
    await listen(app, config.metricsHost, config.metricsPort, 'SINODE_METRICS_PORT');
  }
  const routes = role === 'worker' ? parts.operations : parts.routes;
  const app = await serve(routes, { config, log, authenticate: accounts.authenticate, metrics });
  const handlers = role === 'api' ? {} : parts.handlers;
  const worker = createWorker({ db, log, handlers, concurrency: config.threads });
  // Side by side: jobs need not wait for a slow upload to find another worker.
  onEnd(() => Promise.all([closeInTime(app), worker.stop()]));
  const url = await listen(app, config.host, config.apiPort, '--port or SINODE_API_PORT');
  log.info({ role, port: portOf(url), model: model.card.name, version: model.card.version }, 'ready');
  say(
    role === 'worker'
      ? `Working; ${url}/health/ready says how it is.`
      : `API: ${url} (documentation: ${url}/docs)`,
  );

  // What nobody waits for comes last.
  if (role !== 'worker') await library.requestScan();
  if (role !== 'api') worker.start();
  onEnd(everyHour(log, [recordings.sweep, accounts.sweep]));
  return url;
}

/** @throws StartError where there can be no library */
function fill(libraryDir: string): Promise<number> {
  return fillLibrary(libraryDir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === undefined) throw error;
    throw new StartError(`The library ${libraryDir} cannot be used (${error.code}): see SINODE_LIBRARY_DIR.`);
  });
}

/** Lets requests under way end, and then their connections, which clients would like to keep. */
async function closeInTime(app: App): Promise<void> {
  const tidy = setInterval(() => app.server.closeIdleConnections(), CLOSE_IDLE_MS);
  const breakOff = setTimeout(() => app.server.closeAllConnections(), LONGEST_GOODBYE_MS);
  await app.close().finally(() => {
    clearInterval(tidy);
    clearTimeout(breakOff);
  });
}

interface Serving {
  readonly config: Config;
  readonly log: FastifyBaseLogger;
  readonly authenticate: Authenticate;
  readonly metrics?: Metrics;
}

function serve(routes: readonly Routes[], { config, log, authenticate, metrics }: Serving): Promise<App> {
  return createApp({
    logger: log,
    version: packageVersion(),
    authenticate,
    routes,
    trustProxy: config.trustProxy,
    ...(metrics === undefined ? {} : { observe: metrics.observeRequests }),
  });
}

async function listen(app: App, host: string, port: number, setting: string): Promise<string> {
  try {
    await app.listen({ host, port });
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

function portOf(url: string): number {
  return Number(new URL(url).port);
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

/** What an operator can do something about becomes one sentence; the rest is a bug and stays as it is. */
function inWords(error: unknown): unknown {
  if (error instanceof ModelInvalidError || (error instanceof TaskError && error.code === 'MODEL_INVALID')) {
    return new StartError(`${error.message} (SINODE_MODEL)`);
  }
  return error;
}

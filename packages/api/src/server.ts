/** A process of Sinode: what it starts, in which order, and how it ends. */
import { ModelInvalidError } from '@sinode/core';
import { type ModelFiles, readModel } from '@sinode/core/node';
import { createEngine, TaskError } from '@sinode/engine';
import type { Config } from './config/config.ts';
import { openDataFolder } from './config/data-folder.ts';
import { StartError } from './database/embedded/start-error.ts';
import { openDatabase } from './database/open-database.ts';
import { fillLibrary } from './library/fill-library.ts';
import { createLog } from './operations/log.ts';
import { currentTrace } from './operations/telemetry/current-trace.ts';
import type { Addresses } from './serve.ts';
import { packageVersion } from './version.ts';

/** With its addresses, which have the ports that the system chose where 0 was asked for. */
export interface Server extends Addresses {
  /** Resolves when the server has stopped. */
  readonly stopped: Promise<void>;
  /** Lets requests under way end, gives running jobs back to the queue, and closes everything. */
  stop(): Promise<void>;
}

export interface StartOptions {
  /** The folder of the dashboard's files; `null` where they were not built. @default null */
  readonly webDir?: string | null;
  /** Breaks off the start. */
  readonly signal?: AbortSignal;
}

/** A day of twelve leads at 1000 Hz takes minutes on a slow disk; nothing that makes progress takes so long. */
const LONGEST_TASK_STALLS = 30;

/** Tasks that wait for a thread; at 3 ms for ten seconds of ECG they wait for less than a second. */
const MOST_WAITING = 256;

/**
 * Starts what the configuration asks for. What was started is ended again when something else cannot be.
 *
 * @param say - told what a person at a terminal wants to know
 * @throws StartError in words for an operator, and the reason of the signal
 */
export async function startServer(
  config: Config,
  say: (line: string) => void,
  { webDir = null, signal = new AbortController().signal }: StartOptions = {},
): Promise<Server> {
  const log = createLog(config.logLevel, config.hasTraces ? () => currentTrace().logFields() : undefined);
  for (const warning of config.warnings) log.warn(warning);
  const farewells: (() => Promise<unknown>)[] = [];
  /** The last that was started ends first. */
  const end = async () => {
    for (const farewell of farewells.splice(0).reverse()) {
      await farewell().catch((error: unknown) => log.error({ err: error }, 'stopping'));
    }
  };
  try {
    const onEnd = (farewell: () => Promise<unknown>) => farewells.push(farewell);
    const addresses = await start(config, { log, say, webDir, signal, onEnd });
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
    return { ...addresses, stopped, stop };
  } catch (error) {
    await end();
    throw signal.aborted ? signal.reason : inWords(error);
  }
}

interface Starting {
  readonly log: ReturnType<typeof createLog>;
  readonly say: (line: string) => void;
  readonly webDir: string | null;
  readonly signal: AbortSignal;
  readonly onEnd: (farewell: () => Promise<unknown>) => void;
}

async function start(config: Config, { log, say, webDir, signal, onEnd }: Starting): Promise<Addresses> {
  const { dataDir, libraryDir, role } = config;
  const folder = await openDataFolder(dataDir, (text) => log.warn(text));
  if (config.databaseUrl === null) {
    await folder.lock();
    onEnd(folder.unlock);
  }
  // The database and the threads take the longest, and do not need each other.
  const [model, secret] = await Promise.all([readModel(config.model), config.secret ?? folder.secret()]);
  const startEngine = (files: ModelFiles, { isMinor, signal }: { isMinor: boolean; signal?: AbortSignal }) =>
    createEngine(files, {
      threads: isMinor ? 1 : config.threads,
      isMinor,
      maxQueue: MOST_WAITING,
      onlyBackground: role === 'worker',
      bufferMb: config.taskMemoryMb,
      stallSeconds: config.taskSeconds,
      longestSeconds: LONGEST_TASK_STALLS * config.taskSeconds,
      ...(signal === undefined ? {} : { signal }),
    });
  const [database, engine, made, rest, traces] = await Promise.allSettled([
    openDatabase(config, log),
    startEngine(model, { isMinor: false, signal }),
    role === 'worker' ? 0 : fill(libraryDir),
    // Loading it takes as long as Postgres takes to start.
    import('./serve.ts'),
    config.hasTraces ? import('./operations/telemetry/tracing.ts') : null,
  ]).then(([database, engine, made, rest, traces]) => {
    if (database.status === 'fulfilled') onEnd(database.value.close);
    if (engine.status === 'fulfilled') onEnd(engine.value.close);
    if (database.status === 'rejected') throw database.reason;
    if (engine.status === 'rejected') throw engine.reason;
    if (made.status === 'rejected') throw made.reason;
    if (rest.status === 'rejected') throw rest.reason;
    if (traces.status === 'rejected') throw traces.reason;
    return [database.value, engine.value, made.value, rest.value, traces.value] as const;
  });
  signal.throwIfAborted();
  const tracing = traces?.startTracing(log, { version: packageVersion(), role }) ?? null;
  if (tracing !== null) onEnd(tracing.close);
  if (made > 0) say(`The library ${libraryDir} was empty: it has ${made} synthetic recordings now.`);
  const { url, dashboardUrl } = await rest.serve({
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
  });
  log.info(
    { role, port: Number(new URL(url).port), model: model.card.name, version: model.card.version },
    'ready',
  );
  if (dashboardUrl !== null) say(`Dashboard: ${dashboardUrl}`);
  else if (role !== 'worker' && config.webPort !== null)
    say('The dashboard is not built (npm run build): there is only the API.');
  say(
    role === 'worker'
      ? `Working; ${url}/health/ready says how it is.`
      : `API: ${url} (documentation: ${url}/docs)`,
  );
  return { url, dashboardUrl };
}

/** @throws StartError where there can be no library */
function fill(libraryDir: string): Promise<number> {
  return fillLibrary(libraryDir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === undefined) throw error;
    throw new StartError(`The library ${libraryDir} cannot be used (${error.code}): see SINODE_LIBRARY_DIR.`);
  });
}

/** What an operator can do something about becomes one sentence; the rest is a bug and stays as it is. */
function inWords(error: unknown): unknown {
  if (error instanceof ModelInvalidError || (error instanceof TaskError && error.code === 'MODEL_INVALID')) {
    return new StartError(`${error.message} (SINODE_MODEL)`);
  }
  return error;
}

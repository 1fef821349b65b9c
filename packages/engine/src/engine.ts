/** Recordings analysed, scored and checked side by side, in worker threads. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Analysis, EvaluatedRecord, ModelCard, ReferenceBeats } from '@sinode/core';
import type { ModelFiles } from '@sinode/core/node';
import { closedError, EngineBusyError, failureOf, TaskError } from './task-error.ts';
import type {
  AnalyzeSamplesTask,
  AnalyzeTask,
  EvaluateTask,
  InspectedRecording,
  InspectTask,
  PreparedRecording,
  PrepareTask,
  ReferenceTask,
  TaskOptions,
} from './tasks.ts';
import { startThread, type Thread } from './thread.ts';
import type { Task } from './thread-messages.ts';

export interface Engine {
  readonly card: ModelCard;
  /** Tasks that can be worked on at once. */
  readonly threads: number;
  /** Tasks that wait. */
  readonly queued: number;
  /** Tasks under way. */
  readonly running: number;
  /** Threads that died, or were ended, and had to be replaced. */
  readonly replaced: number;
  analyze(task: AnalyzeTask | AnalyzeSamplesTask, options?: TaskOptions): Promise<Analysis>;
  evaluate(task: EvaluateTask, options?: TaskOptions): Promise<EvaluatedRecord>;
  inspect(task: InspectTask, options?: TaskOptions): Promise<InspectedRecording>;
  prepare(task: PrepareTask, options?: TaskOptions): Promise<PreparedRecording>;
  reference(task: ReferenceTask, options?: TaskOptions): Promise<ReferenceBeats>;
  /** Breaks off what is under way, and fails it and all that waits. */
  close(): Promise<void>;
}

export interface EngineOptions {
  readonly threads: number;
  /** More tasks than this are not kept waiting. @default no limit */
  readonly maxQueue?: number;
  /** Gives way to all other threads, where the system lets a thread do so (Linux). @default false */
  readonly isMinor?: boolean;
  /** There are no interactive tasks, so that no thread is kept for them. @default false */
  readonly onlyBackground?: boolean;
  /** Works in the calling thread, which spares a short job the start of another; one task at a time. */
  readonly inThread?: boolean;
  /**
   * For the JavaScript objects of each thread; samples and the network lie outside of it. A recording that needs more
   * fails by itself. @default 1024
   */
  readonly heapMb?: number;
  /** For samples and for what files are inflated to, in each thread. @default no limit */
  readonly bufferMb?: number;
  /** A task that gives no sign of progress for so long fails; its thread is ended and replaced. @default no limit */
  readonly stallSeconds?: number;
  /** A task that is not done by then fails likewise, whatever progress it claims. @default no limit */
  readonly longestSeconds?: number;
  /** What each thread runs, in tests. */
  readonly workerFile?: string;
  /** Breaks off the start. */
  readonly signal?: AbortSignal;
}

const HEAP_MB = 1024;
/** After a thread could not be replaced (the system is short of memory, say). */
const HIRE_AGAIN_MS = 1_000;

/** Something that does one task at a time. */
type Runner = Pick<Thread, 'run' | 'cancel' | 'close'>;

type Priority = NonNullable<TaskOptions['priority']>;

interface Waiting {
  readonly task: Task;
  readonly options: TaskOptions;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Every task rejects with TaskError (code of the core's error, or of what else happened), EngineBusyError, or the
 * reason of its signal.
 *
 * @throws TaskError MODEL_INVALID when the network cannot be loaded, and the reason of the signal
 */
export async function createEngine(
  model: ModelFiles,
  {
    threads,
    maxQueue = Number.POSITIVE_INFINITY,
    isMinor = false,
    onlyBackground = false,
    inThread = false,
    heapMb = HEAP_MB,
    bufferMb = Number.POSITIVE_INFINITY,
    stallSeconds = Number.POSITIVE_INFINITY,
    longestSeconds = Number.POSITIVE_INFINITY,
    workerFile,
    signal,
  }: EngineOptions,
): Promise<Engine> {
  const size = inThread ? 1 : threads;
  /** One thread is kept for interactive tasks wherever there are two, and such tasks. */
  const mostBackground = onlyBackground ? size : Math.max(1, size - 1);
  const waiting = { interactive: [] as Waiting[], background: [] as Waiting[] };
  const idle: Runner[] = [];
  const all = new Set<Runner>();
  /** Threads that were given up and have not ended yet. */
  const leaving = new Set<Promise<void>>();
  let running = 0;
  let runningBackground = 0;
  let replaced = 0;
  let closing: Promise<void> | null = null;

  function queued(): number {
    return waiting.interactive.length + waiting.background.length;
  }

  function canBegin(priority: Priority): boolean {
    return idle.length > 0 && (priority === 'interactive' || runningBackground < mostBackground);
  }

  /** Takes the task that is next, if there is one that may begin now. */
  function next(): Waiting | undefined {
    return waiting.interactive.shift() ?? (canBegin('background') ? waiting.background.shift() : undefined);
  }

  function dispatch(): void {
    while (idle.length > 0) {
      const item = next();
      if (item === undefined) return;
      const runner = idle.pop();
      if (runner !== undefined) void begin(runner, item);
    }
  }

  async function begin(runner: Runner, { task, options, resolve, reject }: Waiting): Promise<void> {
    const isBackground = options.priority === 'background';
    const cancel = () => runner.cancel();
    options.signal?.addEventListener('abort', cancel, { once: true });
    running++;
    if (isBackground) runningBackground++;
    options.onBegin?.();
    try {
      resolve(await runner.run(task, options.onProgress ?? (() => {})));
    } catch (error) {
      reject(options.signal?.aborted === true ? options.signal.reason : error);
    } finally {
      options.signal?.removeEventListener('abort', cancel);
      running--;
      if (isBackground) runningBackground--;
      // A thread that died under the task was replaced by another.
      if (all.has(runner)) idle.push(runner);
      dispatch();
    }
  }

  function submit<T>(task: Task, options: TaskOptions = {}): Promise<T> {
    const { signal, priority = 'interactive' } = options;
    return new Promise<unknown>((resolve, reject) => {
      if (closing !== null) return reject(closedError());
      if (signal?.aborted) return reject(signal.reason);
      if (!canBegin(priority) && queued() >= maxQueue) return reject(new EngineBusyError(queued()));
      const leave = () => {
        const place = waiting[priority].indexOf(item);
        if (place >= 0) waiting[priority].splice(place, 1);
        if (place >= 0) reject(signal?.reason);
      };
      const settled = <V>(settle: (value: V) => void) => {
        return (value: V) => {
          signal?.removeEventListener('abort', leave);
          settle(value);
        };
      };
      const item: Waiting = { task, options, resolve: settled(resolve), reject: settled(reject) };
      signal?.addEventListener('abort', leave, { once: true });
      waiting[priority].push(item);
      dispatch();
    }) as Promise<T>;
  }

  /** Starts a thread, and another should it die. */
  async function hire(): Promise<void> {
    let wasReady = false;
    const onDeath = (ended: Promise<void>) => {
      leaving.add(ended);
      void ended.finally(() => leaving.delete(ended));
      all.delete(thread);
      const place = idle.indexOf(thread);
      if (place >= 0) idle.splice(place, 1);
      if (wasReady) void replace();
    };
    const limits = { heapMb, bufferMb, stallSeconds, longestSeconds };
    const thread: Thread = startThread(model, { ...limits, isMinor }, onDeath, workerFile);
    all.add(thread);
    await thread.ready;
    wasReady = true;
    idle.push(thread);
    dispatch();
  }

  /** Tries for as long as it takes: tasks that wait would wait for ever. */
  async function replace(): Promise<void> {
    replaced++;
    while (closing === null) {
      try {
        return await hire();
      } catch {
        await sleep(HIRE_AGAIN_MS, undefined, { ref: false });
      }
    }
  }

  function close(): Promise<void> {
    closing ??= closeAll();
    return closing;
  }

  async function closeAll(): Promise<void> {
    for (const { reject } of [...waiting.interactive.splice(0), ...waiting.background.splice(0)]) {
      reject(closedError());
    }
    await Promise.all([...[...all].map((runner) => runner.close()), ...leaving]);
  }

  const breakOff = () => void close();
  try {
    signal?.throwIfAborted();
    signal?.addEventListener('abort', breakOff, { once: true });
    if (inThread) {
      const runner = await loadInThread(model);
      all.add(runner);
      idle.push(runner);
    } else {
      await Promise.all(Array.from({ length: size }, hire));
    }
    signal?.throwIfAborted();
  } catch (error) {
    await close();
    throw signal?.aborted === true ? signal.reason : error;
  } finally {
    signal?.removeEventListener('abort', breakOff);
  }
  return {
    card: model.card,
    threads: size,
    get queued() {
      return queued();
    },
    get running() {
      return running;
    },
    get replaced() {
      return replaced;
    },
    analyze: (input, options) => submit({ kind: 'analyze', input }, options),
    evaluate: (input, options) => submit({ kind: 'evaluate', input }, options),
    inspect: (input, options) => submit({ kind: 'inspect', input }, options),
    prepare: (input, options) => submit({ kind: 'prepare', input }, options),
    reference: (input, options) => submit({ kind: 'reference', input }, options),
    close,
  };
}

async function loadInThread(model: ModelFiles): Promise<Runner> {
  const { loadPerformer, performTask } = await import('./performer.ts');
  const performer = await loadPerformer(model).catch((error: unknown) => {
    throw new TaskError(failureOf(error));
  });
  let isCancelled = false;
  let closing: Promise<void> | null = null;
  let current: Promise<unknown> = Promise.resolve();
  async function end(): Promise<void> {
    await current;
    await performer.dispose();
  }
  return {
    run(task, onProgress) {
      isCancelled = false;
      const onFraction = (fraction: number) => {
        if (isCancelled || closing !== null) throw new Error('cancelled');
        onProgress(fraction);
      };
      const result = performTask(performer, task, onFraction).catch((error: unknown) => {
        throw closing === null ? new TaskError(failureOf(error)) : closedError();
      });
      current = result.catch(() => {});
      return result;
    },
    cancel() {
      isCancelled = true;
    },
    close() {
      closing ??= end();
      return closing;
    },
  };
}

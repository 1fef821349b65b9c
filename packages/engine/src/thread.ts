/** One worker thread, which does one task at a time. */
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { ModelFiles } from '@sinode/core/node';
import { closeGate, createGate } from './gate.ts';
import { closedError, TaskError, type TaskFailure } from './task-error.ts';
import { CANCELLED, type FromThread, type Outfit, type Task, type ToThread } from './thread-messages.ts';

/** Tests run from `src`, where a thread of Node cannot read TypeScript: they use what was built, as it was built. */
const IS_SOURCE = import.meta.url.endsWith('.ts');
const WORKER_FILE = fileURLToPath(new URL(IS_SOURCE ? '../dist/worker.js' : './worker.js', import.meta.url));

/** What a task may take; beyond it a file costs its own task only. */
export interface TaskLimits {
  /** For JavaScript objects. */
  readonly heapMb: number;
  /** For samples and for what files are inflated to, outside of the heap. */
  readonly bufferMb: number;
  /** Without a sign of progress. */
  readonly stallSeconds: number;
  /** In all, whatever progress it claims. */
  readonly longestSeconds: number;
  /** Whether the thread gives way to all others. */
  readonly isMinor: boolean;
}

/**
 * Looks at a task in the time that it may stand still. A process that was stopped for hours, and its clock with it,
 * finds one of them gone when it goes on.
 */
const LOOKS = 10;

const MEGABYTE = 2 ** 20;

export interface Thread {
  /** Rejects when the network cannot be loaded. */
  readonly ready: Promise<void>;
  run(task: Task, onProgress: (fraction: number) => void): Promise<unknown>;
  /** Ends the task under way at its next sign of progress. */
  cancel(): void;
  /** Ends the thread once it has come out of native code; what it does is broken off. */
  close(): Promise<void>;
}

interface Running {
  readonly id: number;
  readonly onProgress: (fraction: number) => void;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: TaskError) => void;
}

/**
 * @param onDeath - told when the thread is lost without being asked, and when there will be nothing left of it; its task
 *   fails then
 * @param workerFile - for tests
 */
export function startThread(
  model: ModelFiles,
  { heapMb, bufferMb, stallSeconds, longestSeconds, isMinor }: TaskLimits,
  onDeath: (ended: Promise<void>) => void,
  workerFile: string = WORKER_FILE,
): Thread {
  const gate = createGate();
  const cancelled = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const worker = new Worker(workerFile, {
    workerData: { model, gate, mostBufferBytes: bufferMb * MEGABYTE, cancelled, isMinor } satisfies Outfit,
    ...(IS_SOURCE ? { execArgv: [] } : {}),
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  });
  let isReady = () => {};
  let isUnable = (_error: TaskError) => {};
  const ready = new Promise<void>((resolve, reject) => {
    isReady = resolve;
    isUnable = reject;
  });
  // Whoever waits for it is told; nobody has to.
  ready.catch(() => {});
  let running: Running | null = null;
  let idleLooks = 0;
  let lastId = 0;
  let hasEnded = false;
  let closing: Promise<void> | null = null;

  worker.on('message', (message: FromThread) => {
    if (message.kind === 'ready') return isReady();
    if (message.kind === 'unable') return isUnable(failed(message.failure));
    if (running === null || running.id !== message.id) return;
    if (message.kind === 'overfull') return giveUp(OVERFULL);
    if (message.kind === 'progress') {
      idleLooks = 0;
      return running.onProgress(message.fraction);
    }
    const { resolve, reject } = running;
    running = null;
    if (message.kind === 'done') resolve(message.value);
    else reject(failed(message.failure));
  });
  worker.on('error', (error: NodeJS.ErrnoException) => die(deathOf(error)));
  worker.on('exit', () => die(deathOf(new Error('The worker thread ended by itself.'))));

  /** What is broken off to close the thread says so in words that mean nothing to others. */
  function failed(failure: TaskFailure): TaskError {
    return closing === null ? new TaskError(failure) : closedError();
  }

  function die(failure: TaskFailure): void {
    if (hasEnded) return;
    hasEnded = true;
    lose(failure, Promise.resolve());
  }

  /** Ends the thread, whatever it does: nothing else stops a loop that never ends. */
  function giveUp(failure: TaskFailure): void {
    if (hasEnded || closing !== null) return;
    hasEnded = true;
    lose(
      failure,
      closeGate(gate).then(async () => void (await worker.terminate())),
    );
  }

  /** Whoever waits for the task need not wait for the end of the thread. */
  function lose(failure: TaskFailure, ended: Promise<void>): void {
    const error = failed(failure);
    onDeath(ended);
    isUnable(error);
    running?.reject(error);
    running = null;
  }

  /** @returns what ends the watch */
  function watch(): () => void {
    if (!Number.isFinite(stallSeconds)) return () => {};
    let looks = 0;
    idleLooks = 0;
    const timer = setInterval(
      () => {
        looks++;
        idleLooks++;
        if (idleLooks >= LOOKS) giveUp(tooLong(`nothing came of it for ${stallSeconds} s`));
        else if (looks * stallSeconds >= LOOKS * longestSeconds) {
          giveUp(tooLong(`it was not done after ${longestSeconds} s`));
        }
      },
      (stallSeconds * 1000) / LOOKS,
    );
    timer.unref();
    return () => clearInterval(timer);
  }

  async function end(): Promise<void> {
    if (hasEnded) return;
    await closeGate(gate);
    hasEnded = true;
    await worker.terminate();
    isUnable(closedError());
    running?.reject(closedError());
  }

  return {
    ready,
    run(task, onProgress) {
      const id = ++lastId;
      return new Promise((resolve, reject) => {
        if (hasEnded || closing !== null) return reject(closedError());
        running = { id, onProgress, resolve, reject };
        worker.postMessage({ id, task } satisfies ToThread);
      }).finally(watch());
    },
    cancel() {
      if (running !== null) Atomics.store(cancelled, CANCELLED, running.id);
    },
    close() {
      closing ??= end();
      return closing;
    },
  };
}

const OVERFULL = failure('OUT_OF_MEMORY', 'The recording needs more memory than a worker thread may take.');

function tooLong(how: string): TaskFailure {
  return failure('TASK_TOO_LONG', `The recording takes too long to be read or analysed: ${how}.`);
}

function deathOf(error: NodeJS.ErrnoException): TaskFailure {
  if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return OVERFULL;
  return { ...failure('BUG', error.message), workerStack: error.stack ?? null };
}

function failure(code: TaskFailure['code'], message: string): TaskFailure {
  return { code, message, systemCode: null, path: null, workerStack: null };
}

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
 * @param heapMb - beyond it a file costs its own task only
 * @param onDeath - told when the thread has ended without being asked; its task has failed then
 */
export function startThread(model: ModelFiles, heapMb: number, onDeath: () => void): Thread {
  const gate = createGate();
  const cancelled = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const worker = new Worker(WORKER_FILE, {
    workerData: { model, gate, cancelled } satisfies Outfit,
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
  let lastId = 0;
  let hasEnded = false;
  let closing: Promise<void> | null = null;

  worker.on('message', (message: FromThread) => {
    if (message.kind === 'ready') return isReady();
    if (message.kind === 'unable') return isUnable(failed(message.failure));
    if (running === null || running.id !== message.id) return;
    if (message.kind === 'progress') return running.onProgress(message.fraction);
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
    const error = failed(failure);
    isUnable(error);
    running?.reject(error);
    running = null;
    onDeath();
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
      });
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

function deathOf(error: NodeJS.ErrnoException): TaskFailure {
  const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return {
    code: isMemory ? 'OUT_OF_MEMORY' : 'BUG',
    message: isMemory ? 'The recording needs more memory than a worker thread may take.' : error.message,
    systemCode: null,
    path: null,
    workerStack: error.stack ?? null,
  };
}

/** How a task fails. Classes do not survive the way between threads, so one class stands for all errors. */
import { EcgError, type EcgErrorCode } from '@sinode/core';

export type TaskErrorCode =
  | EcgErrorCode
  /** The operating system refused; `systemCode` says how. */
  | 'SYSTEM'
  /** The thread ran out of memory. */
  | 'OUT_OF_MEMORY'
  /** The task gave no sign of progress for too long, or took too long altogether. */
  | 'TASK_TOO_LONG'
  /** The engine was closed before the task was done. */
  | 'CLOSED'
  /** Sinode is at fault. */
  | 'BUG';

/** The facts of a {@link TaskError}, as they are sent. */
export interface TaskFailure {
  readonly code: TaskErrorCode;
  readonly message: string;
  /** `ENOENT` and the like; null for others than `SYSTEM`. */
  readonly systemCode: string | null;
  /** The file that the system refused; null for others than `SYSTEM`, or where it did not say. */
  readonly path: string | null;
  /** Where it happened, for the log; null for refusals of the core, which are no surprise. */
  readonly workerStack: string | null;
}

export class TaskError extends Error {
  override readonly name = 'TaskError';
  readonly code: TaskErrorCode;
  readonly systemCode: string | null;
  readonly path: string | null;
  readonly workerStack: string | null;

  constructor({ code, message, systemCode, path, workerStack }: TaskFailure) {
    super(message);
    this.code = code;
    this.systemCode = systemCode;
    this.path = path;
    this.workerStack = workerStack;
  }
}

/** More tasks wait already than the engine was told to keep. */
export class EngineBusyError extends Error {
  override readonly name = 'EngineBusyError';

  constructor(waiting: number) {
    super(`${waiting} tasks wait already.`);
  }
}

/** Whatever was thrown, as facts. */
export function failureOf(error: unknown): TaskFailure {
  if (error instanceof EcgError) {
    return {
      code: error.code as EcgErrorCode,
      message: error.message,
      systemCode: null,
      path: null,
      workerStack: null,
    };
  }
  if (!(error instanceof Error)) {
    return { code: 'BUG', message: String(error), systemCode: null, path: null, workerStack: null };
  }
  const workerStack = error.stack ?? null;
  // Errors of the system carry their number beside their name; others (of Node itself) do not.
  if ('errno' in error && 'code' in error && typeof error.code === 'string') {
    const path = 'path' in error && typeof error.path === 'string' ? error.path : null;
    return { code: 'SYSTEM', message: error.message, systemCode: error.code, path, workerStack };
  }
  return { code: 'BUG', message: error.message, systemCode: null, path: null, workerStack };
}

export function closedError(): TaskError {
  const message = 'The engine was closed.';
  return new TaskError({ code: 'CLOSED', message, systemCode: null, path: null, workerStack: null });
}

/** What an engine and its threads say to each other. */
import type { ModelFiles } from '@sinode/core/node';
import type { Gate } from './gate.ts';
import type { TaskFailure } from './task-error.ts';
import type {
  AnalyzeSamplesTask,
  AnalyzeTask,
  EvaluateTask,
  InspectTask,
  PrepareTask,
  ReferenceTask,
} from './tasks.ts';

export type Task =
  | { readonly kind: 'analyze'; readonly input: AnalyzeTask | AnalyzeSamplesTask }
  | { readonly kind: 'evaluate'; readonly input: EvaluateTask }
  | { readonly kind: 'inspect'; readonly input: InspectTask }
  | { readonly kind: 'prepare'; readonly input: PrepareTask }
  | { readonly kind: 'reference'; readonly input: ReferenceTask };

/** What a thread is given when it starts. */
export interface Outfit {
  readonly model: ModelFiles;
  readonly gate: Gate;
  /** Bytes outside of the JavaScript heap. */
  readonly mostBufferBytes: number;
  /** Holds, at {@link CANCELLED}, the id of the task that nobody wants any more. A thread at work reads no messages. */
  readonly cancelled: Int32Array<SharedArrayBuffer>;
  /** Whether the thread gives way to all others. */
  readonly isMinor: boolean;
}

export const CANCELLED = 0;

/** Ids count from 1, so that 0 cancels nothing. */
export interface ToThread {
  readonly id: number;
  readonly task: Task;
}

export type FromThread =
  | { readonly kind: 'ready' }
  | { readonly kind: 'unable'; readonly failure: TaskFailure }
  | { readonly kind: 'progress'; readonly id: number; readonly fraction: number }
  /** The task has taken more memory than it may. */
  | { readonly kind: 'overfull'; readonly id: number }
  | { readonly kind: 'done'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly failure: TaskFailure };

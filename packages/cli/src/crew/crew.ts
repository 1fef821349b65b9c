import { fileURLToPath } from 'node:url';
import type { Analysis, EvaluatedRecord } from '@sinode/core';
import type { ModelFiles } from '@sinode/core/node';
import { type Failure, toFailure } from '../failures.ts';
import { beforeLeaving } from '../leave.ts';
import {
  type AnalyzeTask,
  type Detector,
  type EvaluateTask,
  loadDetector,
  type OnFraction,
} from './detector.ts';
import { closeGate, createGate, type Gate } from './gate.ts';

/** Enough that one long recording does not leave the others idle, few enough for their results to be held. */
const AHEAD_PER_DETECTOR = 64;

/** What became of one task. Errors are values here, since a class does not survive the way between threads. */
export type Outcome<T> = { readonly value: T } | { readonly failure: Failure };

/** Detectors that work side by side. */
export interface Crew {
  /** How many tasks to hand out before the results of the first are used. */
  readonly ahead: number;
  analyze(task: AnalyzeTask, onFraction: OnFraction): Promise<Outcome<Analysis>>;
  evaluate(task: EvaluateTask, onFraction: OnFraction): Promise<Outcome<EvaluatedRecord>>;
  /** Breaks off what is under way; nobody is told of that. */
  close(): Promise<void>;
}

/** What a worker thread is given when it starts. */
export interface WorkerOutfit {
  readonly model: ModelFiles;
  readonly gate: Gate;
}

/** What is sent to a worker thread. */
export type Message = { readonly id: number } & (
  | { readonly kind: 'analyze'; readonly task: AnalyzeTask }
  | { readonly kind: 'evaluate'; readonly task: EvaluateTask }
);

/** What a worker thread says before it is done. */
export interface FractionMessage {
  readonly id: number;
  readonly fraction: number;
}

/**
 * @param size - 1 works in this thread, which spares a short job the start of another; more takes that many workers,
 *   each with a session of its own
 * @throws ModelInvalidError when the network cannot be loaded
 */
export function hireCrew(model: ModelFiles, size: number): Promise<Crew> {
  return size === 1 ? hireOne(model) : hireMany(model, size);
}

/** @returns the task's value, or what went wrong in words */
export async function outcomeOf<T>(work: Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await work };
  } catch (error) {
    return { failure: toFailure(error) };
  }
}

async function hireOne(model: ModelFiles): Promise<Crew> {
  const detector: Detector = await loadDetector(model);
  return {
    ahead: 1,
    analyze: (task, onFraction) => outcomeOf(detector.analyze(task, onFraction)),
    evaluate: (task, onFraction) => outcomeOf(detector.evaluate(task, onFraction)),
    close: async () => {},
  };
}

async function hireMany(model: ModelFiles, size: number): Promise<Crew> {
  const { Piscina } = await import('piscina');
  const gate = createGate();
  const pool = new Piscina({
    filename: fileURLToPath(new URL('./worker.js', import.meta.url)),
    minThreads: size,
    maxThreads: size,
    workerData: { model, gate } satisfies WorkerOutfit,
  });
  const underWay = new Set<Promise<unknown>>();
  const listeners = new Map<number, OnFraction>();
  pool.on('message', ({ id, fraction }: FractionMessage) => listeners.get(id)?.(fraction));

  let nextId = 0;
  let isClosing = false;
  async function run<T>(task: Omit<Message, 'id'>, onFraction: OnFraction): Promise<Outcome<T>> {
    const id = nextId++;
    listeners.set(id, onFraction);
    const result: Promise<Outcome<T>> = pool.run({ ...task, id });
    underWay.add(result);
    const outcome = await result;
    underWay.delete(result);
    listeners.delete(id);
    return isClosing ? new Promise<never>(() => {}) : outcome;
  }
  const breakOff = async () => {
    isClosing = true;
    await closeGate(gate);
    await Promise.allSettled(underWay);
  };
  const stay = beforeLeaving(breakOff);
  return {
    ahead: size * AHEAD_PER_DETECTOR,
    analyze: (task, onFraction) => run({ kind: 'analyze', task }, onFraction),
    evaluate: (task, onFraction) => run({ kind: 'evaluate', task }, onFraction),
    async close() {
      await breakOff();
      stay();
      await pool.destroy();
    },
  };
}

import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Analysis, EvaluatedRecord } from '@sinode/core';
import type { ModelFiles } from '@sinode/core/node';
import { type AnalyzeTask, createEngine, type EvaluateTask } from '@sinode/engine';
import { CommandError, type Failure, toFailure } from '../failures.ts';
import { beforeLeaving } from '../leave.ts';

/** Enough that one long recording does not leave the others idle, few enough for their results to be held. */
const AHEAD_PER_THREAD = 64;

/** What became of one task: one bad file among many is no reason to stop. */
export type Outcome<T> = { readonly value: T } | { readonly failure: Failure };

type OnFraction = (fraction: number) => void;

/** An engine as the command line uses it. */
export interface Crew {
  /** How many tasks to hand out before the results of the first are used. */
  readonly ahead: number;
  analyze(task: AnalyzeTask, onFraction: OnFraction): Promise<Outcome<Analysis>>;
  evaluate(task: EvaluateTask, onFraction: OnFraction): Promise<Outcome<EvaluatedRecord>>;
  /** Breaks off what is under way; nobody is told of that. */
  close(): Promise<void>;
}

/**
 * @param size - 1 works in this thread, which spares a short job the start of another
 * @throws TaskError when the network cannot be loaded
 */
export async function hireCrew(model: ModelFiles, size: number): Promise<Crew> {
  const engine = await createEngine(model, { threads: size, inThread: size === 1 });
  let isClosing = false;
  const close = async () => {
    isClosing = true;
    await engine.close();
  };
  const stay = beforeLeaving(close);
  const told = async <T>(work: Promise<T>): Promise<Outcome<T>> => {
    const outcome = await outcomeOf(work);
    return isClosing ? new Promise<never>(() => {}) : outcome;
  };
  return {
    ahead: size === 1 ? 1 : size * AHEAD_PER_THREAD,
    analyze: (task, onProgress) =>
      told(refuseFolder(task.file).then(() => engine.analyze(task, { onProgress }))),
    evaluate: (task, onProgress) => told(engine.evaluate(task, { onProgress })),
    async close() {
      await close();
      stay();
    },
  };
}

/** @returns the task's value, or what went wrong in words */
export async function outcomeOf<T>(work: Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await work };
  } catch (error) {
    return { failure: toFailure(error) };
  }
}

async function refuseFolder(file: string): Promise<void> {
  const entry = await stat(file).catch(() => null);
  if (entry?.isDirectory() !== true) return;
  throw new CommandError(
    `it is a folder; name the recordings in it (${join(file, '*')}), or score annotated ones with sinode evaluate.`,
  );
}

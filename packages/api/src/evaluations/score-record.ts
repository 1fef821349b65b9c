/** One annotated recording through the engine, with every way in which that can end. */
import type { EvaluatedRecord, EvaluationOptions } from '@sinode/core';
import type { DataSetRecord } from '@sinode/core/node';
import {
  type Engine,
  type EvaluateTask,
  TaskError,
  type TaskErrorCode,
  type TaskOptions,
} from '@sinode/engine';
import { isInside } from '../library/resolve-path.ts';
import { withoutFolder } from '../library/without-folder.ts';

export type RecordOutcome =
  | { readonly kind: 'scored'; readonly evaluated: EvaluatedRecord }
  /** The reference beats cannot be read: there is nothing to score against. */
  | { readonly kind: 'unscored'; readonly error: string };

/** A record is not to blame for these: the whole evaluation stops. */
const FATAL: ReadonlySet<TaskErrorCode> = new Set(['BUG', 'CLOSED', 'MODEL_INVALID']);

/**
 * @param folder - messages name files below it, never where it lies
 * @throws what no record is to blame for: a queue that is full, an abort, a model that does not work, a bug
 */
export async function scoreTask(
  engine: Engine,
  task: EvaluateTask,
  folder: string,
  control: TaskOptions,
): Promise<RecordOutcome> {
  try {
    const { score, ecgSeconds } = await engine.evaluate(task, control);
    const error = score.error === null ? null : withoutFolder(score.error, folder);
    return { kind: 'scored', evaluated: { ecgSeconds, score: { ...score, error } } };
  } catch (error) {
    if (!(error instanceof TaskError) || FATAL.has(error.code)) throw error;
    return { kind: 'unscored', error: withoutFolder(error.message, folder) };
  }
}

/** @param entry - listed in a folder of the library */
export async function scoreEntry(
  engine: Engine,
  { entry, options }: { entry: DataSetRecord; options: EvaluationOptions },
  libraryDir: string,
  control: TaskOptions,
): Promise<RecordOutcome> {
  const [file, reference] = await Promise.all([
    isInside(libraryDir, entry.file),
    isInside(libraryDir, entry.reference),
  ]);
  if (!file || !reference)
    return { kind: 'unscored', error: 'It is not there, or a link out of the library.' };
  return scoreTask(engine, { entry, options }, libraryDir, control);
}

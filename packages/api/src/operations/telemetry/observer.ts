/**
 * What watches a process at work: its figures (metrics.ts) always, its traces (tracing.ts) where they are asked for.
 * Each part of the work is told to it once, here, so that the code that works knows of neither.
 */
import type { Engine, TaskOptions } from '@sinode/engine';
import type { FastifyInstance } from 'fastify';
import type { AroundStatement } from '../../database/observe-pool.ts';
import type { JobRow } from '../../jobs/jobs.ts';

type TaskKind = 'analyze' | 'evaluate' | 'inspect' | 'prepare' | 'reference';

/** How an attempt at a job ended; `lost` when it was cancelled, or another worker has it. */
export type JobEnd = 'done' | 'failed' | 'returned' | 'lost';

export interface Observer {
  /** Adds its hooks to an application, before all others and before any route. */
  observeRequests(app: FastifyInstance): void;
  /** Around a task of the worker threads; `run` takes the options to ask with. */
  aroundTask<T>(kind: TaskKind, options: TaskOptions, run: (options: TaskOptions) => Promise<T>): Promise<T>;
  readonly aroundStatement: AroundStatement;
  /** Around a call of the store of recordings. */
  aroundStore<T>(operation: string, run: () => Promise<T>): Promise<T>;
  /** Around an attempt at a job. */
  aroundJob(job: JobRow, work: () => Promise<JobEnd>): Promise<JobEnd>;
}

/** The same engine, watched. */
export function observedEngine(engine: Engine, observers: readonly Observer[]): Engine {
  const around = <T>(
    kind: TaskKind,
    options: TaskOptions | undefined,
    run: (options: TaskOptions) => Promise<T>,
  ): Promise<T> =>
    observers.reduce(
      (inner, observer) => (given: TaskOptions) => observer.aroundTask(kind, given, inner),
      run,
    )(options ?? {});
  // What else an engine has and can do stays as it is.
  return Object.create(engine, {
    analyze: {
      value: (task, options) => around('analyze', options, (given) => engine.analyze(task, given)),
    },
    evaluate: {
      value: (task, options) => around('evaluate', options, (given) => engine.evaluate(task, given)),
    },
    inspect: {
      value: (task, options) => around('inspect', options, (given) => engine.inspect(task, given)),
    },
    prepare: {
      value: (task, options) => around('prepare', options, (given) => engine.prepare(task, given)),
    },
    reference: {
      value: (task, options) => around('reference', options, (given) => engine.reference(task, given)),
    },
  } satisfies { [Kind in TaskKind]: { value: Engine[Kind] } }) as Engine;
}

/** The same store, watched, and what it lends too. What it lists comes a piece at a time, and is not watched. */
export function observedStore<S extends object>(store: S, observers: readonly Observer[]): S {
  return new Proxy(store, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        const result: unknown = value.apply(target, args);
        if (!(result instanceof Promise)) return result;
        const lent = result.then((settled) =>
          isLent(settled) ? observedStore(settled, observers) : settled,
        );
        return observers.reduce<() => Promise<unknown>>(
          (inner, observer) => () => observer.aroundStore(String(name), inner),
          () => lent,
        )();
      };
    },
  });
}

function isLent(value: unknown): value is object {
  return (
    typeof value === 'object' && value !== null && Object.values(value).some((v) => typeof v === 'function')
  );
}

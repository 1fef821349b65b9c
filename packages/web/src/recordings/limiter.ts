/** Runs tasks, so many at a time, in the order in which they came. */
export interface Limiter {
  /**
   * @param signal - a task that is not wanted any more when its turn comes is not begun
   * @throws whatever the task throws; the reason of the signal
   */
  run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}

export function createLimiter(atOnce: number): Limiter {
  let running = 0;
  const waiting: (() => void)[] = [];

  return {
    async run(task, signal) {
      if (running < atOnce) running++;
      // The place of the one before is handed on: nobody gets in between.
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        signal?.throwIfAborted();
        return await task();
      } finally {
        const next = waiting.shift();
        if (next === undefined) running--;
        else next();
      }
    },
  };
}

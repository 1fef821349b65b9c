/** One input, read once: what it did, how long it took, whether a person should look at it. */
import { Finding } from '../check/finding.ts';
import type { Target } from '../target.ts';
import type { Coverage } from './counters.ts';
import type { CurrentInput } from './current-input.ts';
import { type MemoryMeter, memoryLimit } from './memory.ts';
import type { FindingKind } from './messages.ts';

/** For inputs of some kB. */
const SLOW_MS = 1000;
const TRIES_WHEN_SLOW = 3;
const STACK_FRAMES = 30;

export interface Executor {
  readonly executions: number;
  readonly slowestMs: number;
  /** @returns how much new it did; what is found goes to `onFinding`, and counts as nothing new */
  execute(input: Uint8Array): Promise<number>;
}

export function createExecutor(
  target: Target,
  parts: { coverage: Coverage; meter: MemoryMeter; current: CurrentInput },
  onFinding: (kind: FindingKind, input: Uint8Array, report: string) => void,
): Executor {
  const { coverage, meter, current } = parts;
  let executions = 0;
  let slowestMs = 0;
  // Most inputs end with an error: without its stack it costs a tenth. What is found is run again, with one.
  Error.stackTraceLimit = 0;

  async function timed(input: Uint8Array): Promise<{ ms: number; error: unknown }> {
    executions++;
    current.begin(input);
    const start = performance.now();
    let error: unknown = null;
    try {
      await target.run(input);
    } catch (thrown) {
      error = thrown ?? new Finding('Nothing was thrown.');
    }
    current.end();
    return { ms: performance.now() - start, error };
  }

  async function reportOf(input: Uint8Array, first: unknown): Promise<string> {
    Error.stackTraceLimit = STACK_FRAMES;
    const { error } = await timed(input);
    Error.stackTraceLimit = 0;
    const shown = error ?? first;
    const isAgain = error === null ? ' (not when run again)' : '';
    return (shown instanceof Error ? (shown.stack ?? String(shown)) : String(shown)) + isAgain;
  }

  return {
    get executions() {
      return executions;
    },
    get slowestMs() {
      return slowestMs;
    },
    async execute(input) {
      coverage.reset();
      meter.start();
      let { ms, error } = await timed(input);
      const taken = meter.taken();
      const news = coverage.take();
      if (error !== null) {
        onFinding('error', input, await reportOf(input, error));
        return 0;
      }
      // Other work on the machine makes anything slow once.
      for (let i = 1; ms > SLOW_MS && i < TRIES_WHEN_SLOW; i++) ms = Math.min(ms, (await timed(input)).ms);
      slowestMs = Math.max(slowestMs, ms);
      if (ms > SLOW_MS) {
        onFinding('slow', input, `${input.length} bytes took ${Math.round(ms)} ms.`);
        return 0;
      }
      const limit = memoryLimit(target.weight?.(input) ?? input.length);
      if (taken > limit) {
        const peak = await meter.peakOf(() => timed(input));
        if (peak > limit) onFinding('memory', input, `${input.length} bytes took ${peak} bytes of memory.`);
      }
      return news;
    },
  };
}

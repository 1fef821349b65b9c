/** How much memory an input takes: roughly for all of them, exactly for those that may take too much. */
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

declare global {
  /** Called by the instrumented code with every typed array that it makes. */
  var sinodeAllocated: <T extends ArrayBuffer | ArrayBufferView>(array: T) => T;
}

/** Below this nobody counts: a chunk of a file, what the garbage collector has not yet taken away. */
const FREE_BYTES = 16 * 2 ** 20;
const MOST_TIMES = 5;
/** Allocations between two exact measurements. */
const STEP_BYTES = 2 ** 20;

/** @returns bytes that reading an input of that weight may take */
export function memoryLimit(weightBytes: number): number {
  return Math.max(FREE_BYTES, MOST_TIMES * weightBytes);
}

export interface MemoryMeter {
  /** Begins a run that is measured roughly. */
  start(): void;
  /** @returns bytes taken since then, those counted that were given back */
  taken(): number;
  /** Runs again and measures what is alive at every step. @returns the most bytes at any time */
  peakOf(run: () => Promise<unknown>): Promise<number>;
}

export function createMemoryMeter(): MemoryMeter {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  let arrayBytes = 0;
  let heapBytes = 0;
  let onStep: (() => void) | null = null;
  let untilStep = STEP_BYTES;

  globalThis.sinodeAllocated = (array) => {
    // A view of what is there already takes nothing.
    const isOwn = array instanceof ArrayBuffer || array.byteLength === array.buffer.byteLength;
    if (!isOwn) return array;
    arrayBytes += array.byteLength;
    untilStep -= array.byteLength;
    if (onStep !== null && untilStep <= 0) {
      untilStep = STEP_BYTES;
      onStep();
    }
    return array;
  };

  return {
    start() {
      arrayBytes = 0;
      heapBytes = getHeapStatistics().used_heap_size;
    },
    taken: () => arrayBytes + Math.max(0, getHeapStatistics().used_heap_size - heapBytes),
    async peakOf(run) {
      const alive = () => {
        collectGarbage();
        const { heapUsed, arrayBuffers } = process.memoryUsage();
        return heapUsed + arrayBuffers;
      };
      const before = alive();
      let peak = 0;
      onStep = () => {
        peak = Math.max(peak, alive() - before);
      };
      try {
        await run().catch(() => undefined);
        onStep();
      } finally {
        onStep = null;
      }
      return peak;
    },
  };
}

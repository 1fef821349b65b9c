/** How often each branch of the instrumented code ran, and what that tells of an input. */

declare global {
  /** Counted by the code itself: see `scripts/fuzz/instrument.mjs`. */
  var sinodeBranches: Uint32Array;
}

/** What is new to a fuzzer: a branch, or a branch that ran in another order of magnitude. */
export interface Coverage {
  /** Branches that ran so far. */
  readonly reached: number;
  /** By branch, the orders of magnitude seen, as bits. */
  readonly seen: Uint8Array;
  /** Takes what the last run counted. @returns how many branches did what none had done before */
  take(): number;
  /** Sets all counters to 0, before a run. */
  reset(): void;
}

/**
 * @param branches - in the instrumented code
 * @param options.magnitudes - whether it counts how often a branch ran, or only that it did
 */
export function createCoverage(branches: number, { magnitudes }: { magnitudes: boolean }): Coverage {
  globalThis.sinodeBranches ??= new Uint32Array(branches);
  const counts = globalThis.sinodeBranches;
  const seen = new Uint8Array(branches);
  let reached = 0;
  return {
    seen,
    get reached() {
      return reached;
    },
    reset: () => void counts.fill(0),
    take() {
      let news = 0;
      for (let i = 0; i < branches; i++) {
        if (counts[i] === 0) continue;
        const bit = magnitudes ? magnitudeOf(counts[i]) : 1;
        if ((seen[i] & bit) !== 0) continue;
        if (seen[i] === 0) reached++;
        seen[i] |= bit;
        news++;
      }
      return news;
    },
  };
}

/** One bit for each of 1, 2, 3, 4–7, 8–15, 16–31, 32–127 and more, as AFL counts them. */
function magnitudeOf(count: number): number {
  if (count < 4) return 1 << (count - 1);
  if (count < 8) return 8;
  if (count < 16) return 16;
  if (count < 32) return 32;
  return count < 128 ? 64 : 128;
}

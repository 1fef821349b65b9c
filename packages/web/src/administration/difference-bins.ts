/** How far two heart rates differ, over many recordings, as bars of a histogram. */

export interface DifferenceBin {
  /** In the middle; the outermost bins hold all that lies beyond as well. */
  readonly bpm: number;
  readonly count: number;
  readonly isOpen: boolean;
}

/** bpm; further away it does not matter any more how far. */
const REACH_BPM = 15;
/** So wide at least, that one bpm does not fill the plot. */
const LEAST_REACH_BPM = 5;

/**
 * @param differences - how often each whole bpm occurs
 * @returns one bin for each bpm, from −reach to +reach; none without differences
 */
export function differenceBins(
  differences: readonly { readonly bpm: number; readonly comparisons: number }[],
): DifferenceBin[] {
  if (differences.length === 0) return [];
  const furthest = Math.max(...differences.map(({ bpm }) => Math.abs(bpm)));
  const reach = Math.min(REACH_BPM, Math.max(LEAST_REACH_BPM, furthest));
  const counts = new Map<number, number>();
  for (const { bpm, comparisons } of differences) {
    const bin = Math.max(-reach, Math.min(reach, bpm));
    counts.set(bin, (counts.get(bin) ?? 0) + comparisons);
  }
  return Array.from({ length: 2 * reach + 1 }, (_, index) => {
    const bpm = index - reach;
    return { bpm, count: counts.get(bpm) ?? 0, isOpen: furthest > reach && Math.abs(bpm) === reach };
  });
}

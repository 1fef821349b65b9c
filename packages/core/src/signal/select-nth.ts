/**
 * Order statistics of short stretches of samples, without sorting them.
 */

export interface Selection {
  /** The n-th smallest of `samples` from `start` to before `end`; 0 is the smallest. */
  nth(samples: Float32Array, start: number, end: number, n: number): number;
  /** Their median: the mean of the middle two for even counts. */
  median(samples: Float32Array, start: number, end: number): number;
}

/**
 * Hoare's selection (Communications of the ACM 4:321, 1961): again and again, what lies below a value is parted from
 * what lies above it, and the part goes on in which the wanted one is.
 *
 * The samples must be finite; they are not changed.
 *
 * @param mostSamples - that are ever looked at together
 */
export function createSelection(mostSamples: number): Selection {
  const lower = new Float32Array(mostSamples);
  const upper = new Float32Array(mostSamples);

  /** The n-th smallest; or its mean with the one before it, where `isMiddleOfTwo`. */
  function select(
    samples: Float32Array,
    start: number,
    end: number,
    n: number,
    isMiddleOfTwo: boolean,
  ): number {
    let values = samples;
    let first = start;
    let count = end - start;
    let rank = n;
    /** The largest of all that was found too small. */
    let floor = Number.NEGATIVE_INFINITY;
    for (;;) {
      const pivot = pivotOf(values, first, count, rank);
      let below = 0;
      let above = 0;
      for (let i = first; i < first + count; i++) {
        // Written to both sides and kept on one: a branch here would be mispredicted every other time.
        const value = values[i];
        lower[below] = value;
        upper[above] = value;
        below += Number(value < pivot);
        above += Number(value > pivot);
      }
      if (rank < below) {
        values = lower;
        count = below;
      } else if (rank >= count - above) {
        values = upper;
        rank -= count - above;
        count = above;
        floor = pivot;
      } else if (!isMiddleOfTwo || rank > below) {
        return pivot;
      } else {
        let before = floor;
        for (let i = 0; i < below; i++) if (lower[i] > before) before = lower[i];
        return (before + pivot) / 2;
      }
      first = 0;
    }
  }

  return {
    nth: (samples, start, end, n) => select(samples, start, end, n, false),
    median: (samples, start, end) => select(samples, start, end, (end - start) >> 1, (end - start) % 2 === 0),
  };
}

/** One of three values, on the side of them on which the wanted one is to be expected. */
function pivotOf(values: Float32Array, first: number, count: number, rank: number): number {
  const a = values[first + (count >> 2)];
  const b = values[first + (count >> 1)];
  const c = values[first + ((3 * count) >> 2)];
  if (4 * rank < count) return Math.min(a, b, c);
  if (4 * rank >= 3 * count) return Math.max(a, b, c);
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

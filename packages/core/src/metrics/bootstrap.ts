/**
 * How far a figure over many records would vary had other records been drawn: its bootstrap interval.
 */

/** Limits of an interval. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

export interface BootstrapOptions {
  /** Uniform in [0, 1); the same stream gives the same interval: `createRandom(seed)`. */
  readonly random: { next(): number };
  /** How often a set of records is drawn. @default 2000 */
  readonly rounds?: number;
  /** Share of the draws between the limits. @default 0.95 */
  readonly level?: number;
}

/** Efron and Tibshirani find 1000 rounds enough for percentiles this far out (§ 14.3); these cost little more. */
const ROUNDS = 2000;

/**
 * Percentile interval of a statistic. Whole records are drawn, with replacement: the beats of one heart resemble each
 * other, so that beats drawn one by one would promise more than is known. For a paired difference, a record is a pair.
 *
 * @param statistic - of as many records as there are; `null` where it cannot be computed
 * @returns `null` for fewer than two records, where the statistic of all of them is `null`, and where it is for most draws
 * @see Efron & Tibshirani, An Introduction to the Bootstrap, 1993, § 13.3
 */
export function bootstrapInterval<T>(
  records: readonly T[],
  statistic: (records: readonly T[]) => number | null,
  { random, rounds = ROUNDS, level = 0.95 }: BootstrapOptions,
): Interval | null {
  if (records.length < 2 || statistic(records) === null) return null;

  const values = new Float64Array(rounds);
  let known = 0;
  const drawn = [...records];
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < drawn.length; i++) drawn[i] = records[Math.floor(random.next() * records.length)];
    const value = statistic(drawn);
    if (value !== null) values[known++] = value;
  }
  if (known <= rounds / 2) return null;
  const sorted = values.subarray(0, known).sort();
  return { low: quantile(sorted, (1 - level) / 2), high: quantile(sorted, (1 + level) / 2) };
}

/**
 * @param sorted - ascending, at least one
 * @returns with the values between two neighbours drawn as a straight line (Hyndman & Fan 1996, definition 7)
 */
function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  return below + (above - below) * (place - Math.floor(place));
}

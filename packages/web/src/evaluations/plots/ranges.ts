/** Which stretch of its axis a plot shows. */

/**
 * Around all values, with room at both ends.
 *
 * @param least - so wide at least, that small differences do not look large
 */
export function rangeAround(values: Iterable<number>, least: number): [low: number, high: number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) return [-least / 2, least / 2];
  const middle = (low + high) / 2;
  const half = Math.max(high - low, least) / 2;
  const ROOM = 1.12;
  return [middle - ROOM * half, middle + ROOM * half];
}

/** From the lowest value to the best that there can be, with a little room for the points at both ends. */
export function rangeBelow(best: number, lowest: number): [low: number, high: number] {
  const LEAST_SHARE = 0.01;
  const ROOM = 0.04;
  const height = Math.max(best - lowest, LEAST_SHARE * best);
  return [best - (1 + ROOM) * height, best + ROOM * height];
}

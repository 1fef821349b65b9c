/** Clocks are no better than this, so a rate this close to a round one is the round one. */
const RELATIVE_SLACK = 1e-6;
const MAX_DECIMALS = 6;

/**
 * The sampling rate with the fewest decimals that the written times allow: 360 Hz from times in whole milliseconds,
 * of which no two neighbours are 1/360 s apart.
 *
 * @param steps - how many steps were added up, at least 1
 * @param seconds - their sum
 * @param resolutionSeconds - how finely the times are written
 * @returns Hz
 */
export function roundestRate(steps: number, seconds: number, resolutionSeconds: number): number {
  const rate = steps / seconds;
  const slack = rate * (RELATIVE_SLACK + resolutionSeconds / seconds);
  for (let decimals = 0; decimals <= MAX_DECIMALS; decimals++) {
    const rounded = Number(rate.toFixed(decimals));
    if (rounded > 0 && Math.abs(rounded - rate) <= slack) return rounded;
  }
  return rate;
}

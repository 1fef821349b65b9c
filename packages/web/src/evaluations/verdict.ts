import type { Interval } from '@sinode/core';

export type Verdict = 'better' | 'worse' | 'chance' | 'same' | 'unknown';

/**
 * Whether a difference is more than chance explains: its 95 % interval does not hold 0.
 *
 * @param difference - greater than 0 where the second is better
 */
export function verdictOf(difference: number | null, interval: Interval | null): Verdict {
  if (difference === null || interval === null) return 'unknown';
  const { low, high } = interval;
  if (low === 0 && high === 0) return 'same';
  if (low > 0) return 'better';
  return high < 0 ? 'worse' : 'chance';
}

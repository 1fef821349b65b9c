/** Less than this says nothing about the rest: the first pieces wait for the network to be loaded. */
const LEAST_SHARE = 0.02;
const LEAST_SECONDS = 1;

/**
 * How long it will take, as steadily as it has gone so far.
 *
 * @param share - that is done, 0..1
 * @param seconds - that it has taken
 * @returns `null` where it is too early to tell
 */
export function secondsLeft(share: number, seconds: number): number | null {
  if (share < LEAST_SHARE || seconds < LEAST_SECONDS) return null;
  return Math.ceil((seconds / share) * (1 - share));
}

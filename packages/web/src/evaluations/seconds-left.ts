/** How much longer something takes, judged by what was seen of it so far. */

export interface Observation {
  /** Of any clock that goes forward. */
  readonly atMs: number;
  /** 0 to 1. */
  readonly progress: number;
}

/** What lies further back says little about now. */
const WINDOW_MS = 60_000;
/** Less than this is too little to judge by. */
const LEAST_MS = 2_000;

/**
 * @param observations - in their order
 * @returns `null` where it cannot be told yet: nothing has moved, or not for long
 */
export function secondsLeft(observations: readonly Observation[]): number | null {
  const last = observations.at(-1);
  if (last === undefined) return null;
  const first = observations.find(({ atMs }) => atMs >= last.atMs - WINDOW_MS) ?? last;
  const passedMs = last.atMs - first.atMs;
  const gained = last.progress - first.progress;
  if (passedMs < LEAST_MS || gained <= 0) return null;
  return ((1 - last.progress) * passedMs) / gained / 1000;
}

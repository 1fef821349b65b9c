import type { Calipers } from './scene.ts';

export interface Measured {
  readonly ms: number;
  /** If it were the time from a beat to the next; null where it is no time at all. */
  readonly bpm: number | null;
  /** Greater than 0 where the second point is higher. */
  readonly mv: number;
}

/** What lies between the two points of the calipers. */
export function measure(
  { fromSample, toSample, fromMv, toMv }: Omit<Calipers, 'lead'>,
  samplingRate: number,
): Measured {
  const ms = (Math.abs(toSample - fromSample) / samplingRate) * 1000;
  return { ms, bpm: ms === 0 ? null : 60_000 / ms, mv: toMv - fromMv };
}

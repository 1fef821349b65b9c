/**
 * Heart rate in its three views: over a recording, beat to beat, and in the challenge's window.
 */
import type { SampleSpan } from '../recording/sample-span.ts';

const MS_PER_MINUTE = 60_000;

/**
 * 60 / mean RR over the recording. Intervals across a stretch without readable signal are not RR intervals and are
 * left out.
 *
 * @param beats - ascending sample indices
 * @param rrMs - as `rrIntervalsMs` gives them for these beats
 * @param breaks - ascending stretches in which no beat could have been seen
 * @returns bpm, or `null` where there is no interval
 */
export function heartRateBpm(
  beats: Int32Array,
  rrMs: Float64Array,
  breaks: readonly SampleSpan[],
): number | null {
  let sumMs = 0;
  let intervals = 0;
  let nextBreak = 0;
  for (let i = 0; i < rrMs.length; i++) {
    while (nextBreak < breaks.length && breaks[nextBreak].end <= beats[i]) nextBreak++;
    if (nextBreak < breaks.length && breaks[nextBreak].start < beats[i + 1]) continue;
    sumMs += rrMs[i];
    intervals++;
  }
  return intervals === 0 ? null : (MS_PER_MINUTE * intervals) / sumMs;
}

/**
 * Heart rate from each beat to the next.
 *
 * @param rrMs - greater than 0
 * @returns bpm, the same length
 */
export function instantaneousHeartRateBpm(rrMs: Float64Array): Float64Array {
  return rrMs.map((ms) => MS_PER_MINUTE / ms);
}

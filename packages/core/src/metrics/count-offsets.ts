/** A distance in whole milliseconds, and how often it occurs. */
export type OffsetCount = [offsetMs: number, count: number];

/**
 * How far detections are from their beats: each distance that occurs, ascending. Halves of a millisecond are rounded
 * away from 0, so that early and late beats are treated alike.
 *
 * @param offsetsSamples - detected minus reference
 * @param samplingRate - Hz
 */
export function countOffsetsMs(offsetsSamples: Int32Array, samplingRate: number): OffsetCount[] {
  const counts = new Map<number, number>();
  for (const offset of offsetsSamples) {
    const ms = Math.round((Math.abs(offset) * 1000) / samplingRate);
    const offsetMs = offset < 0 ? -ms : ms;
    counts.set(offsetMs, (counts.get(offsetMs) ?? 0) + 1);
  }
  return [...counts].sort(([a], [b]) => a - b);
}

/**
 * Times between successive beats.
 *
 * @param beats - ascending sample indices, length n
 * @param samplingRate - Hz
 * @returns milliseconds, length n - 1 (0 for fewer than two beats)
 */
export function rrIntervalsMs(beats: Int32Array, samplingRate: number): Float64Array {
  const rrMs = new Float64Array(Math.max(0, beats.length - 1));
  for (let i = 0; i < rrMs.length; i++) rrMs[i] = ((beats[i + 1] - beats[i]) * 1000) / samplingRate;
  return rrMs;
}

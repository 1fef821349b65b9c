/**
 * Which detection belongs to which reference beat: one to one, within a tolerance.
 */
import type { SampleSpan } from '../recording/sample-span.ts';

export interface BeatMatch {
  /** The sample of a reference beat and of its detection, of the next reference beat and its detection, and so on. */
  readonly pairs: Int32Array;
  /** Reference beats without a detection, ascending. */
  readonly missed: Int32Array;
  /** Detections without a reference beat, ascending. */
  readonly extra: Int32Array;
}

export interface BeatMatchOptions {
  /** Samples; a detection this far from a reference beat still matches. */
  readonly toleranceSamples: number;
  /** Only this stretch is scored. A pair counts when its reference beat is inside. @default everything */
  readonly scored?: SampleSpan;
  /** Stretches left out, ventricular flutter say. */
  readonly excluded?: readonly SampleSpan[];
}

const EVERYTHING: SampleSpan = { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY };

/**
 * As many pairs as there can be, and of two detections of one beat the nearer.
 *
 * @param reference - ascending sample indices
 * @param detected - ascending sample indices
 */
export function matchBeats(
  reference: Int32Array,
  detected: Int32Array,
  { toleranceSamples, scored = EVERYTHING, excluded = [] }: BeatMatchOptions,
): BeatMatch {
  const counts = (sample: number) =>
    sample >= scored.start &&
    sample < scored.end &&
    !excluded.some(({ start, end }) => sample >= start && sample < end);
  // Beyond the last one there is nothing near enough.
  const distance = (r: number, d: number) =>
    r < reference.length && d < detected.length
      ? Math.abs(detected[d] - reference[r])
      : Number.POSITIVE_INFINITY;

  const pairs: number[] = [];
  const missed: number[] = [];
  const extra: number[] = [];
  let r = 0;
  let d = 0;
  // Both ascend, so always pairing the first two within tolerance makes as many pairs as there can be. A nearer partner
  // takes nothing from that when it has no other.
  while (r < reference.length || d < detected.length) {
    const apart = distance(r, d);
    const isNearest = Math.min(distance(r, d + 1), distance(r + 1, d)) >= apart;
    if (apart <= toleranceSamples && (isNearest || distance(r + 1, d + 1) <= toleranceSamples)) {
      if (counts(reference[r])) pairs.push(reference[r], detected[d]);
      r++;
      d++;
    } else if (r === reference.length || detected[d] < reference[r]) {
      if (counts(detected[d])) extra.push(detected[d]);
      d++;
    } else {
      if (counts(reference[r])) missed.push(reference[r]);
      r++;
    }
  }
  return { pairs: Int32Array.from(pairs), missed: Int32Array.from(missed), extra: Int32Array.from(extra) };
}

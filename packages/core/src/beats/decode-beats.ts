/**
 * From the network's probabilities to beats: docs/reference/signal-to-beats.md, section 6.
 */

/** A beat before its R-peak is looked for on the samples. */
export interface BeatCandidate {
  /** Output step of the largest probability. */
  readonly step: number;
  /** Output steps, fractional: the centroid of the probabilities around `step`. */
  readonly position: number;
  /** The probability there, 0..1. */
  readonly confidence: number;
}

/** Steps on either side of a maximum whose probabilities place the beat. */
const CENTROID_STEPS = 2;

/**
 * The steps whose probability is above a threshold and the largest within the refractory time. Whether a step is one
 * depends on its neighbourhood only, so a long recording can be decoded in pieces.
 *
 * @param probabilities - 0..1, one for each step
 * @param refractorySteps - two beats are further apart than this
 */
export function decodeBeats(
  probabilities: Float32Array,
  threshold: number,
  refractorySteps: number,
): BeatCandidate[] {
  const candidates: BeatCandidate[] = [];
  for (let step = 0; step < probabilities.length; step++) {
    const confidence = probabilities[step];
    if (confidence > threshold && isLargestWithin(probabilities, step, refractorySteps)) {
      candidates.push({ step, position: centroid(probabilities, step), confidence });
    }
  }
  return candidates;
}

/** The earlier of two equal values counts as the larger. */
function isLargestWithin(values: Float32Array, index: number, reach: number): boolean {
  const value = values[index];
  const end = Math.min(values.length, index + reach + 1);
  for (let i = Math.max(0, index - reach); i < index; i++) if (values[i] >= value) return false;
  for (let i = index + 1; i < end; i++) if (values[i] > value) return false;
  return true;
}

function centroid(values: Float32Array, index: number): number {
  let moment = 0;
  let sum = 0;
  const end = Math.min(values.length, index + CENTROID_STEPS + 1);
  for (let i = Math.max(0, index - CENTROID_STEPS); i < end; i++) {
    moment += i * values[i];
    sum += values[i];
  }
  return moment / sum;
}

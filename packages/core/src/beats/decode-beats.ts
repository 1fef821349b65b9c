/**
 * From the network's probabilities to candidates for beats: docs/reference/signal-to-beats.md, section 6.
 */

/** A beat before its R-peak is looked for on the samples. */
export interface BeatCandidate {
  /** Output step of the largest probability. */
  readonly step: number;
  /** Output steps, fractional: the centroid of the probabilities around `step`. */
  readonly position: number;
  /** 0..1. */
  readonly confidence: number;
}

export interface DecodingSteps {
  /** Least probability at the maximum of a candidate. */
  readonly threshold: number;
  /** Two beats are further apart than this. */
  readonly refractorySteps: number;
  /** Sum of the probabilities of a beat that is certain: the area under the target it was trained to draw. */
  readonly certainSum: number;
}

/** Steps on either side of a maximum whose probabilities place the beat. */
const CENTROID_STEPS = 2;
/** Steps on either side that can belong to one beat. */
const BEAT_STEPS = 5;

/**
 * The steps whose probability is above a threshold and the largest within the refractory time. Whether a step is one
 * depends on its neighbourhood only, so a long recording can be decoded in pieces.
 *
 * A beat's confidence is the sum of its probabilities over that of a certain beat. Unlike the height of the maximum it
 * does not fall where only the beat's exact place is in doubt, as in leads with a deep S after a small R.
 *
 * @param probabilities - 0..1, one for each step
 */
export function decodeBeats(
  probabilities: Float32Array,
  { threshold, refractorySteps, certainSum }: DecodingSteps,
): BeatCandidate[] {
  const candidates: BeatCandidate[] = [];
  for (let step = 0; step < probabilities.length; step++) {
    if (probabilities[step] <= threshold || !isLargestWithin(probabilities, step, refractorySteps)) continue;
    const place = around(probabilities, step, CENTROID_STEPS);
    const { sum } = around(probabilities, step, BEAT_STEPS);
    candidates.push({ step, position: place.moment / place.sum, confidence: Math.min(1, sum / certainSum) });
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

function around(values: Float32Array, index: number, reach: number): { sum: number; moment: number } {
  let sum = 0;
  let moment = 0;
  const end = Math.min(values.length, index + reach + 1);
  for (let i = Math.max(0, index - reach); i < end; i++) {
    sum += values[i];
    moment += i * values[i];
  }
  return { sum, moment };
}

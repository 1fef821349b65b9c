/**
 * The score of the China Physiological Signal Challenge 2019, quirks included: a beat may be counted as a hit and
 * as an extra at once, and extras between the first and the second reference beat are free (Gao et al. 2019,
 * J. Med. Imaging Health Inform. 9(9):1853, and the challenge's own scorer).
 */
import type { BeatMatchOptions } from './match-beats.ts';
import { roundHalfToEven } from './round.ts';

/** Hz; the challenge's recordings. */
export const CHALLENGE_SAMPLING_RATE = 500;
/** Samples: 10 s. */
const CHALLENGE_LENGTH = 5000;

const TOLERANCE = 0.075 * CHALLENGE_SAMPLING_RATE;
/** The first and last half second of a recording are not scored. */
const MARGIN = 0.5 * CHALLENGE_SAMPLING_RATE;
/** Heart rate is taken from the beats after 5.5 s. */
const HEART_RATE_START = 5.5 * CHALLENGE_SAMPLING_RATE;

/** What of a recording is scored, for whoever pairs beats one to one; its last sample counts. */
export const CHALLENGE_SCORING = {
  toleranceSamples: TOLERANCE,
  scored: { start: MARGIN, end: CHALLENGE_LENGTH - MARGIN + 1 },
} as const satisfies BeatMatchOptions;

export interface Cpsc2019RecordScore {
  /** 1 for no error, 0.7 for one extra beat, 0.3 for one missed, 0 for more. */
  readonly qrsScore: number;
  /** 1, 0.75, 0.5, 0.25 or 0 by the deviation of the heart rate. */
  readonly heartRateScore: number;
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  /** bpm; `null` where fewer than two beats lie in the window. */
  readonly heartRate: number | null;
  readonly referenceHeartRate: number | null;
}

/**
 * Heart rate as the challenge defines it: from the beats strictly between 5.5 s and half a second before the end,
 * rounded to a whole number as Python rounds (halves to even).
 *
 * @param beats - ascending positions in samples at 500 Hz
 * @param length - samples of the recording
 * @returns bpm, or `null` for fewer than two beats in the window
 */
export function challengeHeartRateBpm(beats: ArrayLike<number>, length = CHALLENGE_LENGTH): number | null {
  const inside = Array.from(beats).filter((beat) => beat > HEART_RATE_START && beat < length - MARGIN);
  if (inside.length < 2) return null;
  const meanRr = (inside[inside.length - 1] - inside[0]) / (inside.length - 1);
  return roundHalfToEven((60 * CHALLENGE_SAMPLING_RATE) / meanRr);
}

/**
 * @param reference - reference R-peaks, samples at 500 Hz, ascending
 * @param detected - detected R-peaks, samples at 500 Hz, ascending
 */
export function scoreCpsc2019Record(
  reference: ArrayLike<number>,
  detected: ArrayLike<number>,
): Cpsc2019RecordScore {
  const heartRate = challengeHeartRateBpm(detected);
  const referenceHeartRate = challengeHeartRateBpm(reference);
  const errors = countErrors(reference, detected);
  return {
    qrsScore: qrsPoints(errors.falseNegatives, errors.falsePositives),
    heartRateScore: heartRatePoints(heartRate ?? 0, referenceHeartRate),
    ...errors,
    heartRate,
    referenceHeartRate,
  };
}

/**
 * @param heartRate - bpm of the answer, 0 where there is none
 * @param referenceHeartRate - bpm; without one (`null`) only no answer is right
 */
export function heartRatePoints(heartRate: number, referenceHeartRate: number | null): number {
  const reference = Math.trunc(referenceHeartRate ?? 0);
  const deviation = Math.abs(Math.trunc(heartRate) - reference);
  if (deviation <= 0.02 * reference) return 1;
  if (deviation <= 0.05 * reference) return 0.75;
  if (deviation <= 0.1 * reference) return 0.5;
  if (deviation <= 0.2 * reference) return 0.25;
  return 0;
}

function qrsPoints(falseNegatives: number, falsePositives: number): number {
  if (falseNegatives + falsePositives > 1) return 0;
  if (falseNegatives === 1) return 0.3;
  return falsePositives === 1 ? 0.7 : 1;
}

function countErrors(
  allReferences: ArrayLike<number>,
  detected: ArrayLike<number>,
): Pick<Cpsc2019RecordScore, 'truePositives' | 'falsePositives' | 'falseNegatives'> {
  const scoredEnd = CHALLENGE_LENGTH - MARGIN;
  const reference = Array.from(allReferences).filter((r) => r >= MARGIN && r <= scoredEnd);
  const answers = Array.from(detected);
  const inside = (from: number, to: number) => answers.filter((a) => a >= from && a <= to).length;

  let truePositives = 0;
  let falsePositives = 0;
  let falseNegatives = 0;
  for (const [j, r] of reference.entries()) {
    const hits = answers.filter((a) => Math.abs(a - r) <= TOLERANCE).length;
    if (hits === 0) falseNegatives++;
    else {
      truePositives++;
      falsePositives += hits - 1;
    }
    // The first beat looks back only, so that extras between it and the second are never counted: the scorer's way.
    if (j === 0) falsePositives += inside(MARGIN + TOLERANCE, r - TOLERANCE);
    else if (j === reference.length - 1) falsePositives += inside(r + TOLERANCE, scoredEnd - TOLERANCE);
    else falsePositives += inside(r + TOLERANCE, reference[j + 1] - TOLERANCE);
  }
  return { truePositives, falsePositives, falseNegatives };
}

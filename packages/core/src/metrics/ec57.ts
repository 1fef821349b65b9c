/**
 * Beat-by-beat comparison in the manner of ANSI/AAMI EC57: detections and reference beats are paired one to one
 * within a tolerance, and what stands alone is an error.
 */
import { type BeatMatchOptions, matchBeats } from './match-beats.ts';

export interface BeatComparison {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
}

export interface TimedComparison extends BeatComparison {
  /** Detected minus reference, of each pair in the order of time. */
  readonly offsetsSamples: Int32Array;
}

/**
 * @param reference - ascending sample indices
 * @param detected - ascending sample indices
 */
export function compareBeats(
  reference: Int32Array,
  detected: Int32Array,
  options: BeatMatchOptions,
): TimedComparison {
  const { pairs, missed, extra } = matchBeats(reference, detected, options);
  const offsetsSamples = new Int32Array(pairs.length / 2);
  for (let i = 0; i < offsetsSamples.length; i++) offsetsSamples[i] = pairs[2 * i + 1] - pairs[2 * i];
  return {
    truePositives: offsetsSamples.length,
    falsePositives: extra.length,
    falseNegatives: missed.length,
    offsetsSamples,
  };
}

/** TP / (TP + FN), or `null` where there is no reference beat. */
export function sensitivity({ truePositives, falseNegatives }: BeatComparison): number | null {
  const references = truePositives + falseNegatives;
  return references === 0 ? null : truePositives / references;
}

/** TP / (TP + FP), the positive predictive value, or `null` where nothing was detected. */
export function positivePredictiveValue({ truePositives, falsePositives }: BeatComparison): number | null {
  const detections = truePositives + falsePositives;
  return detections === 0 ? null : truePositives / detections;
}

/** 2 TP / (2 TP + FP + FN), or `null` where there is neither reference nor detection. */
export function f1({ truePositives, falsePositives, falseNegatives }: BeatComparison): number | null {
  const total = 2 * truePositives + falsePositives + falseNegatives;
  return total === 0 ? null : (2 * truePositives) / total;
}

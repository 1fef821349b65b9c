/**
 * Beat-by-beat comparison in the manner of ANSI/AAMI EC57: detections and reference beats are paired one to one
 * within a tolerance, and what stands alone is an error.
 */
import type { SampleSpan } from '../recording/sample-span.ts';

export interface BeatComparison {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
}

export interface BeatComparisonOptions {
  /** Samples; a detection this far from a reference beat still matches. */
  readonly toleranceSamples: number;
  /** Only this stretch is scored. A pair counts when its reference beat is inside. */
  readonly scored: SampleSpan;
  /** Stretches left out, ventricular flutter say. */
  readonly excluded?: readonly SampleSpan[];
}

/**
 * @param reference - ascending sample indices
 * @param detected - ascending sample indices
 */
export function compareBeats(
  reference: Int32Array,
  detected: Int32Array,
  { toleranceSamples, scored, excluded = [] }: BeatComparisonOptions,
): BeatComparison {
  const counts = (sample: number) =>
    sample >= scored.start &&
    sample < scored.end &&
    !excluded.some(({ start, end }) => sample >= start && sample < end);

  let truePositives = 0;
  let falsePositives = 0;
  let falseNegatives = 0;
  let r = 0;
  let d = 0;
  // Both ascend, so always pairing the first two within tolerance makes as many pairs as there can be.
  while (r < reference.length || d < detected.length) {
    const offset =
      r === reference.length
        ? Number.NEGATIVE_INFINITY
        : d === detected.length
          ? Number.POSITIVE_INFINITY
          : detected[d] - reference[r];
    if (Math.abs(offset) <= toleranceSamples) {
      if (counts(reference[r])) truePositives++;
      r++;
      d++;
    } else if (offset < 0) {
      if (counts(detected[d])) falsePositives++;
      d++;
    } else {
      if (counts(reference[r])) falseNegatives++;
      r++;
    }
  }
  return { truePositives, falsePositives, falseNegatives };
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

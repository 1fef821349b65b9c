/**
 * How well two ways of measuring agree: their difference against their mean.
 *
 * @see Bland & Altman, Statistical methods for assessing agreement between two methods of clinical measurement,
 *   Lancet 1986;327:307–310, doi:10.1016/S0140-6736(86)90837-8
 */
import { InvalidArgumentError } from '../errors.ts';

export interface BlandAltman {
  /** Of both measurements, one for each pair. */
  readonly means: Float64Array;
  /** Measured minus reference, one for each pair. */
  readonly differences: Float64Array;
  /** Mean of the differences. */
  readonly bias: number;
  /** Of the differences, with n − 1. */
  readonly standardDeviation: number;
  /** Between these two lie 95 % of the differences, where they are spread normally. */
  readonly lowerLimit: number;
  readonly upperLimit: number;
}

/** Of the normal distribution, 95 % lie within so many standard deviations; the paper rounds it to 2. */
const NORMAL_95 = 1.96;

/**
 * @param measured - one value for each of `reference`, in its unit
 * @returns `null` for fewer than two pairs
 * @throws InvalidArgumentError where there are more values of one than of the other
 */
export function blandAltman(measured: Float64Array, reference: Float64Array): BlandAltman | null {
  const n = measured.length;
  if (reference.length !== n) {
    throw new InvalidArgumentError(`${n} values cannot be compared with ${reference.length}.`);
  }
  if (n < 2) return null;

  const means = measured.map((value, i) => (value + reference[i]) / 2);
  const differences = measured.map((value, i) => value - reference[i]);
  const bias = differences.reduce((sum, value) => sum + value, 0) / n;
  const squares = differences.reduce((sum, value) => sum + (value - bias) ** 2, 0);
  const standardDeviation = Math.sqrt(squares / (n - 1));
  return {
    means,
    differences,
    bias,
    standardDeviation,
    lowerLimit: bias - NORMAL_95 * standardDeviation,
    upperLimit: bias + NORMAL_95 * standardDeviation,
  };
}

/**
 * Noise at a chosen signal-to-noise ratio, measured as the noise stress test `nst` does.
 *
 * - Signal power: (peak-to-peak amplitude of the QRS)² / 8, as if the QRS were a period of a sine; the amplitude is
 *   taken within 50 ms of each R-peak, and averaged without the largest and smallest 5 % of the beats. The power over
 *   the whole signal would depend on the heart rate and on the T wave, and say little about finding beats.
 * - Noise power: the square of its RMS about the mean in pieces of 1 s, averaged without the largest and smallest 5 %
 *   of the pieces. What the baseline does over longer than a second hence hardly counts: noise of the kind `wander`
 *   has to be far larger than the QRS for a ratio of 0 dB.
 *
 * `nst` measures the first 300 beats and the first 300 s; here it is everything that is given.
 *
 * @see Moody, Muldrow & Mark, A noise stress test for arrhythmia detectors, Computers in Cardiology 11:381-384, 1984,
 *   and the manual page of `nst` (WFDB Applications Guide), "Signal-to-noise ratios"
 */
import { InvalidArgumentError } from '../errors.ts';
import { mixedNoiseSource, type NoiseMix } from './noise.ts';
import type { Random } from './random.ts';

const QRS_HALF_WINDOW_SECONDS = 0.05;
const TRIMMED_SHARE = 0.05;

export interface AddNoiseOptions {
  /** Hz. */
  readonly samplingRate: number;
  /** R-peaks of the normal beats as ascending sample indices; at least one, to know the size of the QRS. */
  readonly peaks: Int32Array;
  /** `{ 'electrode-motion': 1 }`, or several kinds with their shares of the noise's power. */
  readonly mix: NoiseMix;
  readonly snrDb: number;
  readonly random: Random;
}

/**
 * Adds noise to a lead of any recording. Memory: about 40 bytes per sample while it works.
 *
 * @param samples - mV; gaps (NaN) remain gaps
 * @returns a new array
 * @throws InvalidArgumentError when no QRS lies wholly inside the samples, or `mix` is empty
 */
export function addNoise(samples: Float32Array, options: AddNoiseOptions): Float32Array {
  const { samplingRate, peaks, mix, snrDb, random } = options;
  const noise = mixedNoiseSource(mix, samplingRate, random)(samples.length);
  const gain = noiseGain({ samples, peaks, noise, samplingRate, snrDb });
  return samples.map((value, i) => value + gain * noise[i]);
}

/**
 * The factor for `noise` that gives the ratio when it is added to `samples`.
 *
 * @throws InvalidArgumentError when the size of the QRS cannot be measured
 */
export function noiseGain(measured: {
  samples: Float32Array;
  peaks: Int32Array;
  noise: Float64Array;
  samplingRate: number;
  snrDb: number;
}): number {
  const amplitude = qrsAmplitudeMv(measured.samples, measured.peaks, measured.samplingRate);
  if (amplitude === null) {
    throw new InvalidArgumentError(
      'A signal-to-noise ratio needs at least one R-peak that is 50 ms or more inside the samples and not in a gap.',
    );
  }
  const signalPower = amplitude ** 2 / 8;
  const power = noisePower(measured.noise, measured.samplingRate);
  return power === 0 ? 0 : Math.sqrt(signalPower / power / 10 ** (measured.snrDb / 10));
}

/**
 * @param samples - mV
 * @param peaks - sample indices
 * @returns the trimmed mean of the peak-to-peak amplitudes, or `null` where no beat can be measured
 */
export function qrsAmplitudeMv(
  samples: Float32Array,
  peaks: Int32Array,
  samplingRate: number,
): number | null {
  const half = Math.round(QRS_HALF_WINDOW_SECONDS * samplingRate);
  const amplitudes: number[] = [];
  for (const peak of peaks) {
    if (peak < half || peak + half >= samples.length) continue;
    const window = samples.subarray(peak - half, peak + half + 1);
    const amplitude = Math.max(...window) - Math.min(...window);
    if (Number.isFinite(amplitude)) amplitudes.push(amplitude);
  }
  return amplitudes.length === 0 ? null : trimmedMean(amplitudes);
}

/** @returns the noise's power, in the square of its unit; samples shorter than 1 s are one piece */
export function noisePower(noise: Float64Array, samplingRate: number): number {
  if (noise.length === 0) return 0;
  const pieceLength = Math.min(Math.round(samplingRate), noise.length);
  const deviations: number[] = [];
  for (let start = 0; start + pieceLength <= noise.length; start += pieceLength) {
    deviations.push(standardDeviation(noise.subarray(start, start + pieceLength)));
  }
  return trimmedMean(deviations) ** 2;
}

function standardDeviation(samples: Float64Array): number {
  let sum = 0;
  for (const value of samples) sum += value;
  const mean = sum / samples.length;
  let squares = 0;
  for (const value of samples) squares += (value - mean) ** 2;
  return Math.sqrt(squares / samples.length);
}

function trimmedMean(values: number[]): number {
  const trimmed = Math.floor(TRIMMED_SHARE * values.length);
  const kept = values.toSorted((a, b) => a - b).slice(trimmed, values.length - trimmed);
  return kept.reduce((sum, value) => sum + value, 0) / kept.length;
}

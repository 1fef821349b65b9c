/**
 * Change of sampling rate by a polyphase windowed-sinc filter that does not alias and does not move beats.
 */

/** Zero crossings of the sinc on each side, at the lower of the two rates. */
const HALF_WIDTH = 10;
/** Cut-off as a share of the lower Nyquist frequency: with this window the stop band begins just below it. */
const CUTOFF = 0.8;
/** Shape of the Kaiser window: about 63 dB of stop-band attenuation (Kaiser & Schafer 1980, doi:10.1109/TASSP.1980.1163349). */
const KAISER_BETA = 6;
/** Rates whose ratio needs more phases than this get the nearest of so many: at most 1/4096 of a sample off. */
const MAXIMUM_PHASES = 2048;

export interface Resampler {
  /** Output samples for `inputLength` input samples. */
  outputLength(inputLength: number): number;
  /** Position of output sample `index` on the input's time axis, in input samples. */
  inputPosition(index: number): number;
  /** Input samples on either side of a position that its output sample is made of. */
  readonly reachSamples: number;
  /**
   * Output samples `start` to `end`, from a piece of the input. Indices count from the recording's first sample, so
   * pieces computed apart join without a seam. Where the filter reaches beyond the piece, its first and last value
   * continue.
   *
   * @param piece - input samples, finite
   * @param pieceStart - index in the recording of the piece's first sample
   */
  resample(piece: Float32Array, pieceStart: number, start: number, end: number): Float32Array;
}

/**
 * @param fromHz - rate of the input, greater than 0
 * @param toHz - rate of the output, greater than 0
 */
export function createResampler(fromHz: number, toHz: number): Resampler {
  const { from, to } = wholeRatio(fromHz, toHz);
  const phases = Math.min(to, MAXIMUM_PHASES);
  // Even, so that the taps come in fours; the window is 0 for those too many.
  const reachSamples = 2 * Math.ceil(HALF_WIDTH / Math.min(1, toHz / fromHz) / 2);
  const weights = from === to ? null : phaseWeights(phases, reachSamples, toHz / fromHz);
  const taps = 2 * reachSamples;

  return {
    outputLength: (inputLength) => Math.ceil((inputLength * to) / from),
    inputPosition: (index) => (index * from) / to,
    reachSamples,
    resample(piece, pieceStart, start, end) {
      if (weights === null) return neighbourhood(piece, start - pieceStart, end - start);

      const output = new Float32Array(end - start);
      for (let index = start; index < end; index++) {
        // Integers, exact up to 2^53: no drift however long the recording.
        const position = index * from;
        const whole = Math.floor(position / to);
        const phase = Math.round(((position - whole * to) * phases) / to);
        const first = whole - reachSamples + 1 - pieceStart;
        const isInside = first >= 0 && first + taps <= piece.length;
        output[index - start] = isInside
          ? weightedSum(piece, first, weights, phase * taps, taps)
          : weightedSum(neighbourhood(piece, first, taps), 0, weights, phase * taps, taps);
      }
      return output;
    },
  };
}

/**
 * The hot loop: four sums that do not wait for one another are twice as fast as one.
 *
 * @param taps - a multiple of 4
 */
function weightedSum(
  samples: Float32Array,
  first: number,
  weights: Float64Array,
  firstWeight: number,
  taps: number,
): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let i = first, w = firstWeight; i < first + taps; i += 4, w += 4) {
    a += samples[i] * weights[w];
    b += samples[i + 1] * weights[w + 1];
    c += samples[i + 2] * weights[w + 2];
    d += samples[i + 3] * weights[w + 3];
  }
  return a + b + c + d;
}

/** Samples from `first` on; beyond the ends the first and the last value continue. */
function neighbourhood(samples: Float32Array, first: number, count: number): Float32Array {
  if (first >= 0 && first + count <= samples.length) return samples.slice(first, first + count);
  return Float32Array.from({ length: count }, (_, i) => {
    return samples[Math.min(Math.max(first + i, 0), samples.length - 1)];
  });
}

/** The two rates as integers without a common divisor: output sample `m` stands at input position `m · from / to`. */
function wholeRatio(fromHz: number, toHz: number): { from: number; to: number } {
  // Files give rates to a thousandth of a hertz at most.
  const from = Math.max(1, Math.round(fromHz * 1000));
  const to = Math.max(1, Math.round(toHz * 1000));
  const divisor = greatestCommonDivisor(from, to);
  return { from: from / divisor, to: to / divisor };
}

function greatestCommonDivisor(a: number, b: number): number {
  while (b > 0) [a, b] = [b, a % b];
  return a;
}

/**
 * Weights of each phase one after the other, those of one phase summing to 1. The last is a whole sample on, for
 * positions that round up to it.
 */
function phaseWeights(phases: number, reachSamples: number, ratio: number): Float64Array {
  const shrink = Math.min(1, ratio);
  const cutoff = CUTOFF * shrink;
  const halfWidth = HALF_WIDTH / shrink;
  const taps = 2 * reachSamples;
  const weights = new Float64Array((phases + 1) * taps);
  for (let phase = 0; phase <= phases; phase++) {
    let sum = 0;
    for (let tap = 0; tap < taps; tap++) {
      const distance = tap - reachSamples + 1 - phase / phases;
      const weight = sinc(cutoff * distance) * kaiser(distance / halfWidth);
      weights[phase * taps + tap] = weight;
      sum += weight;
    }
    for (let tap = 0; tap < taps; tap++) weights[phase * taps + tap] /= sum;
  }
  return weights;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

function kaiser(u: number): number {
  return Math.abs(u) > 1 ? 0 : besselI0(KAISER_BETA * Math.sqrt(1 - u * u)) / besselI0(KAISER_BETA);
}

/** Modified Bessel function of the first kind, order 0, by its power series (Abramowitz & Stegun 9.6.12). */
function besselI0(x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

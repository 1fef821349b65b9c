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
  const reachSamples = Math.ceil(HALF_WIDTH / Math.min(1, toHz / fromHz));
  const inputPosition = (index: number) => (index * from) / to;
  return {
    outputLength: (inputLength) => Math.ceil((inputLength * to) / from),
    inputPosition,
    reachSamples,
    resample:
      from === to
        ? (piece, pieceStart, start, end) => neighbourhood(piece, start - pieceStart, end - start)
        : createFilter(from, to, reachSamples),
  };
}

function createFilter(from: number, to: number, reachSamples: number): Resampler['resample'] {
  const phases = Math.min(to, MAXIMUM_PHASES);
  const taps = 2 * reachSamples;
  const weights = phaseWeights(phases, reachSamples, to / from);
  const block = phases === to ? createBlockFilter(from, to, weights, taps) : null;

  return (piece, pieceStart, start, end) => {
    const output = new Float32Array(end - start);
    for (let index = start; index < end; index++) {
      // Integers, exact up to 2^53: no drift however long the recording.
      const position = index * from;
      const whole = Math.floor(position / to);
      const first = whole - reachSamples + 1 - pieceStart;
      if (block !== null && index % block.period === 0 && first >= 0) {
        const done = block.run(piece, first, output, index - start);
        if (done > 0) {
          index += done - 1;
          continue;
        }
      }
      const phase = Math.round(((position - whole * to) * phases) / to);
      const isInside = first >= 0 && first + taps <= piece.length;
      output[index - start] = isInside
        ? weightedSum(piece, first, weights, phase * taps, taps)
        : weightedSum(neighbourhood(piece, first, taps), 0, weights, phase * taps, taps);
    }
    return output;
  };
}

function weightedSum(
  samples: Float32Array,
  first: number,
  weights: Float64Array,
  firstWeight: number,
  taps: number,
): number {
  let sum = 0;
  for (let tap = 0; tap < taps; tap++) sum += samples[first + tap] * weights[firstWeight + tap];
  return sum;
}

/** Many output samples at once, each the same as by {@link weightedSum}, to the last bit. */
interface BlockFilter {
  /** A block may begin at output samples that are a multiple of this. */
  readonly period: number;
  /**
   * As many whole blocks as samples and output have room for.
   *
   * @param first - the first sample that the first of them is made of
   * @param at - where in `output` they begin
   * @returns output samples written
   */
  run(samples: Float32Array, first: number, output: Float32Array, at: number): number;
}

/** Periods in a block. */
const PERIODS = 4;

/** @param weights - of `to` phases, `taps` each */
function createBlockFilter(from: number, to: number, weights: Float64Array, taps: number): BlockFilter {
  // An even number of output samples, so that they pair up. `| 0`: an engine that has once seen fractions where the
  // rates come from would otherwise count in floating point, which halves the speed of the hot loop.
  const period = (2 * to) | 0;
  const step = (2 * from) | 0;
  const pairTaps = taps + Math.ceil(from / to);
  const firsts = Int32Array.from({ length: to }, (_, pair) => Math.floor((2 * pair * from) / to));
  const pairWeights = new Float64Array(to * pairTaps * 2);
  for (let index = 0; index < period; index++) {
    const pair = index >> 1;
    const whole = Math.floor((index * from) / to);
    const phase = index * from - whole * to;
    for (let tap = 0; tap < taps; tap++) {
      const pairTap = whole - firsts[pair] + tap;
      pairWeights[2 * (pair * pairTaps + pairTap) + (index & 1)] = weights[phase * taps + tap];
    }
  }

  return {
    period,
    run(samples, first, output, at) {
      const blocks = Math.min(
        Math.floor((output.length - at) / (PERIODS * period)),
        Math.floor((samples.length - first - pairTaps) / (PERIODS * step)),
      );
      for (let block = 0; block < blocks; block++) {
        const blockFirst = first + block * PERIODS * step;
        const blockAt = at + block * PERIODS * period;
        for (let pair = 0; pair < to; pair++) {
          const pairFirst = blockFirst + firsts[pair];
          const weight = pair * pairTaps * 2;
          eightSums(
            samples,
            pairFirst,
            step,
            pairWeights,
            weight,
            pairTaps,
            output,
            blockAt + 2 * pair,
            period,
          );
        }
      }
      return Math.max(0, blocks) * PERIODS * period;
    },
  };
}

/**
 * The hot loop. Two output samples side by side are made of nearly the same input samples, and those a period apart
 * have the same weights: six numbers are read for eight products, which is three times as fast as one sum at a time.
 *
 * @param step - input samples from one period to the next
 * @param weights - of the first and the second of a pair in turn
 * @param at - of the first pair in `output`; the other three follow a `period` apart
 */
function eightSums(
  samples: Float32Array,
  first: number,
  step: number,
  weights: Float64Array,
  firstWeight: number,
  taps: number,
  output: Float32Array,
  at: number,
  period: number,
): void {
  let a0 = 0;
  let a1 = 0;
  let b0 = 0;
  let b1 = 0;
  let c0 = 0;
  let c1 = 0;
  let d0 = 0;
  let d1 = 0;
  for (let i = first, w = firstWeight; i < first + taps; i++, w += 2) {
    const a = samples[i];
    const b = samples[i + step];
    const c = samples[i + 2 * step];
    const d = samples[i + 3 * step];
    const weight0 = weights[w];
    const weight1 = weights[w + 1];
    a0 += a * weight0;
    a1 += a * weight1;
    b0 += b * weight0;
    b1 += b * weight1;
    c0 += c * weight0;
    c1 += c * weight1;
    d0 += d * weight0;
    d1 += d * weight1;
  }
  output[at] = a0;
  output[at + 1] = a1;
  output[at + period] = b0;
  output[at + period + 1] = b1;
  output[at + 2 * period] = c0;
  output[at + 2 * period + 1] = c1;
  output[at + 3 * period] = d0;
  output[at + 3 * period + 1] = d1;
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

/**
 * The height of a QRS complex, block by block, from a long context: what the model's input is divided by.
 */
import { createSelection } from './select-nth.ts';

export interface ScaleOptions {
  readonly scaleBlockSamples: number;
  /** A block's amplitude is its n-th largest absolute value, so that a spike of fewer samples does not count. */
  readonly amplitudeRank: number;
  /** Blocks with fewer valid samples have no amplitude. */
  readonly minimumBlockSamples: number;
  /** Blocks on either side that a block's scale is taken from. */
  readonly scaleContextBlocks: number;
  /** Quantile of the amplitudes in the context. */
  readonly scaleQuantile: number;
  /** The least scale, so that a silent lead is not lifted to the height of a QRS. */
  readonly minimumScaleMv: number;
}

/**
 * @param samples - mV, baseline removed, blocks anchored at the first
 * @param gaps - same length, 1 inside a gap
 * @returns mV for each block, at least `minimumScaleMv`
 */
export function blockScales(samples: Float32Array, gaps: Uint8Array, options: ScaleOptions): Float64Array {
  const amplitudes = blockAmplitudes(samples, gaps, options);
  const context = new Float32Array(2 * options.scaleContextBlocks + 1);
  const selection = createSelection(context.length);
  return amplitudes.map((_, block) => {
    const first = Math.max(0, block - options.scaleContextBlocks);
    const end = Math.min(amplitudes.length, block + options.scaleContextBlocks + 1);
    let count = 0;
    for (let i = first; i < end; i++) if (amplitudes[i] >= 0) context[count++] = amplitudes[i];
    if (count === 0) return options.minimumScaleMv;
    const quantile = selection.nth(context, 0, count, Math.floor(options.scaleQuantile * (count - 1)));
    return Math.max(options.minimumScaleMv, quantile);
  });
}

/** One amplitude per block, -1 where the block has too few valid samples. */
function blockAmplitudes(samples: Float32Array, gaps: Uint8Array, options: ScaleOptions): Float64Array {
  const { scaleBlockSamples: size, amplitudeRank, minimumBlockSamples } = options;
  const amplitudes = new Float64Array(Math.ceil(samples.length / size));
  // Ascending; a QRS complex changes it some ten times, the samples between the complexes do not.
  const largest = new Float64Array(amplitudeRank);
  for (let block = 0; block < amplitudes.length; block++) {
    largest.fill(-1);
    let count = 0;
    const end = Math.min(samples.length, (block + 1) * size);
    for (let i = block * size; i < end; i++) {
      if (gaps[i] === 1) continue;
      count++;
      const magnitude = Math.abs(samples[i]);
      if (magnitude > largest[0]) insert(largest, magnitude);
    }
    amplitudes[block] = count < minimumBlockSamples ? -1 : largest[0];
  }
  return amplitudes;
}

/** Puts a value larger than the first into an ascending list, and drops the first. */
function insert(ascending: Float64Array, value: number): void {
  let i = 1;
  for (; i < ascending.length && ascending[i] < value; i++) ascending[i - 1] = ascending[i];
  ascending[i - 1] = value;
}

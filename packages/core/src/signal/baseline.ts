/**
 * Removal of the slow baseline by medians of short blocks: a 33 mV spike of a few samples leaves no trace in it.
 */
import { selectNth } from './select-nth.ts';

export interface BaselineOptions {
  /** Samples whose median is taken. */
  readonly baselineBlockSamples: number;
  /** Odd number of medians that are averaged. */
  readonly baselineBlocks: number;
}

/**
 * Samples minus their baseline: straight lines between the centres of blocks, each at the mean of the medians around.
 *
 * @param samples - finite, blocks anchored at the first
 * @returns a new array of the same length
 */
export function removeBaseline(samples: Float32Array, options: BaselineOptions): Float32Array {
  const { baselineBlockSamples: size } = options;
  const levels = smoothLevels(blockMedians(samples, size), options.baselineBlocks);
  const output = new Float32Array(samples.length);
  const centre = (block: number) => {
    const end = Math.min(samples.length, (block + 1) * size);
    return (block * size + end - 1) / 2;
  };

  let i = 0;
  for (let block = 0; block < levels.length; block++) {
    const from = centre(block);
    const level = levels[block];
    // Level before the first centre and after the last one.
    const to = block + 1 < levels.length ? centre(block + 1) : Number.POSITIVE_INFINITY;
    const slope = to === Number.POSITIVE_INFINITY ? 0 : (levels[block + 1] - level) / (to - from);
    for (; i < samples.length && i <= to; i++) {
      output[i] = samples[i] - (level + slope * Math.max(0, i - from));
    }
  }
  return output;
}

function blockMedians(samples: Float32Array, size: number): Float64Array {
  const medians = new Float64Array(Math.ceil(samples.length / size));
  const scratch = new Float32Array(size);
  for (let block = 0; block < medians.length; block++) {
    const piece = samples.subarray(block * size, (block + 1) * size);
    scratch.set(piece);
    medians[block] = median(scratch.subarray(0, piece.length));
  }
  return medians;
}

/** The median; reorders its input. */
function median(values: Float32Array): number {
  const middle = values.length >> 1;
  const upper = selectNth(values, middle);
  if (values.length % 2 === 1) return upper;
  // After the selection everything before the middle is at most the upper median.
  let lower = values[0];
  for (let i = 1; i < middle; i++) if (values[i] > lower) lower = values[i];
  return (lower + upper) / 2;
}

function smoothLevels(medians: Float64Array, blocks: number): Float64Array {
  const reach = blocks >> 1;
  return medians.map((_, block) => {
    const first = Math.max(0, block - reach);
    const end = Math.min(medians.length, block + reach + 1);
    let sum = 0;
    for (let i = first; i < end; i++) sum += medians[i];
    return sum / (end - first);
  });
}

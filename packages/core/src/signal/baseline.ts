/**
 * Removal of the slow baseline by medians of short blocks: a 33 mV spike of a few samples leaves no trace in it.
 */
import { createSelection } from './select-nth.ts';

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
 * @param output - of the same length, may be `samples` itself
 * @returns `output`
 */
export function removeBaseline(
  samples: Float32Array,
  options: BaselineOptions,
  output: Float32Array = new Float32Array(samples.length),
): Float32Array {
  const { baselineBlockSamples: size } = options;
  const levels = smoothLevels(blockMedians(samples, size), options.baselineBlocks);
  let start = 0;
  let centre = 0;
  let level = levels[0];
  for (let block = 0; block < levels.length; block++) {
    const blockEnd = Math.min(samples.length, (block + 1) * size);
    const nextCentre = (block * size + blockEnd - 1) / 2;
    // Level before the first centre.
    const slope = block === 0 ? 0 : (levels[block] - level) / (nextCentre - centre);
    const end = Math.floor(nextCentre) + 1;
    for (let i = start; i < end; i++) output[i] = samples[i] - (level + slope * (i - centre));
    start = end;
    centre = nextCentre;
    level = levels[block];
  }
  // And after the last one.
  for (let i = start; i < samples.length; i++) output[i] = samples[i] - level;
  return output;
}

function blockMedians(samples: Float32Array, size: number): Float64Array {
  const medians = new Float64Array(Math.ceil(samples.length / size));
  const selection = createSelection(size);
  for (let block = 0; block < medians.length; block++) {
    const end = Math.min(samples.length, (block + 1) * size);
    medians[block] = selection.median(samples, block * size, end);
  }
  return medians;
}

function smoothLevels(medians: Float64Array, blocks: number): Float64Array {
  const reach = blocks >> 1;
  const levels = new Float64Array(medians.length);
  for (let block = 0; block < levels.length; block++) {
    const first = Math.max(0, block - reach);
    const end = Math.min(medians.length, block + reach + 1);
    let sum = 0;
    for (let i = first; i < end; i++) sum += medians[i];
    levels[block] = sum / (end - first);
  }
  return levels;
}

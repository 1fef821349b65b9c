/**
 * The R-peak on the original samples. The network places a beat to a few milliseconds; the peak itself is where the
 * lead departs furthest from its level around the beat.
 */

/** How far from the network's place the peak is looked for. */
const SEARCH_SECONDS = 0.03;
/** Stretch on either side of the beat whose mean is its level. */
const LEVEL_SECONDS = 0.1;

/**
 * @param samples - mV, finite
 * @param position - the network's place, in samples from the start of `samples`, may be fractional
 * @param samplingRate - Hz
 * @returns index into `samples`
 */
export function refinePeak(samples: Float32Array, position: number, samplingRate: number): number {
  const clamp = (index: number) => Math.min(Math.max(index, 0), samples.length - 1);
  const level = mean(
    samples,
    clamp(Math.round(position - LEVEL_SECONDS * samplingRate)),
    clamp(Math.round(position + LEVEL_SECONDS * samplingRate)),
  );
  const first = clamp(Math.ceil(position - SEARCH_SECONDS * samplingRate));
  const last = clamp(Math.floor(position + SEARCH_SECONDS * samplingRate));
  const reach = SEARCH_SECONDS * samplingRate;

  let peak = clamp(Math.round(position));
  let largest = -1;
  for (let i = first; i <= last; i++) {
    // Nearer is better: between two deflections of like height the network's own place decides.
    const nearness = 1 - 0.5 * ((i - position) / reach) ** 2;
    const deflection = Math.abs(samples[i] - level) * nearness;
    if (deflection > largest) {
      largest = deflection;
      peak = i;
    }
  }
  return peak;
}

/** Mean of the samples from `first` to `last`, both included. */
function mean(samples: Float32Array, first: number, last: number): number {
  let sum = 0;
  for (let i = first; i <= last; i++) sum += samples[i];
  return sum / (last - first + 1);
}

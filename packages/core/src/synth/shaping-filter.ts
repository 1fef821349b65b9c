/**
 * Small recursive filters that give white noise the colour of a disturbance.
 */

/** Replaces a block of samples by the filtered ones, and remembers what it needs for the next block. */
export type Filter = (block: Float64Array) => void;

/** One pole: −3 dB at the cutoff, 6 dB per octave above it; gain 1 at 0 Hz. */
export function lowPass(cutoffHz: number, samplingRate: number): Filter {
  const weight = 1 - Math.exp((-2 * Math.PI * cutoffHz) / samplingRate);
  let memory = 0;
  return (block) => {
    // A local variable stays in a register; the one that outlives the call would be written to the heap every time.
    let level = memory;
    for (let i = 0; i < block.length; i++) {
      level += weight * (block[i] - level);
      block[i] = level;
    }
    memory = level;
  };
}

/** What {@link lowPass} takes away. */
export function highPass(cutoffHz: number, samplingRate: number): Filter {
  const keepSlow = lowPass(cutoffHz, samplingRate);
  return (block) => {
    const slow = block.slice();
    keepSlow(slow);
    for (let i = 0; i < block.length; i++) block[i] -= slow[i];
  };
}

/** One filter after the other. */
export function cascade(...filters: readonly Filter[]): Filter {
  return (block) => {
    for (const filter of filters) filter(block);
  };
}

/**
 * The factor by which white noise of variance 1 has variance 1 again after the filter: the output's variance is the
 * energy of the impulse response. This holds for any independent samples, Gaussian or one impulse now and then.
 *
 * @param filter - in its state of rest
 * @param memorySamples - after so many samples the impulse response has died away
 */
export function unitGain(filter: Filter, memorySamples: number): number {
  const response = new Float64Array(memorySamples);
  response[0] = 1;
  filter(response);
  return 1 / Math.sqrt(response.reduce((sum, value) => sum + value * value, 0));
}

/**
 * Where a lead holds no signal: missing samples, and the flat line of a lead that is off or an amplifier at its rail.
 */

/**
 * Marks the samples of gaps.
 *
 * @param samples - mV, NaN or infinite where the file has nothing
 * @param samplingRate - Hz
 * @param flatSeconds - a run of one and the same value at least this long is a gap
 * @returns one byte per sample, 1 inside a gap
 */
export function markGaps(samples: Float32Array, samplingRate: number, flatSeconds: number): Uint8Array {
  const gaps = new Uint8Array(samples.length);
  for (let i = 0; i < samples.length; i++) {
    // x - x is 0 for every finite number and NaN for the others.
    if (samples[i] - samples[i] !== 0) gaps[i] = 1;
  }

  const flatSamples = Math.max(2, Math.ceil(flatSeconds * samplingRate));
  // Two neighbours so far apart from the next two that no run of that length fits between them.
  const step = flatSamples - 1;
  for (let i = 0; i + 1 < samples.length; i += step) {
    const value = samples[i];
    if (samples[i + 1] !== value) continue;
    let start = i;
    let end = i + 2;
    while (start > 0 && samples[start - 1] === value) start--;
    while (end < samples.length && samples[end] === value) end++;
    if (end - start >= flatSamples) gaps.fill(1, start, end);
    i = end - 1;
  }
  return gaps;
}

/**
 * The samples with every gap bridged by a straight line, held level at the ends, so that filters have something to
 * run over. All zeros where there is nothing but gap.
 *
 * @param samples - length n
 * @param gaps - length n, as {@link markGaps} gives it
 * @returns `samples` itself when there is no gap, otherwise a copy
 */
export function bridgeGaps(samples: Float32Array, gaps: Uint8Array): Float32Array {
  let gapStart = gaps.indexOf(1);
  if (gapStart === -1) return samples;

  const bridged = samples.slice();
  while (gapStart !== -1) {
    const next = gaps.indexOf(0, gapStart);
    const gapEnd = next === -1 ? samples.length : next;
    const before = gapStart > 0 ? samples[gapStart - 1] : gapEnd < samples.length ? samples[gapEnd] : 0;
    const after = gapEnd < samples.length ? samples[gapEnd] : before;
    const steps = gapEnd - gapStart + 1;
    for (let i = gapStart; i < gapEnd; i++) {
      bridged[i] = before + ((after - before) * (i - gapStart + 1)) / steps;
    }
    gapStart = gaps.indexOf(1, gapEnd);
  }
  return bridged;
}

import type { Random } from './random.ts';

/** How fast f-waves come and go when fibrillation starts and ends. */
const FADE_SECONDS = 0.3;

/**
 * f-waves of fibrillating atria: a sawtooth of 4 to 8 Hz whose frequency and size breathe slowly.
 *
 * @returns gives the next block of samples, of amplitude about 1 where the atria fibrillate (1 in `fibrillating`, a
 *   value per sample) and 0 elsewhere
 * @see Stridh & Sörnmo, Spatiotemporal QRST cancellation techniques for analysis of atrial fibrillation, IEEE Trans.
 *   Biomed. Eng. 48(1):105-111, 2001, doi:10.1109/10.900266 (its model of f-waves)
 */
export function createFibrillatoryWaves(
  samplingRate: number,
  random: Random,
): (fibrillating: Uint8Array) => Float64Array {
  const frequencyHz = random.between(4.5, 7.5);
  const deviationHz = random.between(0.2, 0.6);
  const modulationHz = random.between(0.15, 0.35);
  const fade = 1 - Math.exp(-1 / (FADE_SECONDS * samplingRate));
  const radiansPerHz = (2 * Math.PI) / samplingRate;
  const memory = { envelope: Number.NaN, phase: random.between(0, 2 * Math.PI), modulation: 0 };

  return (fibrillating) => {
    const waves = new Float64Array(fibrillating.length);
    let { envelope, phase, modulation } = memory;
    if (Number.isNaN(envelope)) envelope = fibrillating[0];
    for (let i = 0; i < waves.length; i++) {
      envelope += fade * (fibrillating[i] - envelope);
      if (envelope < 1e-3) continue;
      modulation += radiansPerHz * modulationHz;
      phase += radiansPerHz * (frequencyHz + deviationHz * Math.sin(modulation));
      // The first three harmonics of a sawtooth; its size breathes at another pace than its frequency.
      const sawtooth = Math.sin(phase) + Math.sin(2 * phase) / 2 + Math.sin(3 * phase) / 3;
      waves[i] = envelope * (1 + 0.3 * Math.sin(0.37 * modulation)) * (2 / Math.PI) * sawtooth;
    }
    Object.assign(memory, { envelope, phase, modulation });
    return waves;
  };
}

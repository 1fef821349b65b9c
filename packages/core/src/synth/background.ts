import { createFibrillatoryWaves } from './fibrillatory-waves.ts';
import { type Dipole, type LeadName, projectAll } from './leads.ts';
import type { Random } from './random.ts';
import type { RhythmBeat } from './rhythm.ts';
import type { TachogramOptions } from './tachogram.ts';

/** Amplitude of the baseline's movement with breathing (the z₀ of McSharry et al. 2003), at most. */
const RESPIRATORY_WANDER_MV = 0.05;

/**
 * What the beats stand on: the baseline that moves with breathing and, where the atria fibrillate, f-waves.
 *
 * @returns adds to the pieces of a recording, which must come in order: `leads` is changed in place; `beats` ascend
 *   and reach from the last one before the piece to the first one after it
 */
export function createBackground(
  options: {
    samplingRate: number;
    leads: readonly LeadName[];
    patient: Pick<TachogramOptions, 'respirationHz'>;
    fibrillation: Dipole;
  },
  random: Random,
): (leads: readonly Float32Array[], startSample: number, beats: readonly RhythmBeat[]) => void {
  const { samplingRate, patient } = options;
  const nextFibrillatoryWaves = createFibrillatoryWaves(samplingRate, random);
  const fibrillation = projectAll(options.fibrillation, options.leads);
  const breathing = options.leads.map(() => random.between(-1, 1) * RESPIRATORY_WANDER_MV);

  return (leads, startSample, beats) => {
    const waves = nextFibrillatoryWaves(
      fibrillatingSamples(beats, startSample, leads[0].length, samplingRate),
    );
    for (let i = 0; i < waves.length; i++) {
      const breath = Math.sin((2 * Math.PI * patient.respirationHz * (startSample + i)) / samplingRate);
      for (let lead = 0; lead < leads.length; lead++) {
        leads[lead][i] += breathing[lead] * breath + fibrillation[lead] * waves[i];
      }
    }
  };
}

/** 1 for each sample at which the atria fibrillate, as they do from a fibrillating beat to the next beat. */
function fibrillatingSamples(
  beats: readonly RhythmBeat[],
  startSample: number,
  sampleCount: number,
  samplingRate: number,
): Uint8Array {
  const fibrillating = new Uint8Array(sampleCount);
  for (let i = 0; i + 1 < beats.length; i++) {
    if (!beats[i].fibrillating) continue;
    const from = Math.ceil(beats[i].timeSeconds * samplingRate) - startSample;
    const to = Math.ceil(beats[i + 1].timeSeconds * samplingRate) - startSample;
    fibrillating.fill(1, Math.max(0, from), Math.max(0, to));
  }
  return fibrillating;
}

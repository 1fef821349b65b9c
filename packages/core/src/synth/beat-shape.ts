import { type LeadName, projectAll } from './leads.ts';
import type { BeatMorphology, Wave } from './morphology.ts';

/** A wave as the leads show it. */
interface LeadWave extends Omit<Wave, 'dipole'> {
  /** mV in each lead. */
  readonly amplitudes: readonly number[];
}

/** A beat as the leads show it, ready to be drawn. */
export interface BeatShape {
  readonly atrial: readonly LeadWave[];
  readonly ventricular: readonly LeadWave[];
  readonly repolarisation: readonly LeadWave[];
  /** From the beat's time to the QRS's largest deflection in the first lead. */
  readonly peakSeconds: number;
}

/** Where a beat goes. */
export interface BeatPlacement {
  readonly timeSeconds: number;
  readonly adaptedRrSeconds: number;
  /** Scale of the whole beat. */
  readonly gain: number;
}

/** A Gaussian is below 0.04 % of its peak out here: less than the 1 µV that samples are written with. */
const REACH_IN_SD = 4;

/**
 * Where the heart is so fast that the P wave has no room between T and QRS any more, it fades, as in the reentrant
 * tachycardias that make most of such rates: from 200 bpm on, to nothing at 240.
 */
const P_FADES_SECONDS = { from: 0.3, to: 0.25 };

/** Beyond these distances from its time no beat of the slowest heart leaves a trace. */
export const BEAT_REACH_SECONDS = 1;

const PEAK_SEARCH_SECONDS = { halfWidth: 0.1, step: 0.0005 };

export function shapeOf(morphology: BeatMorphology, leads: readonly LeadName[]): BeatShape {
  const seen = ({ dipole, ...wave }: Wave): LeadWave => ({ ...wave, amplitudes: projectAll(dipole, leads) });
  const ventricular = morphology.ventricular.map(seen);
  return {
    atrial: morphology.atrial.map(seen),
    ventricular,
    repolarisation: morphology.repolarisation.map(seen),
    peakSeconds: largestDeflection(ventricular),
  };
}

function largestDeflection(waves: readonly LeadWave[]): number {
  const { halfWidth, step } = PEAK_SEARCH_SECONDS;
  let largest = 0;
  let at = 0;
  for (let time = -halfWidth; time <= halfWidth; time += step) {
    let value = 0;
    for (const wave of waves) value += wave.amplitudes[0] * gaussian(wave, time - wave.atSeconds);
    if (Math.abs(value) > largest) {
      largest = Math.abs(value);
      at = time;
    }
  }
  return at;
}

/**
 * Adds a beat to the samples of each lead; what lies outside them is left out.
 *
 * McSharry et al. integrate dz/dt = −Σ aᵢ Δθᵢ exp(−Δθᵢ²/2bᵢ²) − (z − z₀) around the limit cycle. Without the slow pull
 * to the baseline (1/s, hardly felt within a beat) its solution is a Gaussian for each wave, which is what stands here:
 * no steps to choose, no drift over a day, any piece on its own, and the R-peak where it is meant to be.
 *
 * As in their model, QT follows the square root of RR (Bazett) and PR follows it weakly; the QRS, whose conduction does
 * not depend on the rate, keeps its width. At 240 bpm the T wave is over when the next QRS begins; at 300 it
 * reaches it.
 *
 * @param leads - mV, one array of the same length per lead; changed in place
 * @param startSample - index in the recording of their first sample
 */
export function addBeat(
  leads: readonly Float32Array[],
  startSample: number,
  samplingRate: number,
  shape: BeatShape,
  { timeSeconds, adaptedRrSeconds, gain }: BeatPlacement,
): void {
  const bazett = Math.sqrt(adaptedRrSeconds);

  function addWave(wave: LeadWave, delayScale: number, widthScale: number, heightScale = 1): void {
    const { riseSeconds, fallSeconds, amplitudes } = wave;
    const rise = riseSeconds * widthScale;
    const fall = fallSeconds * widthScale;
    const centre = timeSeconds + wave.atSeconds * delayScale;
    const from = Math.ceil((centre - REACH_IN_SD * rise) * samplingRate) - startSample;
    const to = Math.floor((centre + REACH_IN_SD * fall) * samplingRate) - startSample;
    for (let i = Math.max(from, 0); i <= Math.min(to, leads[0].length - 1); i++) {
      const value =
        heightScale *
        gain *
        gaussian({ riseSeconds: rise, fallSeconds: fall }, (startSample + i) / samplingRate - centre);
      for (let lead = 0; lead < leads.length; lead++) leads[lead][i] += amplitudes[lead] * value;
    }
  }

  const { from, to } = P_FADES_SECONDS;
  const atrialShare = Math.min(1, Math.max(0, (adaptedRrSeconds - to) / (from - to)));
  for (const wave of shape.atrial) addWave(wave, Math.sqrt(bazett), 1, atrialShare);
  for (const wave of shape.ventricular) addWave(wave, 1, 1);
  for (const wave of shape.repolarisation) addWave(wave, bazett, bazett);
}

function gaussian(
  { riseSeconds, fallSeconds }: Pick<Wave, 'riseSeconds' | 'fallSeconds'>,
  seconds: number,
): number {
  const deviations = seconds / (seconds < 0 ? riseSeconds : fallSeconds);
  return Math.exp(-0.5 * deviations * deviations);
}

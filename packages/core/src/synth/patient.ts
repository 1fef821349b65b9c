import type { NoiseKind, NoiseMix } from './noise.ts';
import type { Random } from './random.ts';
import type { TachogramOptions } from './tachogram.ts';

/** What distinguishes one synthetic recording from another, apart from chance. */
export interface Patient extends TachogramOptions {
  /** Scale of all waves; 1 gives an R wave of about 1 mV in lead II. */
  readonly amplitude: number;
  /** Ventricular premature beats (V); at half the heart rate and above, every second beat is one. */
  readonly ventricularEctopicsPerMinute: number;
  /** Atrial premature beats (A). */
  readonly supraventricularEctopicsPerMinute: number;
  /** Share of the time in atrial fibrillation, 0..1; between the two it comes in stretches of about a minute. */
  readonly atrialFibrillationShare: number;
  /** Sinus pauses of 2 to 6 s. */
  readonly pausesPerMinute: number;
  /** Stretches of half a minute to three with a clearly faster or slower heart. */
  readonly rateEpisodesPerHour: number;
  /** What disturbs the recording; the weights share the noise power. Empty for none. */
  readonly noise: NoiseMix;
  /** Signal-to-noise ratio in dB in every lead, as `noiseGain` defines it; without effect where `noise` is empty. */
  readonly snrDb: number;
}

/** A healthy adult at rest and a good recording: what holds for whatever the caller leaves out. */
export const RESTING_PATIENT: Patient = {
  meanHeartRateBpm: 70,
  sdHeartRateBpm: 2.5,
  lfHfRatio: 0.5,
  respirationHz: 0.25,
  amplitude: 1,
  ventricularEctopicsPerMinute: 0,
  supraventricularEctopicsPerMinute: 0,
  atrialFibrillationShare: 0,
  pausesPerMinute: 0,
  rateEpisodesPerHour: 0,
  noise: { wander: 1, muscle: 1 },
  snrDb: 24,
};

/**
 * Draws a plausible patient: rates from 40 to 150 bpm, some with ectopy, atrial fibrillation, pauses or changes of
 * rate, small and large amplitudes, recordings from clean (30 dB) to hardly readable (0 dB).
 *
 * The shares of each are chosen to show a detector everything often, not after the epidemiology.
 */
export function randomPatient(random: Random): Patient {
  const meanHeartRateBpm = Math.min(150, Math.max(40, 75 * Math.exp(0.32 * random.gaussian())));
  const sometimes = (probability: number, value: number) => (random.chance(probability) ? value : 0);
  return {
    meanHeartRateBpm,
    sdHeartRateBpm: meanHeartRateBpm * random.between(0.01, 0.06),
    lfHfRatio: random.between(0.3, 3),
    respirationHz: random.between(0.2, 0.35),
    amplitude: 0.9 * Math.exp(0.4 * random.gaussian()),
    ventricularEctopicsPerMinute: sometimes(0.4, 20 * random.next() ** 2),
    supraventricularEctopicsPerMinute: sometimes(0.25, 12 * random.next() ** 2),
    atrialFibrillationShare: sometimes(0.15, random.pick([0.5, 1])),
    pausesPerMinute: sometimes(0.1, random.between(0.3, 1.5)),
    rateEpisodesPerHour: sometimes(0.25, random.between(4, 20)),
    noise: randomNoise(random),
    snrDb: random.between(0, 30),
  };
}

function randomNoise(random: Random): NoiseMix {
  const probabilities: [NoiseKind, number][] = [
    ['wander', 0.8],
    ['muscle', 0.7],
    ['electrode-motion', 0.4],
    [random.pick(['mains-50', 'mains-60']), 0.3],
    ['spikes', 0.1],
  ];
  const mix: Partial<Record<NoiseKind, number>> = {};
  for (const [kind, probability] of probabilities) {
    if (random.chance(probability)) mix[kind] = random.between(0.2, 1);
  }
  return mix;
}

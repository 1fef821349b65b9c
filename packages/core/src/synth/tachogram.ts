import type { Random } from './random.ts';

/** How the sinus node varies its rate. */
export interface TachogramOptions {
  /** 20 to 300. */
  readonly meanHeartRateBpm: number;
  /** Standard deviation over minutes, in bpm. */
  readonly sdHeartRateBpm: number;
  /** Power around 0.1 Hz (Mayer waves) over power around the respiratory frequency. */
  readonly lfHfRatio: number;
  readonly respirationHz: number;
}

/** Centre of the low-frequency band (Mayer waves), and the standard deviation of both bands: McSharry 2003, II.A. */
const MAYER_HZ = 0.1;
const BAND_SD_HZ = 0.01;

/** One in each of so many slices of the band, at a random place in it: enough for the sum never to repeat. */
const COSINES_PER_BAND = 24;
const BAND_REACH_IN_SD = 3;

/**
 * RR intervals with the bimodal spectrum of a healthy heart: Gaussian bands of Mayer waves and of respiratory sinus
 * arrhythmia with random phases.
 *
 * McSharry et al. synthesise the whole series with one inverse FFT. Here the same spectrum is sampled at random
 * frequencies and summed as cosines, so that any moment can be asked for and a day needs no more memory than a beat.
 *
 * @returns RR in seconds as a function of time in seconds
 * @see McSharry, Clifford, Tarassenko & Smith, A dynamical model for generating synthetic electrocardiogram signals,
 *   IEEE Trans. Biomed. Eng. 50(3):289-294, 2003, doi:10.1109/TBME.2003.808805
 */
export function createTachogram(options: TachogramOptions, random: Random): (timeSeconds: number) => number {
  const { meanHeartRateBpm, sdHeartRateBpm, lfHfRatio, respirationHz } = options;
  const meanRrSeconds = 60 / meanHeartRateBpm;
  const varianceRr = (meanRrSeconds * (sdHeartRateBpm / meanHeartRateBpm)) ** 2;
  const lowShare = lfHfRatio / (1 + lfHfRatio);
  const cosines = [
    ...band(MAYER_HZ, varianceRr * lowShare, random),
    ...band(respirationHz, varianceRr * (1 - lowShare), random),
  ];
  return (timeSeconds) => {
    let rrSeconds = meanRrSeconds;
    for (const { amplitude, radiansPerSecond, phase } of cosines) {
      rrSeconds += amplitude * Math.cos(radiansPerSecond * timeSeconds + phase);
    }
    return rrSeconds;
  };
}

/** Cosines whose powers follow a Gaussian around the centre and add up to the variance. */
function band(centreHz: number, variance: number, random: Random) {
  const cosines = Array.from({ length: COSINES_PER_BAND }, (_, i) => {
    const deviations = BAND_REACH_IN_SD * ((2 * (i + random.next())) / COSINES_PER_BAND - 1);
    return {
      power: Math.exp(-0.5 * deviations ** 2),
      radiansPerSecond: 2 * Math.PI * (centreHz + BAND_SD_HZ * deviations),
      phase: random.between(0, 2 * Math.PI),
    };
  });
  const total = cosines.reduce((sum, { power }) => sum + power, 0);
  return cosines.map(({ power, ...rest }) => ({
    ...rest,
    amplitude: Math.sqrt((2 * variance * power) / total),
  }));
}

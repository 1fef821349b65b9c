import { InvalidArgumentError } from '../errors.ts';
import type { Random } from './random.ts';
import { cascade, type Filter, highPass, lowPass, unitGain } from './shaping-filter.ts';

/**
 * What disturbs an ECG. The first three are those of the MIT-BIH Noise Stress Test Database (`bw`, `ma`, `em`), made
 * synthetically.
 */
export type NoiseKind = 'wander' | 'muscle' | 'electrode-motion' | 'mains-50' | 'mains-60' | 'spikes';

/** Kinds with their shares of the whole noise's variance; only the ratios of the weights matter. */
export type NoiseMix = Partial<Readonly<Record<NoiseKind, number>>>;

/** Gives the next so many samples, to be changed by whoever asked for them; mean 0 and variance 1 in the long run. */
export type NoiseSource = (sampleCount: number) => Float64Array;

/**
 * Noise in blocks that follow on each other, for recordings of any length.
 *
 * @param samplingRate - Hz
 * @throws InvalidArgumentError for mains hum that the sampling rate cannot hold
 */
export function noiseSource(kind: NoiseKind, samplingRate: number, random: Random): NoiseSource {
  switch (kind) {
    case 'wander':
      return wander(samplingRate, random);
    case 'muscle':
      return muscle(samplingRate, random);
    case 'electrode-motion':
      return electrodeMotion(samplingRate, random);
    case 'mains-50':
      return mains(50, samplingRate, random);
    case 'mains-60':
      return mains(60, samplingRate, random);
    case 'spikes':
      return spikes(samplingRate, random);
  }
}

/**
 * Several kinds at once, each from a stream of its own.
 *
 * @throws InvalidArgumentError when no weight is above 0, or one of them below
 */
export function mixedNoiseSource(mix: NoiseMix, samplingRate: number, random: Random): NoiseSource {
  const entries = Object.entries(mix) as [NoiseKind, number][];
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
  if (!(total > 0 && Number.isFinite(total)) || entries.some(([, weight]) => weight < 0)) {
    throw new InvalidArgumentError(
      'The weights of a noise mix must not be negative, and one must be above 0.',
    );
  }
  return weightedSum(
    entries.map(([kind, weight]) => ({
      share: weight / total,
      source: noiseSource(kind, samplingRate, random.fork(kind)),
    })),
  );
}

/**
 * A stretch of noise.
 *
 * @returns `sampleCount` samples with mean 0 and variance 1 over just these samples
 * @throws InvalidArgumentError for mains hum that the sampling rate cannot hold
 */
export function noise(
  kind: NoiseKind,
  sampleCount: number,
  samplingRate: number,
  random: Random,
): Float32Array {
  const samples = noiseSource(kind, samplingRate, random)(sampleCount);
  const mean = samples.reduce((sum, value) => sum + value, 0) / sampleCount;
  const variance = samples.reduce((sum, value) => sum + (value - mean) ** 2, 0) / sampleCount;
  // Rare events may all have missed a short stretch; silence stays silence.
  const gain = variance > 0 ? 1 / Math.sqrt(variance) : 0;
  return Float32Array.from(samples, (value) => gain * (value - mean));
}

/** Breathing, sweat and posture: below 0.5 Hz. */
function wander(samplingRate: number, random: Random): NoiseSource {
  const shape = () =>
    cascade(highPass(0.04, samplingRate), lowPass(0.3, samplingRate), lowPass(0.3, samplingRate));
  return shaped(shape, white(random), 12 * samplingRate);
}

/** Muscle potentials: 20 Hz to 120 Hz, in bursts as the muscle tightens and relaxes. */
function muscle(samplingRate: number, random: Random): NoiseSource {
  const shape = () =>
    cascade(
      highPass(20, samplingRate),
      highPass(20, samplingRate),
      lowPass(Math.min(120, 0.4 * samplingRate), samplingRate),
    );
  const potentials = shaped(shape, white(random), samplingRate);
  return inBursts(potentials, 0.6, samplingRate, random.fork('bursts'));
}

/**
 * An electrode that slips or is pulled: bumps as wide as a QRS or a T wave, jumps that the amplifier's high-pass lets
 * decay, and a restless baseline underneath. The hardest kind, because its bumps pass for beats.
 */
function electrodeMotion(samplingRate: number, random: Random): NoiseSource {
  const bump = () => cascade(lowPass(4, samplingRate), lowPass(4, samplingRate), highPass(1, samplingRate));
  const jump = () => cascade(lowPass(12, samplingRate), lowPass(0.35, samplingRate));
  const restlessness = () =>
    cascade(highPass(0.5, samplingRate), lowPass(2.5, samplingRate), lowPass(8, samplingRate));
  const memory = 8 * samplingRate;
  const sum = weightedSum([
    { share: 0.5, source: shaped(bump, impulses(1.2, samplingRate, random.fork('bumps')), memory) },
    { share: 0.25, source: shaped(jump, impulses(0.4, samplingRate, random.fork('jumps')), memory) },
    { share: 0.25, source: shaped(restlessness, white(random.fork('restlessness')), memory) },
  ]);
  return inBursts(sum, 0.4, samplingRate, random.fork('bursts'));
}

/** Hum of the power line with its odd harmonics; its strength is not quite constant. */
function mains(nominalHz: number, samplingRate: number, random: Random): NoiseSource {
  if (samplingRate <= 2 * nominalHz) {
    throw new InvalidArgumentError(
      `Mains hum of ${nominalHz} Hz needs a sampling rate above ${2 * nominalHz} Hz, not ${samplingRate}.`,
    );
  }
  const harmonics = [
    { order: 1, amplitude: 1 },
    { order: 3, amplitude: random.between(0.05, 0.3) },
    { order: 5, amplitude: random.between(0.02, 0.15) },
  ].filter(({ order }) => 2 * order * nominalHz < samplingRate);
  const power = harmonics.reduce((sum, { amplitude }) => sum + amplitude ** 2 / 2, 0);
  // The grid is held within some hundredths of a hertz.
  const step = (2 * Math.PI * (nominalHz + 0.02 * random.gaussian())) / samplingRate;
  let phase = random.between(0, 2 * Math.PI);
  const hum = (sampleCount: number) => {
    const samples = new Float64Array(sampleCount);
    for (const { order, amplitude } of harmonics) {
      const gain = amplitude / Math.sqrt(power);
      for (let i = 0; i < sampleCount; i++) samples[i] += gain * Math.sin(order * (phase + i * step));
    }
    phase = (phase + sampleCount * step) % (2 * Math.PI);
    return samples;
  };
  return inBursts(hum, 0.15, samplingRate, random.fork('strength'));
}

/** Switching and static discharges: some ten milliseconds, twice a second. */
function spikes(samplingRate: number, random: Random): NoiseSource {
  return shaped(() => lowPass(25, samplingRate), impulses(2, samplingRate, random), samplingRate);
}

/** Independent samples of variance 1. Uniform ones are quick to draw, and what a filter sums up of them is normal. */
function white(random: Random): NoiseSource {
  const width = Math.sqrt(12);
  return (sampleCount) => {
    const samples = new Float64Array(sampleCount);
    for (let i = 0; i < sampleCount; i++) samples[i] = width * (random.next() - 0.5);
    return samples;
  };
}

/** Independent samples, nearly all of them 0: so many impulses of random height per second, at random times. */
function impulses(perSecond: number, samplingRate: number, random: Random): NoiseSource {
  const gain = Math.sqrt(samplingRate / perSecond);
  const silence = () => Math.floor((-Math.log(1 - random.next()) * samplingRate) / perSecond);
  let untilNext = silence();
  return (sampleCount) => {
    const samples = new Float64Array(sampleCount);
    for (; untilNext < sampleCount; untilNext += 1 + silence()) samples[untilNext] = gain * random.gaussian();
    untilNext -= sampleCount;
    return samples;
  };
}

/**
 * Noise of a filter's colour.
 *
 * @param create - makes the filter in its state of rest
 * @param memorySamples - after so many samples the filter has forgotten what it was given
 */
function shaped(create: () => Filter, innovation: NoiseSource, memorySamples: number): NoiseSource {
  const gain = unitGain(create(), memorySamples);
  const filter = create();
  // From rest, the noise would only grow to its strength.
  filter(innovation(memorySamples));
  return (sampleCount) => {
    const samples = innovation(sampleCount);
    filter(samples);
    for (let i = 0; i < sampleCount; i++) samples[i] *= gain;
    return samples;
  };
}

/**
 * Lets the strength of a source rise and fall over seconds, log-normally; its variance stays what it was.
 *
 * @param depth - standard deviation of the strength's logarithm
 */
function inBursts(source: NoiseSource, depth: number, samplingRate: number, random: Random): NoiseSource {
  const shape = () => cascade(lowPass(0.3, samplingRate), lowPass(0.6, samplingRate));
  const level = shaped(shape, white(random), 5 * samplingRate);
  return (sampleCount) => {
    const samples = source(sampleCount);
    const levels = level(sampleCount);
    for (let i = 0; i < sampleCount; i++) samples[i] *= Math.exp(depth * levels[i] - depth ** 2);
    return samples;
  };
}

/** Independent sources, each with its share of the variance; the shares add up to 1. */
function weightedSum(parts: readonly { share: number; source: NoiseSource }[]): NoiseSource {
  return (sampleCount) => {
    const sum = new Float64Array(sampleCount);
    for (const { share, source } of parts) {
      const gain = Math.sqrt(share);
      const samples = source(sampleCount);
      for (let i = 0; i < sampleCount; i++) sum[i] += gain * samples[i];
    }
    return sum;
  };
}

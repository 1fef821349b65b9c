import type { Annotation, Lead, Recording } from '../recording/recording.ts';
import { noiseGain } from './add-noise.ts';
import { cleanEcg, type SynthesizedPiece } from './clean-ecg.ts';
import { mixedNoiseSource } from './noise.ts';
import type { Patient } from './patient.ts';
import { createRandom, type Random } from './random.ts';
import { checkedPatient, type SynthesisOptions } from './synthesis-options.ts';

/** Long enough to measure the size of the QRS and of the noise in the first piece, short enough for memory. */
const PIECE_SECONDS = 60;

/**
 * A synthetic ECG with the true place of every beat, a minute at a time: a day of it needs no more memory than a
 * minute.
 *
 * A shorter recording is the beginning of a longer one with the same options. The signal-to-noise ratio holds over the
 * first minute in each lead (even when less than that is asked for); noise that comes and goes makes it differ from
 * there on, as it would in a patient.
 *
 * @returns pieces in order, each of a minute but for the last
 * @throws InvalidArgumentError for an option outside its range
 */
export function synthesize(options: SynthesisOptions): Generator<SynthesizedPiece, void> {
  // Checked here and not in the generator, which would not complain before its first piece is asked for.
  return synthesizePieces(options, checkedPatient(options));
}

function* synthesizePieces(options: SynthesisOptions, patient: Patient): Generator<SynthesizedPiece, void> {
  const { durationSeconds, samplingRate, leads } = options;
  const random = createRandom(options.seed);
  const sampleCount = Math.round(durationSeconds * samplingRate);
  const pieceSamples = Math.round(PIECE_SECONDS * samplingRate);
  const addNoise = noiseAdder(options, patient, random.fork('noise'));

  for (const piece of cleanEcg({ samplingRate, leads, pieceSamples, patient }, random)) {
    addNoise(piece);
    const remaining = sampleCount - piece.startSample;
    yield remaining < pieceSamples ? cut(piece, remaining) : piece;
    if (remaining <= pieceSamples) return;
  }
}

/** Adds noise to pieces in place; the first one decides how much. */
function noiseAdder(
  { samplingRate, leads }: SynthesisOptions,
  { noise: mix, snrDb }: Patient,
  random: Random,
): (piece: SynthesizedPiece) => void {
  if (Object.keys(mix).length === 0) return () => {};

  const sources = leads.map((name) => mixedNoiseSource(mix, samplingRate, random.fork(name)));
  let gains: number[] | null = null;
  return ({ leads: samples, beats }) => {
    const noises = samples.map((lead, index) => sources[index](lead.length));
    gains ??= noises.map((noise, index) =>
      noiseGain({ samples: samples[index], peaks: normalPeaks(beats), noise, samplingRate, snrDb }),
    );
    for (const [index, noise] of noises.entries()) {
      for (let i = 0; i < noise.length; i++) samples[index][i] += gains[index] * noise[i];
    }
  };
}

function normalPeaks(beats: SynthesizedPiece['beats']): Int32Array {
  return Int32Array.from(beats.filter(({ symbol }) => symbol === 'N').map(({ sample }) => sample));
}

function cut(piece: SynthesizedPiece, sampleCount: number): SynthesizedPiece {
  const { startSample, leads, beats } = piece;
  return {
    startSample,
    leads: leads.map((samples) => samples.slice(0, sampleCount)),
    beats: beats.filter(({ sample }) => sample < startSample + sampleCount),
  };
}

/**
 * A short synthetic recording as a whole. Memory: 4 bytes per sample and lead.
 *
 * @throws InvalidArgumentError for an option outside its range
 */
export function synthesizeRecording(options: SynthesisOptions): {
  recording: Recording;
  annotations: Annotation[];
} {
  const { seed, durationSeconds, samplingRate } = options;
  const pieces = synthesize(options);
  const sampleCount = Math.round(durationSeconds * samplingRate);
  const leads: Lead[] = options.leads.map((name) => ({
    name,
    unit: 'mV',
    samples: new Float32Array(sampleCount),
  }));
  const annotations: Annotation[] = [];
  for (const piece of pieces) {
    for (const [index, samples] of piece.leads.entries())
      leads[index].samples.set(samples, piece.startSample);
    for (const beat of piece.beats) {
      annotations.push({ ...beat, subtype: 0, channel: 0, number: 0, aux: '' });
    }
  }
  const recording: Recording = {
    name: `synthetic-${seed}`,
    // It is on no disk yet; WFDB is what it will be written as.
    format: 'wfdb',
    leads,
    samplingRate,
    sampleCount,
    startTime: null,
    warnings: [],
    annotations: [],
  };
  return { recording, annotations };
}

/** @returns the annotated samples, of whatever symbol, as ascending sample indices */
export function referencePeaks(annotations: readonly Pick<Annotation, 'sample'>[]): Int32Array {
  return Int32Array.from(annotations, ({ sample }) => sample).sort();
}

import { createBackground } from './background.ts';
import { addBeat, BEAT_REACH_SECONDS, type BeatPlacement, type BeatShape, shapeOf } from './beat-shape.ts';
import type { LeadName } from './leads.ts';
import { type Morphology, randomMorphology } from './morphology.ts';
import type { Patient } from './patient.ts';
import type { Random } from './random.ts';
import { type BeatSymbol, type RhythmBeat, rhythm } from './rhythm.ts';

/** A beat of a synthetic recording, as its reference annotation says it. */
export interface SynthesizedBeat {
  /**
   * Index in the recording of the largest deflection of the beat's QRS in the first lead, without noise and without
   * the waves around it.
   */
  readonly sample: number;
  readonly symbol: BeatSymbol;
}

/** A stretch of a synthetic recording. */
export interface SynthesizedPiece {
  /** Index in the recording of the piece's first sample. */
  readonly startSample: number;
  /** mV, one array per lead, all of the same length. */
  readonly leads: readonly Float32Array[];
  /** The beats whose annotated sample lies in the piece, ascending. */
  readonly beats: readonly SynthesizedBeat[];
}

interface CleanEcgOptions {
  readonly samplingRate: number;
  readonly leads: readonly LeadName[];
  readonly pieceSamples: number;
  readonly patient: Patient;
}

/** A beat on its way into the samples. */
interface PlacedBeat extends RhythmBeat, BeatPlacement {
  readonly shape: BeatShape;
  readonly sample: number;
}

/** The share by which breathing changes the size of a beat, and by which beats differ for no visible reason. */
const RESPIRATORY_GAIN = 0.06;
const BEAT_TO_BEAT_GAIN = 0.02;

/** Early enough for the waves of the beats before the first sample. */
const RHYTHM_START_SECONDS = -5;

/** An ECG without noise, in pieces of `pieceSamples` without end. Memory: that of a piece. */
export function* cleanEcg(options: CleanEcgOptions, random: Random): Generator<SynthesizedPiece, never> {
  const { samplingRate, leads: leadNames, pieceSamples, patient } = options;
  const morphology = randomMorphology(patient.amplitude, leadNames[0], random.fork('morphology'));
  const beats = placedBeats(options, morphology, random);
  const addBackground = createBackground(
    { samplingRate, patient, leads: leadNames, fibrillation: morphology.fibrillation },
    random.fork('background'),
  );

  let pending: PlacedBeat[] = [];
  for (let startSample = 0; ; startSample += pieceSamples) {
    const endSample = startSample + pieceSamples;
    const earliest = startSample / samplingRate - BEAT_REACH_SECONDS;
    const latest = endSample / samplingRate + BEAT_REACH_SECONDS;
    // The last beat that reaches no sample any more stays: whether it fibrillates holds up to the next.
    pending = pending.slice(
      Math.max(
        0,
        pending.findLastIndex(({ timeSeconds }) => timeSeconds < earliest),
      ),
    );
    do pending.push(beats.next().value);
    while (pending[pending.length - 1].timeSeconds <= latest);

    const leads = leadNames.map(() => new Float32Array(pieceSamples));
    for (const beat of pending) addBeat(leads, startSample, samplingRate, beat.shape, beat);
    addBackground(leads, startSample, pending);
    yield {
      startSample,
      leads,
      beats: pending
        .filter(({ sample }) => sample >= startSample && sample < endSample)
        .map(({ sample, symbol }) => ({ sample, symbol })),
    };
  }
}

/** The rhythm's beats with their shapes and sizes. */
function* placedBeats(
  { samplingRate, leads, patient }: CleanEcgOptions,
  morphology: Morphology,
  random: Random,
): Generator<PlacedBeat, never> {
  const shapes: Record<BeatSymbol, BeatShape> = {
    N: shapeOf(morphology.normal, leads),
    A: shapeOf(morphology.supraventricular, leads),
    V: shapeOf(morphology.ventricular, leads),
  };
  const withoutP = shapeOf({ ...morphology.normal, atrial: [] }, leads);
  const sizes = random.fork('sizes');

  const beats = rhythm(patient, RHYTHM_START_SECONDS, random.fork('rhythm'));
  for (;;) {
    const beat = beats.next().value;
    const shape = beat.symbol === 'N' && beat.fibrillating ? withoutP : shapes[beat.symbol];
    const breath = Math.sin(2 * Math.PI * patient.respirationHz * beat.timeSeconds);
    yield {
      ...beat,
      shape,
      gain: 1 + RESPIRATORY_GAIN * breath + BEAT_TO_BEAT_GAIN * sizes.gaussian(),
      sample: Math.round((beat.timeSeconds + shape.peakSeconds) * samplingRate),
    };
  }
}

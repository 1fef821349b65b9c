/**
 * The whole pipeline in one screen: lead → pieces → model input → probabilities → beats → measures.
 */
import { type FoundBeats, findBeats } from './beats/find-beats.ts';
import type { Quality } from './beats/quality.ts';
import type { SignalFeatures } from './beats/signal-features.ts';
import {
  SamplingRateUnsupportedError,
  SignalEmptyError,
  SignalFlatError,
  SignalTooShortError,
} from './errors.ts';
import { CHALLENGE_SAMPLING_RATE, challengeHeartRateBpm } from './metrics/cpsc2019.ts';
import { heartRateBpm } from './metrics/heart-rate.ts';
import { rrIntervalsMs } from './metrics/rr-intervals.ts';
import type { BeatNetwork } from './model/beat-network.ts';
import type { ModelCard } from './model/model-card.ts';
import type { RecordingInfo, RecordingReader } from './recording/recording.ts';
import { selectLead } from './recording/select-lead.ts';

/** Less than this holds no two beats of an ordinary heart. */
export const MINIMUM_SECONDS = 2;
/** Hz; below it a QRS complex is two or three samples, above it only other signals are recorded. */
const MINIMUM_SAMPLING_RATE = 50;
const MAXIMUM_SAMPLING_RATE = 20_000;
/** The challenge's heart rate is defined for recordings of this length. */
const CHALLENGE_SECONDS = 10;

export interface Analysis {
  /** Name of the lead that was analysed. */
  readonly lead: string;
  /** Hz, of the recording. */
  readonly samplingRate: number;
  readonly durationSeconds: number;
  readonly model: { readonly name: string; readonly version: string };
  /** R-peaks, ascending sample indices at the recording's sampling rate. */
  readonly beats: Int32Array;
  /** 0..1 for each beat. */
  readonly confidence: Float32Array;
  /** Time from each beat to the next; one fewer than there are beats. */
  readonly rrMs: Float64Array;
  /** bpm over the recording, or `null` where no RR interval could be measured. */
  readonly heartRate: number | null;
  /** bpm in the challenge's window, or `null` for recordings that are not 10 s long. */
  readonly challengeHeartRate: number | null;
  readonly quality: Quality;
  readonly signal: SignalFeatures;
  /** What a reader of the result should know, one sentence each. */
  readonly warnings: readonly string[];
}

export interface AnalyzeOptions {
  /** Name of the lead; without it the most suitable one is taken. */
  readonly lead?: string;
  /** Called now and then with the share that is done, 0..1. */
  readonly onProgress?: (fraction: number) => void;
}

export type Analyze = (reader: RecordingReader, options?: AnalyzeOptions) => Promise<Analysis>;

/**
 * @returns a function that analyses one lead of a recording, in pieces, whatever its length. It throws
 *   LeadNotFoundError, SamplingRateUnsupportedError, SignalTooShortError, SignalFlatError (every sample the same) or SignalEmptyError (no finite
 *   sample), and what the reader throws. No beat found is an empty array, not an error.
 */
export function createAnalyzer({ network, card }: { network: BeatNetwork; card: ModelCard }): Analyze {
  return async function analyze(reader, options = {}) {
    const lead = selectLead(reader.leads, options.lead);
    const { name } = reader.leads[lead];
    const { samplingRate, sampleCount } = reader;
    const durationSeconds = sampleCount / samplingRate;
    assertAnalyzable(reader, name);

    const found = await findBeats(reader, lead, { network, card }, options.onProgress);
    if (found.lowest > found.highest) throw new SignalEmptyError(name);
    if (found.lowest === found.highest) throw new SignalFlatError(name, found.lowest);

    const { beats, confidence, quality, breaks } = found;
    const rrMs = rrIntervalsMs(beats, samplingRate);
    return {
      lead: name,
      samplingRate,
      durationSeconds,
      model: { name: card.name, version: card.version },
      beats,
      confidence,
      rrMs,
      heartRate: heartRateBpm(beats, rrMs, breaks),
      challengeHeartRate: challengeRate(beats, samplingRate, durationSeconds),
      quality,
      signal: found.signal,
      warnings: [
        ...reader.warnings,
        ...leadWarnings(reader, name, options.lead),
        ...signalWarnings(found, card),
      ],
    };
  };
}

/**
 * What can be told before any sample is read.
 *
 * @param lead - the lead to be named in an error; the first without it
 * @throws SamplingRateUnsupportedError, SignalEmptyError (no samples), SignalTooShortError
 */
export function assertAnalyzable(
  { samplingRate, sampleCount, leads }: RecordingInfo,
  lead: string = leads[0].name,
): void {
  if (!(samplingRate >= MINIMUM_SAMPLING_RATE && samplingRate <= MAXIMUM_SAMPLING_RATE)) {
    throw new SamplingRateUnsupportedError(samplingRate, MINIMUM_SAMPLING_RATE, MAXIMUM_SAMPLING_RATE);
  }
  if (sampleCount === 0) throw new SignalEmptyError(lead);
  const durationSeconds = sampleCount / samplingRate;
  if (durationSeconds < MINIMUM_SECONDS) throw new SignalTooShortError(durationSeconds, MINIMUM_SECONDS);
}

function challengeRate(beats: Int32Array, samplingRate: number, durationSeconds: number): number | null {
  if (durationSeconds !== CHALLENGE_SECONDS) return null;
  return challengeHeartRateBpm(
    Float64Array.from(beats, (beat) => (beat * CHALLENGE_SAMPLING_RATE) / samplingRate),
  );
}

function leadWarnings(reader: RecordingReader, chosen: string, asked: string | undefined): string[] {
  if (asked !== undefined || reader.leads.length === 1) return [];
  const names = reader.leads.map((lead) => lead.name).join(', ');
  return [`Lead ${chosen} was chosen out of ${names}; name another with the lead option.`];
}

function signalWarnings(found: FoundBeats, { preprocessing }: ModelCard): string[] {
  const { quality, beats, gapSeconds, lowest, highest } = found;
  const warnings: string[] = [];
  // What is smaller does not reach the model at its full height, so no beat may be found in a clean lead.
  const spanMv = highest - lowest;
  if (spanMv < preprocessing.minimumScaleMv) {
    warnings.push(
      `From its lowest to its highest sample the lead spans ${spanMv.toPrecision(2)} mV, less than any ECG: are these volts?`,
    );
  }
  if (gapSeconds > 0)
    warnings.push(`${gapSeconds.toFixed(1)} s are gaps: samples missing, or a lead that was off.`);
  if (quality.verdict === 'unreadable') {
    warnings.push('Most of the recording is too noisy or empty for beats to be told apart.');
  } else if (beats.length === 0) {
    warnings.push('No beat was found.');
  }
  return warnings;
}

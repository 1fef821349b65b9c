/**
 * One recording, analysed and scored against its reference.
 */
import type { Analysis, Analyze } from '../analyze.ts';
import { EcgError } from '../errors.ts';
import { countOffsetsMs, type OffsetCount } from '../metrics/count-offsets.ts';
import { CHALLENGE_SAMPLING_RATE, CHALLENGE_SCORING, scoreCpsc2019Record } from '../metrics/cpsc2019.ts';
import { compareBeats } from '../metrics/ec57.ts';
import { heartRateBpm } from '../metrics/heart-rate.ts';
import { rrIntervalsMs } from '../metrics/rr-intervals.ts';
import { createFingerprint } from '../model/fingerprint.ts';
import type { ModelCard } from '../model/model-card.ts';
import type { RecordingReader } from '../recording/recording.ts';
import type { ReferenceBeats } from './reference.ts';

/**
 * `cpsc2019`: the challenge's own score, quirks included. `ec57`: beats paired one to one within a tolerance, summed
 * over the records, as in ANSI/AAMI EC57.
 */
export type Protocol = 'cpsc2019' | 'ec57';

export interface EvaluationOptions {
  readonly protocol: Protocol;
  /** Name of the lead; without it the most suitable one. */
  readonly lead?: string;
  /** `annotated`: only from the first to the last reference beat, for data sets whose annotators skipped the edges. */
  readonly span?: 'all' | 'annotated';
  /** Nothing before this is scored. */
  readonly fromSeconds?: number;
  /** For `ec57`; 150 ms by the standard. */
  readonly toleranceMs?: number;
}

/** What an evaluation says of one record; `null` where the protocol defines no such thing. */
export interface RecordScore {
  readonly record: string;
  readonly lead: string | null;
  readonly qrsScore: number | null;
  readonly heartRateScore: number | null;
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  /** How far the beats that were found are from their reference; less than 0 for one found too early. */
  readonly offsetsMs: OffsetCount[];
  /** bpm: in the challenge's window, or over the recording. */
  readonly heartRate: number | null;
  readonly referenceHeartRate: number | null;
  readonly seenInTraining: boolean;
  /** Why the recording could not be analysed; it then scores as one in which no beat was found. */
  readonly error: string | null;
}

/** A {@link RecordScore} and what the totals need besides. */
export interface EvaluatedRecord {
  readonly score: RecordScore;
  /** Seconds of ECG that were analysed. */
  readonly ecgSeconds: number;
}

/** Samples read at once while a lead is fingerprinted. */
const FINGERPRINT_PIECE = 1 << 20;

/**
 * @param input.open - opens the recording; what it throws is reported in the score
 */
export async function evaluateRecord(
  input: {
    record: string;
    open: () => Promise<RecordingReader>;
    reference: ReferenceBeats;
    analyze: Analyze;
    card: ModelCard;
  },
  options: EvaluationOptions,
): Promise<EvaluatedRecord> {
  const { record, reference, analyze, card } = input;
  let reader: RecordingReader | null = null;
  try {
    reader = await input.open();
    const analysis = await analyze(reader, options.lead === undefined ? {} : { lead: options.lead });
    const seenInTraining = await isSeen(reader, analysis.lead, card);
    return {
      ecgSeconds: analysis.durationSeconds,
      score: {
        record,
        lead: analysis.lead,
        ...scoreBeats(analysis, reader.sampleCount, reference, options),
        seenInTraining,
        error: null,
      },
    };
  } catch (error) {
    if (!(error instanceof EcgError)) throw error;
    const samplingRate = reader?.samplingRate ?? reference.samplingRate ?? CHALLENGE_SAMPLING_RATE;
    const nothing = { beats: new Int32Array(0), samplingRate, heartRate: null };
    return {
      ecgSeconds: 0,
      score: {
        record,
        lead: null,
        ...scoreBeats(nothing, reader?.sampleCount ?? Number.POSITIVE_INFINITY, reference, options),
        seenInTraining: false,
        error: error.message,
      },
    };
  }
}

type BeatScore = Omit<RecordScore, 'record' | 'lead' | 'seenInTraining' | 'error'>;

function scoreBeats(
  { beats, samplingRate, heartRate }: Pick<Analysis, 'beats' | 'samplingRate' | 'heartRate'>,
  sampleCount: number,
  reference: ReferenceBeats,
  { protocol, span = 'all', fromSeconds = 0, toleranceMs = 150 }: EvaluationOptions,
): BeatScore {
  if (protocol === 'cpsc2019') {
    const answers = Float64Array.from(beats, (beat) => (beat * CHALLENGE_SAMPLING_RATE) / samplingRate);
    // The challenge's own counts know no pairs.
    const { offsetsSamples } = compareBeats(
      reference.beats,
      Int32Array.from(answers, Math.round),
      CHALLENGE_SCORING,
    );
    return {
      ...scoreCpsc2019Record(reference.beats, answers),
      offsetsMs: countOffsetsMs(offsetsSamples, CHALLENGE_SAMPLING_RATE),
    };
  }

  const ratio = samplingRate / (reference.samplingRate ?? samplingRate);
  const referenceBeats = reference.beats.map((beat) => Math.round(beat * ratio));
  const excluded = reference.excluded.map(({ start, end }) => ({ start: start * ratio, end: end * ratio }));
  const first = span === 'annotated' ? (referenceBeats[0] ?? sampleCount) : 0;
  const end = span === 'annotated' ? (referenceBeats.at(-1) ?? 0) + 1 : sampleCount;
  const { offsetsSamples, ...counts } = compareBeats(referenceBeats, beats, {
    toleranceSamples: (toleranceMs / 1000) * samplingRate,
    scored: { start: Math.max(first, fromSeconds * samplingRate), end },
    excluded,
  });
  return {
    qrsScore: null,
    heartRateScore: null,
    ...counts,
    offsetsMs: countOffsetsMs(offsetsSamples, samplingRate),
    heartRate,
    referenceHeartRate: heartRateBpm(referenceBeats, rrIntervalsMs(referenceBeats, samplingRate), excluded),
  };
}

async function isSeen(reader: RecordingReader, lead: string, card: ModelCard): Promise<boolean> {
  const index = reader.leads.findIndex(({ name }) => name === lead);
  const fingerprint = createFingerprint();
  for (let start = 0; start < reader.sampleCount; start += FINGERPRINT_PIECE) {
    const end = Math.min(reader.sampleCount, start + FINGERPRINT_PIECE);
    fingerprint.add(await reader.read(index, start, end));
  }
  return card.training.fingerprints.includes(fingerprint.finish());
}

/** The public names of Sinode's core. */
export { analysisReport } from './analysis-report.ts';
export {
  type Analysis,
  type Analyze,
  type AnalyzeOptions,
  assertAnalyzable,
  createAnalyzer,
  MINIMUM_SECONDS,
} from './analyze.ts';
export { applyChanges, type BeatChange, ChangeError } from './beats/apply-changes.ts';
export type { Quality, QualityStretch, QualityVerdict } from './beats/quality.ts';
export type { SignalFeatures } from './beats/signal-features.ts';
export { type Envelope, type EnvelopeQuery, readEnvelope, readTrace } from './envelope/read-envelope.ts';
export { readTraceHeader, type TraceHeader } from './envelope/trace-layout.ts';
export { type LeadTrace, traceLead } from './envelope/trace-lead.ts';
export {
  type ByteSink,
  createTraceWriter,
  type TraceSummary,
  type TraceWriter,
} from './envelope/write-trace.ts';
export {
  EcgError,
  type EcgErrorCode,
  FileCorruptError,
  FileMissingError,
  FormatUnsupportedError,
  InvalidArgumentError,
  LeadNotFoundError,
  ModelInvalidError,
  SamplingRateMissingError,
  SamplingRateUnsupportedError,
  SignalEmptyError,
  SignalFlatError,
  SignalTooShortError,
} from './errors.ts';
export {
  type EvaluatedRecord,
  type EvaluationOptions,
  evaluateRecord,
  type Protocol,
  type RecordScore,
} from './evaluate/evaluate-record.ts';
export { type ReferenceBeats, readChallengeReference, readWfdbReference } from './evaluate/reference.ts';
export { type EvaluationSummary, summarizeEvaluation } from './evaluate/summarize-evaluation.ts';
export {
  type ByteSource,
  blobSource,
  bytesSource,
  type FileSet,
  fileSet,
  type OpenOptions,
} from './formats/byte-source.ts';
export { BEATS_CSV_HEADING, type BeatTable, beatsCsv } from './formats/csv/write-beats.ts';
export { writeMat } from './formats/mat/write-mat.ts';
export { openRecording } from './formats/open-recording.ts';
export { encodeAnnotations, isBeat, parseAnnotations } from './formats/wfdb/annotations.ts';
export { beatAnnotations } from './formats/wfdb/write-beats.ts';
export { writeWfdb } from './formats/wfdb/write-wfdb.ts';
export { type BlandAltman, blandAltman } from './metrics/bland-altman.ts';
export { type BootstrapOptions, bootstrapInterval, type Interval } from './metrics/bootstrap.ts';
export type { OffsetCount } from './metrics/count-offsets.ts';
export { CHALLENGE_SCORING } from './metrics/cpsc2019.ts';
export {
  type BeatComparison,
  compareBeats,
  f1,
  positivePredictiveValue,
  sensitivity,
  type TimedComparison,
} from './metrics/ec57.ts';
export { heartRateBpm, instantaneousHeartRateBpm } from './metrics/heart-rate.ts';
export { type BeatMatch, type BeatMatchOptions, matchBeats } from './metrics/match-beats.ts';
export { readingBreaks } from './metrics/reading-breaks.ts';
export { rrIntervalsMs } from './metrics/rr-intervals.ts';
export type { BeatNetwork } from './model/beat-network.ts';
export { createFingerprint } from './model/fingerprint.ts';
export {
  binLabels,
  type FeatureCounts,
  INPUT_FEATURE_NAMES,
  INPUT_FEATURES,
  type InputFeatureName,
  type InputProfile,
  inputFeatures,
  type ProfiledAnalysis,
  profileOf,
  stabilityIndex,
} from './model/input-profile.ts';
export { type ModelCard, parseModelCard } from './model/model-card.ts';
export { type ModelParity, parseModelParity } from './model/model-parity.ts';
export { oneLine } from './one-line.ts';
export {
  type Annotation,
  inMemoryReader,
  type Lead,
  type LeadInfo,
  type Recording,
  type RecordingFormat,
  type RecordingInfo,
  type RecordingReader,
  readWhole,
} from './recording/recording.ts';
export type { SampleSpan } from './recording/sample-span.ts';
export { selectLead } from './recording/select-lead.ts';
export { singleLeadReader } from './recording/single-lead-reader.ts';
export { type AddNoiseOptions, addNoise } from './synth/add-noise.ts';
export type { SynthesizedBeat, SynthesizedPiece } from './synth/clean-ecg.ts';
export { type InsertPausesOptions, insertPauses } from './synth/insert-pauses.ts';
export { LEAD_NAMES, type LeadName } from './synth/leads.ts';
export { type NoiseKind, type NoiseMix, noise } from './synth/noise.ts';
export { type Patient, RESTING_PATIENT, randomPatient } from './synth/patient.ts';
export { createRandom, type Random } from './synth/random.ts';
export type { BeatSymbol } from './synth/rhythm.ts';
export type { SynthesisOptions } from './synth/synthesis-options.ts';
export { referencePeaks, synthesize, synthesizeRecording } from './synth/synthesize.ts';

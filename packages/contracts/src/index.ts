/** The shapes that cross Sinode's edges: what people may ask for, and what they get. */

export {
  Account,
  ApiKey,
  AuditAction,
  AuditEvent,
  AuditFilter,
  BrowserSession,
  CreatedApiKey,
  Credentials,
  isUsername,
  NewApiKey,
  NewCredentials,
  Password,
  PasswordChange,
  PasswordProof,
  RefreshRequest,
  RoleChange,
  Session,
  SignedIn,
  Username,
  UserRole,
} from './accounts.ts';
export {
  AnalysisItem,
  AnalysisRequest,
  BeatChange,
  BeatsFormat,
  Correction,
  CorrectionItem,
  CorrectionRequest,
  MOST_CHANGES,
  Model,
  ModelSummary,
  ModelWord,
  StoredAnalysis,
} from './analyses.ts';
export { AnalysisOptions, AnalysisReport, QualityVerdict } from './analysis.ts';
export { EvaluationOptions, EvaluationReport, Protocol, RecordReport } from './evaluation.ts';
export {
  EvaluatedRecord,
  EvaluationComparison,
  EvaluationDetail,
  EvaluationItem,
  EvaluationRequest,
  EvaluationSource,
  EvaluationTotals,
} from './evaluations.ts';
export { JobFailure, JobProgress, JobState } from './jobs.ts';
export { LibraryDataSet, LibraryReport, LibraryScan } from './library.ts';
export {
  AdministeredModel,
  AgreementQuery,
  DriftQuery,
  DriftReport,
  InputFeature,
  ModelAction,
  ModelAdministration,
  ModelEvent,
  ModelProcess,
  ModelPromotion,
  ModelRollback,
  ModelVersion,
  ShadowAgreement,
  ShadowStart,
  Sharing,
} from './model-administration.ts';
export { fromText, wholeNumber } from './numeric.ts';
export { ProblemReport } from './problem.ts';
export {
  Recording,
  RecordingChange,
  RecordingFile,
  RecordingFilter,
  RecordingLead,
  ReferenceBeats,
  Tag,
  UploadFields,
} from './recordings.ts';
export { ServerReport } from './server.ts';
export { SynthOptions } from './synth.ts';

/** Recordings analysed, scored and checked side by side in worker threads: what the API and the command line run on. */
import './no-telemetry.ts';

export { type CheckLimits, checkModel, type ParityCase } from './check-model.ts';
export { createEngine, type Engine, type EngineOptions } from './engine.ts';
export { EngineBusyError, TaskError, type TaskErrorCode } from './task-error.ts';
export {
  type AnalyzeSamplesTask,
  type AnalyzeTask,
  type EvaluateTask,
  type InspectedRecording,
  type InspectTask,
  type PreparedLead,
  type PreparedRecording,
  type PrepareTask,
  type ReferenceTask,
  type TaskOptions,
  traceFileName,
} from './tasks.ts';

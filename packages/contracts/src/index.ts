/** The shapes that cross Sinode's edges: what people may ask for, and what they get. */
export { AnalysisOptions, AnalysisReport, QualityVerdict } from './analysis.ts';
export { EvaluationOptions, EvaluationReport, Protocol, RecordReport } from './evaluation.ts';
export { fromText, wholeNumber } from './numeric.ts';
export { SynthOptions } from './synth.ts';

import type { Analysis } from './analyze.ts';

/**
 * As `AnalysisReport` of the contracts has it.
 *
 * @param file - by the name that the caller used
 * @returns an analysis as it is given out: plain numbers and arrays that belong to nobody else
 */
export function analysisReport(file: string, analysis: Omit<Analysis, 'signal'>) {
  const { quality } = analysis;
  return {
    file,
    lead: analysis.lead,
    samplingRate: analysis.samplingRate,
    durationSeconds: analysis.durationSeconds,
    model: { name: analysis.model.name, version: analysis.model.version },
    heartRate: analysis.heartRate,
    challengeHeartRate: analysis.challengeHeartRate,
    beats: Array.from(analysis.beats),
    confidence: Array.from(analysis.confidence, (confidence) => Number(confidence.toFixed(4))),
    rrMs: Array.from(analysis.rrMs),
    quality: { verdict: quality.verdict, stretches: quality.stretches.map((stretch) => ({ ...stretch })) },
    warnings: [...analysis.warnings],
  };
}

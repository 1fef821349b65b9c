import type { Analysis } from '@sinode/core';
import type { AnalysisReport } from './messages.ts';

/** An analysis in the form that the server and the command line give it out. */
export function analysisReport(file: string, analysis: Analysis): AnalysisReport {
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

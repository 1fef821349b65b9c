import type { EvaluationReport, Protocol } from '@sinode/contracts';
import { type RecordScore, summarizeEvaluation } from '@sinode/core';

/** The totals and the records, as they are given out. */
export function evaluationReport(
  protocol: Protocol,
  model: { readonly name: string; readonly version: string },
  scores: readonly RecordScore[],
  timing: { readonly ecgSeconds: number; readonly wallSeconds: number },
): EvaluationReport {
  const { files, seenInTraining, ...totals } = summarizeEvaluation(protocol, scores);
  return {
    protocol,
    model: { name: model.name, version: model.version },
    files,
    seenInTraining,
    ...totals,
    timing: { ecgSeconds: timing.ecgSeconds, wallSeconds: timing.wallSeconds },
    records: scores.map((score) => ({ ...score })),
  };
}

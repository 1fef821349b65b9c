import type { EvaluationOptions, EvaluationReport } from '@sinode/contracts';
import type { RecordScore } from '@sinode/core';
import { type DataSetRecord, readModel } from '@sinode/core/node';
import { hireCrew } from '../crew/crew.ts';
import { crewSize } from '../crew/crew-size.ts';
import { startWorkProgress } from '../crew/work-progress.ts';
import { inOrder } from '../in-order.ts';
import { reportFailure } from '../terminal/report-failure.ts';
import { evaluationReport } from './evaluation-report.ts';

/** Analyses annotated recordings on all cores and scores them. One that cannot be read is told of. */
export async function runEvaluation(
  entries: readonly DataSetRecord[],
  chosen: EvaluationOptions,
  jobs: number | undefined,
): Promise<EvaluationReport> {
  const { protocol, lead, span, fromSeconds, toleranceMs } = chosen;
  const options = { protocol, span, fromSeconds, toleranceMs, ...(lead === undefined ? {} : { lead }) };
  const files = entries.map(({ file }) => file);
  const model = await readModel(chosen.model);
  const start = performance.now();
  const crew = await hireCrew(model, await crewSize(files, jobs));
  const progress = startWorkProgress('evaluate', entries.length);
  const evaluate = async ([index, entry]: [number, DataSetRecord]) => {
    const onFraction = (fraction: number) => progress.onFraction(index, fraction);
    const outcome = await crew.evaluate({ entry, options }, onFraction);
    progress.onDone(index, 'value' in outcome ? outcome.value.ecgSeconds : 0);
    return { entry, outcome };
  };

  const scores: RecordScore[] = [];
  let ecgSeconds = 0;
  try {
    for await (const { entry, outcome } of inOrder(entries.entries(), evaluate, crew.ahead)) {
      if ('failure' in outcome) {
        progress.clear();
        reportFailure(entry.reference, outcome.failure);
        continue;
      }
      const { score } = outcome.value;
      if (score.error !== null) {
        progress.clear();
        reportFailure(entry.file, { message: score.error, bugStack: null });
      }
      scores.push(score);
      ecgSeconds += outcome.value.ecgSeconds;
    }
  } finally {
    progress.stop();
    await crew.close();
  }
  const wallSeconds = (performance.now() - start) / 1000;
  return evaluationReport(protocol, model.card, scores, { ecgSeconds, wallSeconds });
}

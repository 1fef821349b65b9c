import { analysisReport } from '@sinode/core';
import { readModel } from '@sinode/core/node';
import { hireCrew, outcomeOf } from '../crew/crew.ts';
import { crewSize } from '../crew/crew-size.ts';
import { startWorkProgress } from '../crew/work-progress.ts';
import { inOrder } from '../in-order.ts';
import { reportFailure } from '../terminal/report-failure.ts';
import type { AnalysisWriter } from './writers.ts';

/** What the analysis of many files needs to know. */
export interface AnalysisRun {
  readonly files: readonly string[];
  readonly lead: string | undefined;
  readonly samplingRate: number | undefined;
  readonly model: string | undefined;
  readonly jobs: number | undefined;
  readonly writer: AnalysisWriter;
}

/**
 * Analyses files on all cores and gives the reports out in the files' order; a bad one is told of and left out.
 *
 * @returns how many reports were given out
 */
export async function runAnalysis({
  files,
  lead,
  samplingRate,
  model,
  jobs,
  writer,
}: AnalysisRun): Promise<number> {
  const crew = await hireCrew(await readModel(model), await crewSize(files, jobs));
  const progress = startWorkProgress('analyze', files.length);
  const analyze = async ([index, file]: [number, string]) => {
    const onFraction = (fraction: number) => progress.onFraction(index, fraction);
    const outcome = await crew.analyze({ file, lead, samplingRate }, onFraction);
    progress.onDone(index, 'value' in outcome ? outcome.value.durationSeconds : 0);
    return { file, outcome };
  };
  let reports = 0;
  try {
    await writer.start();
    for await (const { file, outcome } of inOrder(files.entries(), analyze, crew.ahead)) {
      progress.clear();
      if ('failure' in outcome) {
        reportFailure(file, outcome.failure);
        continue;
      }
      const written = await outcomeOf(writer.write(analysisReport(file, outcome.value)));
      if ('failure' in written) reportFailure(file, written.failure);
      else reports++;
    }
    await writer.end();
    return reports;
  } finally {
    progress.stop();
    await crew.close();
  }
}

/** `GET /evaluate` of the reference contract. */
import { InvalidArgumentError, type RecordScore } from '@sinode/core';
import { type DataSetRecord, listDataSet } from '@sinode/core/node';
import type { Engine } from '@sinode/engine';
import pLimit from 'p-limit';
import { z } from 'zod';
import type { App } from '../app.ts';
import { scoreEntry } from '../evaluations/score-record.ts';
import { Problem } from '../http/problem.ts';
import { detailRefusal } from './detail.ts';

const EvaluateAnswer = z
  .object({
    tot_file_number: z.int().positive().describe('Annotated recordings that were scored'),
    rec_acc: z.number().min(0).max(1).describe('Mean of their QRS points'),
    hr_acc: z.number().min(0).max(1).describe('Mean of their heart-rate points'),
  })
  .meta({ id: 'EvaluateAnswer', examples: [{ tot_file_number: 100, rec_acc: 0.99, hr_acc: 1 }] });
type EvaluateAnswer = z.infer<typeof EvaluateAnswer>;

export function addEvaluate(app: App, options: { engine: Engine; libraryDir: string }): void {
  let underWay: Promise<EvaluateAnswer> | null = null;

  app.route({
    method: 'GET',
    url: '/evaluate',
    config: { access: 'read', isReference: true },
    schema: {
      tags: ['reference'],
      operationId: 'evaluate',
      summary: "The challenge's score over the annotated recordings of the library",
      description:
        'Of those in `data/` with a reference in `ref/`. Analysed anew by each call; calls at the same time share one answer. A recording that cannot be analysed scores as one in which no beat was found. `POST /v1/evaluations` says more: each record, other data sets, and which the model has seen in training.',
      response: {
        200: EvaluateAnswer,
        ...detailRefusal(404, 'The library holds no annotated recordings'),
      },
    },
    handler() {
      underWay ??= evaluate(options).finally(() => {
        underWay = null;
      });
      return underWay;
    },
  });
}

async function evaluate({
  engine,
  libraryDir,
}: {
  engine: Engine;
  libraryDir: string;
}): Promise<EvaluateAnswer> {
  // No more at once than can be worked on: a request for a prediction in between waits for one record, not for all.
  const limit = pLimit(engine.threads);
  const stop = new AbortController();
  const score = async (entry: DataSetRecord) => {
    stop.signal.throwIfAborted();
    const task = { entry, options: { protocol: 'cpsc2019' } as const };
    return scoreEntry(engine, task, libraryDir, { priority: 'interactive', signal: stop.signal });
  };
  const entries = await annotated(libraryDir);
  const outcomes = await Promise.all(entries.map((entry) => limit(score, entry))).catch((error) => {
    stop.abort();
    throw error;
  });
  const scores = outcomes.flatMap((outcome) => (outcome.kind === 'scored' ? [outcome.evaluated.score] : []));
  if (scores.length === 0) throw nothingAnnotated();
  return {
    tot_file_number: scores.length,
    rec_acc: mean(scores, 'qrsScore'),
    hr_acc: mean(scores, 'heartRateScore'),
  };
}

async function annotated(libraryDir: string): Promise<DataSetRecord[]> {
  const entries = await listDataSet(libraryDir).catch((error: unknown) => {
    if (error instanceof InvalidArgumentError) return [];
    throw error;
  });
  // Records of WFDB that lie there are no part of the challenge.
  return entries.filter(({ reference }) => reference.endsWith('.mat'));
}

function mean(scores: readonly RecordScore[], field: 'qrsScore' | 'heartRateScore'): number {
  return scores.reduce((sum, score) => sum + (score[field] ?? 0), 0) / scores.length;
}

function nothingAnnotated(): Problem {
  const detail =
    'The library holds no annotated recordings: data/data_XXXXX.mat with ref/R_XXXXX.mat are needed directly in it.';
  return new Problem(404, 'NOT_FOUND', detail);
}

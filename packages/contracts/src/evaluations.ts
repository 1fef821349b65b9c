import { z } from 'zod';
import { ModelIdentity } from './analysis.ts';
import { EvaluationOptions, EvaluationReport, Protocol, RecordReport } from './evaluation.ts';

/** Control characters and halves of characters belong in no name, and no database keeps them. */
const UNWRITABLE = /[\p{Cc}\p{Cs}]/u;

function line(longest: number) {
  return z
    .string()
    .trim()
    .min(1, { error: 'must not be empty' })
    .max(longest, { error: `must have at most ${longest} characters` })
    .refine((text) => !UNWRITABLE.test(text), { error: 'must be one line of ordinary text' });
}

const MOST_CORRECTED = 1000;

/** Where the recordings and their reference beats come from. */
export const EvaluationSource = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('library'),
      dataSet: z
        .string()
        .max(1000, { error: 'must have at most 1000 characters' })
        .refine((text) => !UNWRITABLE.test(text), { error: 'must be the path of a folder' })
        .default('.')
        .describe('A folder of the library, as `GET /v1/library` names it'),
    }),
    z.object({
      kind: z.literal('corrections'),
      recordingIds: z
        .array(z.uuid())
        .min(1)
        .max(MOST_CORRECTED)
        .optional()
        .describe('Only these; without it every recording whose beats you corrected'),
    }),
  ])
  .describe(
    'library: annotated recordings of the library; corrections: beats that you corrected are the reference',
  );
export type EvaluationSource = z.infer<typeof EvaluationSource>;

/** What an evaluation is asked to be. */
export const EvaluationRequest = EvaluationOptions.safeExtend({
  name: line(200).optional().describe('What you want to call it'),
  source: EvaluationSource,
  lead: line(200).optional().describe('Lead to analyse; without it the lead that shows the beats best'),
  model: line(200).optional().describe('By name, as `GET /v1/models` lists it; without it the default one'),
}).meta({
  id: 'EvaluationRequest',
  examples: [
    { source: { kind: 'library', dataSet: '.' }, protocol: 'cpsc2019' },
    { name: 'mine', source: { kind: 'corrections' }, protocol: 'ec57', toleranceMs: 75 },
  ],
});
export type EvaluationRequest = z.infer<typeof EvaluationRequest>;

/** As it was asked for, with what was not said filled in. */
const Asked = z
  .object({
    source: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('library'), dataSet: z.string() }),
      z.object({ kind: z.literal('corrections'), recordingIds: z.array(z.string()).optional() }),
    ]),
    protocol: Protocol,
    annotator: z.string(),
    lead: z.string().optional(),
    span: z.enum(['all', 'annotated']),
    fromSeconds: z.number(),
    toleranceMs: z.number(),
  })
  .meta({ id: 'EvaluationAsked' });

const { records: _records, protocol: _protocol, model: _model, ...totals } = EvaluationReport.shape;

/** The totals of an evaluation. */
export const EvaluationTotals = z.object(totals).meta({ id: 'EvaluationTotals' });
export type EvaluationTotals = z.infer<typeof EvaluationTotals>;

/** An evaluation in a list: all but its records. */
export const EvaluationItem = z
  .object({
    id: z.uuid(),
    name: z.string(),
    asked: Asked,
    model: ModelIdentity,
    state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
    progress: z.number().min(0).max(1),
    error: z
      .object({ code: z.string(), detail: z.string() })
      .nullable()
      .describe('Why it failed; null unless it did'),
    seenInTraining: z
      .int()
      .nonnegative()
      .describe(
        'How many of the records scored so far the model was trained on: those say nothing about new ones',
      ),
    listed: z.int().nonnegative().describe('How many records it is about'),
    totals: EvaluationTotals.nullable().describe('null until it is done'),
    createdAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable(),
  })
  .meta({
    id: 'EvaluationItem',
    examples: [
      {
        id: 'c4d2e1f0-9a8b-4c7d-b6e5-f4a3b2c1d0e9',
        name: 'Library, cpsc2019',
        asked: {
          source: { kind: 'library', dataSet: '.' },
          protocol: 'cpsc2019',
          annotator: 'atr',
          span: 'all',
          fromSeconds: 0,
          toleranceMs: 75,
        },
        model: { name: 'sinode-qrs-2', version: '1.0.0' },
        state: 'queued',
        progress: 0,
        error: null,
        seenInTraining: 0,
        listed: 8,
        totals: null,
        createdAt: '2026-02-01T07:40:00.000Z',
        finishedAt: null,
      },
    ],
  });
export type EvaluationItem = z.infer<typeof EvaluationItem>;

/** The score of a record, and which recording it is about. */
export const EvaluatedRecord = RecordReport.extend({
  recordingId: z.uuid().nullable().describe('null where the recording is not, or no longer, known'),
}).meta({ id: 'EvaluatedRecord' });
export type EvaluatedRecord = z.infer<typeof EvaluatedRecord>;

/** An evaluation with all its records: the report of `sinode evaluate --format json`, and how far it is. */
export const EvaluationDetail = EvaluationReport.extend({
  ...EvaluationItem.omit({ totals: true, seenInTraining: true }).shape,
  records: z.array(EvaluatedRecord),
  unscored: z
    .array(z.object({ record: z.string(), error: z.string() }))
    .describe('Records whose reference beats cannot be read, left out of the totals'),
}).meta({
  id: 'Evaluation',
  description: 'While it runs, the totals are those of the records scored so far',
});
export type EvaluationDetail = z.infer<typeof EvaluationDetail>;

const Side = EvaluationItem.pick({ id: true, name: true, model: true, createdAt: true }).extend({
  totals: EvaluationTotals,
});

/** `b` minus `a`; null where one of them has no such number. */
const Differences = z.object({
  qrsAccuracy: z.number().nullable(),
  heartRateAccuracy: z.number().nullable(),
  sensitivity: z.number().nullable(),
  ppv: z.number().nullable(),
  f1: z.number().nullable(),
  truePositives: z.int(),
  falsePositives: z.int(),
  falseNegatives: z.int(),
});

/** Two evaluations side by side. */
export const EvaluationComparison = z
  .object({
    protocol: Protocol,
    a: Side,
    b: Side,
    differences: Differences.describe('b minus a; null where one of them has no such number'),
    inBoth: z.int().nonnegative().describe('Records that both scored, matched by name and lead'),
    onlyInA: z.int().nonnegative(),
    onlyInB: z.int().nonnegative(),
    records: z
      .array(
        z.object({
          record: z.string(),
          lead: z.string().nullable(),
          change: z
            .number()
            .describe(
              'Greater than 0 where b is better: points of QRS and heart rate together (cpsc2019), or errors fewer (ec57)',
            ),
          a: EvaluatedRecord,
          b: EvaluatedRecord,
        }),
      )
      .describe('The worst change first'),
  })
  .meta({ id: 'EvaluationComparison' });
export type EvaluationComparison = z.infer<typeof EvaluationComparison>;

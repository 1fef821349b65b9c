import { z } from 'zod';
import { AnalysisReport, ModelIdentity, QualityVerdict } from './analysis.ts';
import { JobFailure, JobProgress, JobState } from './jobs.ts';

/** Control characters and halves of characters are in no lead's name, and no database keeps them. */
const UNWRITABLE = /[\p{Cc}\p{Cs}]/u;

const LeadOf = z
  .string()
  .trim()
  .min(1, { error: 'must name a lead' })
  .max(200, { error: 'must have at most 200 characters' })
  .refine((text) => !UNWRITABLE.test(text), { error: 'must be one line of ordinary text' });

/** The name of a model: a word, never a path. */
export const ModelWord = z
  .string()
  .max(100, { error: 'must have at most 100 characters' })
  .regex(/^[a-z0-9][a-z0-9.-]*$/, { error: 'must be the name of a model, as `GET /v1/models` lists it' });

/** What may be asked about a recording. */
export const AnalysisRequest = z
  .strictObject({
    lead: LeadOf.optional().describe(
      'Lead to analyse, as named in the file; without it the lead that shows the beats best is taken',
    ),
    model: ModelWord.optional().describe('Model by name; without it the one that the server has loaded'),
  })
  .meta({ id: 'AnalysisRequest', examples: [{ lead: 'II' }, {}] });
export type AnalysisRequest = z.infer<typeof AnalysisRequest>;

/** An analysis without its beats, as lists show it. */
export const AnalysisItem = z
  .object({
    id: z.uuid(),
    recordingId: z.uuid(),
    state: JobState,
    progress: JobProgress,
    error: JobFailure.nullable().describe('Why it failed; null unless it did'),
    askedLead: z
      .string()
      .nullable()
      .describe('The lead that was asked for; null where the choice was left to Sinode'),
    model: ModelIdentity,
    result: z
      .object({
        lead: z.string().describe('The lead that was analysed'),
        beatCount: z.int().nonnegative(),
        heartRate: AnalysisReport.shape.heartRate,
        quality: QualityVerdict,
      })
      .nullable()
      .describe('null until it is done'),
    createdAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'AnalysisItem' });
export type AnalysisItem = z.infer<typeof AnalysisItem>;

/** An analysis with its beats. */
export const StoredAnalysis = AnalysisItem.omit({ result: true })
  .extend({
    report: AnalysisReport.nullable().describe('null until it is done; `file` is the name of the recording'),
  })
  .meta({
    id: 'Analysis',
    examples: [
      {
        id: '7c1e9a52-6d3b-4f80-92c4-1b0a9f8e7d6c',
        recordingId: '0b9cbb5e-3c0b-4d8e-9f43-2a1f4a3c0c11',
        state: 'queued',
        progress: 0,
        error: null,
        askedLead: null,
        model: { name: 'sinode-qrs-2', version: '1.0.0' },
        report: null,
        createdAt: '2026-02-01T07:31:00.000Z',
        finishedAt: null,
      },
    ],
  });
export type StoredAnalysis = z.infer<typeof StoredAnalysis>;

/** In which form beats are given out. */
export const BeatsFormat = z
  .enum(['json', 'csv', 'wfdb'])
  .describe('json: the report; csv: one line for each beat; wfdb: an annotation file. It wins over `Accept`');
export type BeatsFormat = z.infer<typeof BeatsFormat>;

const Sample = z
  .int({ error: 'must be a whole number of samples' })
  .min(0, { error: 'must be at least 0' })
  .max(2 ** 31 - 1, { error: `must be at most ${2 ** 31 - 1}` });

/** One change to the beats of a lead. */
export const BeatChange = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('add'), sample: Sample }),
    z.strictObject({ kind: z.literal('move'), from: Sample, to: Sample }),
    z.strictObject({ kind: z.literal('delete'), sample: Sample }),
  ])
  .meta({ id: 'BeatChange' });
export type BeatChange = z.infer<typeof BeatChange>;

export const MOST_CHANGES = 100_000;

export const CorrectionRequest = z
  .strictObject({
    lead: LeadOf.describe('The lead whose beats are corrected, as named in the file'),
    basedOn: z
      .union([
        z.strictObject({ analysisId: z.uuid() }),
        z.strictObject({
          version: z
            .int()
            .min(1)
            .max(2 ** 31 - 1),
        }),
      ])
      .describe('What the changes begin with: an analysis of this lead, or your latest version of its beats'),
    changes: z
      .array(BeatChange)
      .max(MOST_CHANGES, { error: `must be at most ${MOST_CHANGES} changes` })
      .describe('Made one after the other. None at all is a version too: the beats are right as they are'),
    note: z
      .string()
      .trim()
      .max(2000, { error: 'must have at most 2000 characters' })
      .refine((text) => !text.includes('\0') && text.isWellFormed(), { error: 'must be ordinary text' })
      .optional(),
  })
  .meta({
    id: 'CorrectionRequest',
    examples: [
      {
        lead: 'II',
        basedOn: { version: 1 },
        changes: [
          { kind: 'add', sample: 1250 },
          { kind: 'move', from: 1500, to: 1504 },
          { kind: 'delete', sample: 2000 },
        ],
        note: 'the artefact at 8 s is none',
      },
    ],
  });
export type CorrectionRequest = z.infer<typeof CorrectionRequest>;

/** A version of the beats of a lead, without the beats. */
export const CorrectionItem = z
  .object({
    id: z.uuid(),
    recordingId: z.uuid(),
    lead: z.string(),
    version: z.int().positive().describe('From 1, by recording and lead'),
    author: z.string().describe('Who made it: you; nobody else sees it'),
    analysisId: z
      .uuid()
      .nullable()
      .describe('The analysis that the first version began with; null when it was deleted'),
    note: z.string(),
    beatCount: z.int().nonnegative(),
    changes: z
      .object({
        added: z.int().nonnegative(),
        moved: z.int().nonnegative(),
        deleted: z.int().nonnegative(),
      })
      .describe('What was changed since the version before'),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'CorrectionItem' });
export type CorrectionItem = z.infer<typeof CorrectionItem>;

export const Correction = CorrectionItem.extend({
  samplingRate: z.number().positive().describe('Hz'),
  durationSeconds: z.number().nonnegative(),
  beats: AnalysisReport.shape.beats,
  rrMs: AnalysisReport.shape.rrMs,
  heartRate: AnalysisReport.shape.heartRate.describe(
    '60 / mean RR in bpm; null where it cannot be computed. Intervals across stretches that the analysis could not read and that hold no beat are left out',
  ),
}).meta({ id: 'Correction' });
export type Correction = z.infer<typeof Correction>;

/** A network that can be asked. */
export const ModelSummary = z
  .object({
    name: z.string(),
    version: z.string(),
    description: z.string(),
    licence: z.string(),
    isLoaded: z.boolean().describe('Whether this server answers with it'),
  })
  .meta({ id: 'ModelSummary' });
export type ModelSummary = z.infer<typeof ModelSummary>;

export const Model = ModelSummary.extend({
  sha256: z.string().describe('Of the ONNX file'),
  parameters: z.int().positive(),
  macsPerSecond: z.int().positive().describe('Multiplications and additions for a second of ECG'),
  samplingRate: z.number().positive().describe('Hz; signals are resampled to it'),
  training: z.object({
    split: z.string().describe('What was kept out of the training, and how'),
    data: z.array(z.object({ name: z.string(), records: z.int(), leads: z.int(), licence: z.string() })),
    heldOut: z.record(z.string(), z.array(z.string())).describe('Records that were kept out, by data set'),
    fingerprints: z
      .int()
      .describe('How many leads it was trained on, by which an evaluation knows them again'),
  }),
  scores: z
    .array(
      z.object({
        data: z.string(),
        protocol: z.enum(['cpsc2019', 'ec57']),
        how: z.string(),
        command: z.string().describe('Gives the same result'),
        records: z.int(),
        results: z
          .record(z.string(), z.number())
          .describe('By name; `f1:muscle` is the F1 of the part of the data that follows the colon'),
        intervals: z
          .record(z.string(), z.array(z.number()).length(2))
          .optional()
          .describe('Least and greatest of the 95 % bootstrap interval of results, by drawing whole records'),
        goal: z
          .record(z.string(), z.object({ atLeast: z.number().optional(), atMost: z.number().optional() }))
          .optional()
          .describe('What results were meant to reach'),
      }),
    )
    .describe('Measured results'),
  limits: z.array(z.string()).describe('What it is known not to do well'),
}).meta({ id: 'Model' });
export type Model = z.infer<typeof Model>;

/** What administrators see and do about models: added, tried beside the current one, promoted, taken back. */
import { z } from 'zod';
import { ModelWord } from './analyses.ts';
import { ModelIdentity } from './analysis.ts';
import { fromText, wholeNumber } from './numeric.ts';

/** A version of a model: a word, never a path. */
export const ModelVersion = z
  .string()
  .max(100, { error: 'must have at most 100 characters' })
  .regex(/^[A-Za-z0-9][A-Za-z0-9.+-]*$/, { error: 'must be a version, such as 1.0.0' });

const Reason = z
  .string()
  .trim()
  .max(500, { error: 'must have at most 500 characters' })
  .refine((text) => !/[\p{Cc}\p{Cs}]/u.test(text), { error: 'must be one line of ordinary text' })
  .describe('For those who read the history later');

const CURRENT = { name: 'sinode-qrs-2', version: '1.0.0' } as const;
const CANDIDATE = { name: 'clinic-qrs-3', version: '1.1.0' } as const;

/** A version that is to become the current one. */
export const ModelPromotion = z
  .strictObject({ name: ModelWord, version: ModelVersion, reason: Reason.optional() })
  .meta({ id: 'ModelPromotion', examples: [{ ...CANDIDATE, reason: 'two weeks of shadow, F1 0.998' }] });
export type ModelPromotion = z.infer<typeof ModelPromotion>;

export const ModelRollback = z
  .strictObject({ reason: Reason.optional() })
  .meta({ id: 'ModelRollback', examples: [{ reason: 'misses paced beats' }] });

/** A version that is to run beside the current one. */
export const ShadowStart = z
  .strictObject({
    name: ModelWord,
    version: ModelVersion,
    share: z
      .number({ error: 'must be a number' })
      .positive({ error: 'must be greater than 0' })
      .max(1, { error: 'must be at most 1' })
      .describe('Of the analyses, 0 to 1: those of a recording are either all in it or none'),
    reason: Reason.optional(),
  })
  .meta({ id: 'ShadowStart', examples: [{ ...CANDIDATE, share: 0.2 }] });
export type ShadowStart = z.infer<typeof ShadowStart>;

const ModelRole = z.enum(['current', 'candidate']);

/** A version that this server can answer with. */
export const AdministeredModel = z
  .object({
    name: z.string(),
    version: z.string(),
    description: z.string(),
    licence: z.string(),
    sha256: z.string().describe('Of the ONNX file'),
    parameters: z.int().positive(),
    source: z.enum(['shipped', 'added']).describe('shipped: comes with Sinode; added: by an administrator'),
    roles: z.array(ModelRole).describe('current: answers; candidate: runs beside it'),
    isDefault: z.boolean().describe('The one of SINODE_MODEL, which answers until another is promoted'),
    hasProfile: z.boolean().describe('Whether its card says what its training data were like, for the drift'),
    sizeBytes: z.int().nullable().describe('Of the ONNX file; null for shipped ones'),
    addedAt: z.iso.datetime().nullable(),
    addedBy: z.string().nullable().describe('Null for the command line, and where the account is deleted'),
  })
  .meta({ id: 'AdministeredModel' });
export type AdministeredModel = z.infer<typeof AdministeredModel>;

export const ModelAction = z.enum(['promoted', 'rolled-back', 'shadow-started', 'shadow-stopped']);
export type ModelAction = z.infer<typeof ModelAction>;

export const ModelEvent = z
  .object({
    id: z.int().positive(),
    at: z.iso.datetime(),
    action: ModelAction,
    model: ModelIdentity.nullable().describe(
      'What became the current one or the candidate; null for the one of SINODE_MODEL, and where a shadow was stopped',
    ),
    share: z.number().nullable().describe('Of the analyses; null except where a shadow was started'),
    reason: z.string(),
    by: z.string().nullable().describe('Null for the command line, and where the account is deleted'),
  })
  .meta({ id: 'ModelEvent' });
export type ModelEvent = z.infer<typeof ModelEvent>;

/** A process of the server, as it last said. */
export const ModelProcess = z
  .object({
    id: z.uuid(),
    role: z.enum(['all', 'api', 'worker']),
    seenAt: z.iso.datetime(),
    current: ModelIdentity.describe('What it answers with'),
    candidate: ModelIdentity.nullable().describe('What it runs beside it'),
    isInStep: z.boolean().describe('Whether these are what they should be'),
    problem: z.string().nullable().describe('Why it cannot load what it should; it tries again'),
  })
  .meta({ id: 'ModelProcess' });
export type ModelProcess = z.infer<typeof ModelProcess>;

/** All that there is to know about the models of a server. */
export const ModelAdministration = z
  .object({
    current: ModelIdentity.extend({ since: z.iso.datetime().nullable() }).describe(
      'What the server should answer with; since is null where nothing was ever promoted',
    ),
    candidate: ModelIdentity.extend({ share: z.number(), since: z.iso.datetime() }).nullable(),
    rollbackTo: ModelIdentity.nullable().describe(
      'What a rollback would make the current one; null: nothing',
    ),
    models: z.array(AdministeredModel),
    processes: z.array(ModelProcess).describe('Those that gave a sign of life in the last two minutes'),
  })
  .meta({
    id: 'ModelAdministration',
    examples: [
      {
        current: { ...CURRENT, since: null },
        candidate: { ...CANDIDATE, share: 0.2, since: '2026-02-01T07:00:00.000Z' },
        rollbackTo: null,
        models: [],
        processes: [],
      },
    ],
  });
export type ModelAdministration = z.infer<typeof ModelAdministration>;

/** Days that a report looks back over. */
const days = (most: number, usual: number) =>
  fromText(wholeNumber(1, most))
    .default(usual)
    .meta({ default: usual, description: 'Days to look back over' });

export const AgreementQuery = z.object({
  days: days(90, 30),
  name: ModelWord.optional().describe('Of the candidate; without it the one that runs, or ran last'),
  version: ModelVersion.optional(),
});
export type AgreementQuery = z.infer<typeof AgreementQuery>;

const Bounds = z.object({ low: z.number(), high: z.number() });

/** How far a candidate finds what the current model finds, on the same recordings. */
export const ShadowAgreement = z
  .object({
    candidate: ModelIdentity.nullable().describe('Null where no shadow ever ran'),
    current: ModelIdentity.nullable().describe('What it was compared with; null where nothing was compared'),
    days: z.int(),
    comparisons: z.int().nonnegative().describe('Recordings that both have analysed'),
    failed: z.int().nonnegative().describe('Of which the candidate could make nothing, in one lead at least'),
    beats: z
      .object({
        both: z.int().nonnegative(),
        onlyCurrent: z.int().nonnegative(),
        onlyCandidate: z.int().nonnegative(),
      })
      .describe('Within 150 ms of each other, one to one'),
    f1: z
      .number()
      .nullable()
      .describe('2 both / (2 both + onlyCurrent + onlyCandidate); null without a beat'),
    f1Interval: Bounds.nullable().describe('95 %, by drawing recordings'),
    heartRate: z
      .object({
        comparisons: z.int().nonnegative().describe('Leads of which both have a heart rate'),
        meanDifference: z.number().nullable().describe('bpm, candidate minus current'),
        p95AbsoluteDifference: z.number().nullable().describe('bpm'),
        within5Bpm: z.number().min(0).max(1).nullable().describe('Share'),
        differences: z
          .array(z.object({ bpm: z.int(), comparisons: z.int().positive() }))
          .describe('How often each occurs, candidate minus current in whole bpm, ascending'),
      })
      .describe('Of whole recordings'),
    speedRatio: z
      .number()
      .nullable()
      .describe('Time of the candidate over time of the current model, in all; below 1 it is faster'),
    worst: z
      .array(
        z.object({
          recordingId: z.uuid(),
          isVisible: z.boolean().describe('Whether it is your own, or of the library'),
          at: z.iso.datetime(),
          both: z.int(),
          onlyCurrent: z.int(),
          onlyCandidate: z.int(),
          currentHeartRate: z.number().nullable(),
          candidateHeartRate: z.number().nullable(),
        }),
      )
      .describe(
        'Those with the most beats that only one has found, at most ten, each in the lead where that is so',
      ),
    notCompared: z
      .object({
        busy: z.int().nonnegative().describe('Because too many were waiting'),
        failed: z.int().nonnegative().describe('Because something else went wrong'),
      })
      .describe('Since the process that answers was started, in this process alone'),
  })
  .meta({ id: 'ShadowAgreement' });
export type ShadowAgreement = z.infer<typeof ShadowAgreement>;

export const DriftQuery = z.object({ days: days(90, 7) });

export const InputFeature = z.enum([
  'qrs-height',
  'noise',
  'sampling-rate',
  'heart-rate',
  'quality',
  'low-confidence',
]);
export type InputFeature = z.infer<typeof InputFeature>;

/** How far what is analysed has moved from what the model was trained on. */
export const DriftReport = z
  .object({
    model: ModelIdentity,
    days: z.int(),
    analyses: z.int().nonnegative(),
    atLeast: z.int().describe('Analyses that it takes to say anything'),
    features: z.array(
      z.object({
        feature: InputFeature,
        unit: z.string().describe('Empty where it has none'),
        status: z
          .enum(['stable', 'moderate', 'shifted', 'too-few', 'no-profile'])
          .describe('stable: index below 0.1; moderate: to 0.25; shifted: above'),
        index: z.number().nullable().describe('Population stability index'),
        analyses: z.int().nonnegative().describe('Of which this is known'),
        mean: z.number().nullable(),
        trainingMean: z.number().nullable(),
        bins: z.array(
          z.object({
            label: z.string(),
            share: z.number().nullable().describe('Of the analyses; null without any'),
            trainingShare: z.number().nullable(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'DriftReport' });
export type DriftReport = z.infer<typeof DriftReport>;

/** What a person lets the operator use for the next training. */
export const Sharing = z
  .object({
    corrections: z
      .boolean()
      .describe(
        'Whether the operator may train models on the signals and beats of the leads that this person corrected. Without names, notes and times',
      ),
  })
  .meta({ id: 'Sharing', examples: [{ corrections: true }] });
export type Sharing = z.infer<typeof Sharing>;

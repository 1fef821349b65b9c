import { z } from 'zod';
import { LeadName, ModelIdentity, ModelName } from './analysis.ts';
import { fromText, quantity } from './numeric.ts';

/** Beats closer than this count as one in ANSI/AAMI EC57. */
const EC57_TOLERANCE_MS = 150;

export const Protocol = z
  .enum(['cpsc2019', 'ec57'], { error: 'must be cpsc2019 or ec57' })
  .describe("cpsc2019: the challenge's own layout and score; ec57: WFDB records, beats counted one to one");
export type Protocol = z.infer<typeof Protocol>;

const Annotator = z
  .string()
  .regex(/^[A-Za-z0-9_-]+$/, { error: 'must be the extension of the annotation files, such as atr' })
  .describe('Extension of the annotation files');

const Span = z
  .enum(['all', 'annotated'], { error: 'must be all or annotated' })
  .describe('annotated: only between the first and the last reference beat');

const FromSeconds = fromText(quantity('seconds').nonnegative({ error: 'must be 0 s or more' })).describe(
  'Seconds to leave out at the start of each record',
);

const ToleranceMs = fromText(
  quantity('milliseconds')
    .positive({ error: 'must be greater than 0 ms' })
    .max(1000, { error: 'must be at most 1000 ms' }),
).describe('Largest distance between a beat and its reference, in milliseconds');

/** What a person may choose about an evaluation. */
export const EvaluationOptions = z
  .object({
    protocol: Protocol,
    annotator: Annotator.default('atr'),
    lead: LeadName.optional(),
    span: Span.default('all'),
    fromSeconds: FromSeconds.default(0),
    toleranceMs: ToleranceMs.default(EC57_TOLERANCE_MS),
    model: ModelName.optional(),
  })
  .superRefine((options, context) => {
    if (options.protocol !== 'cpsc2019') return;
    // The challenge fixes all of these; an option that changes nothing would let a reader believe that it did.
    const chosen = {
      span: options.span !== 'all',
      fromSeconds: options.fromSeconds !== 0,
      toleranceMs: options.toleranceMs !== EC57_TOLERANCE_MS,
    };
    for (const [name, isChosen] of Object.entries(chosen)) {
      if (!isChosen) continue;
      context.addIssue({ code: 'custom', path: [name], message: 'goes with the protocol ec57 only' });
    }
  });
export type EvaluationOptions = z.infer<typeof EvaluationOptions>;

const Count = z.int().nonnegative();
const Share = z.number().min(0).max(1);

/** The score of one record; what the protocol does not define is `null`. */
export const RecordReport = z.object({
  record: z.string(),
  lead: z.string().nullable(),
  qrsScore: Share.nullable(),
  heartRateScore: Share.nullable(),
  truePositives: Count,
  falsePositives: Count,
  falseNegatives: Count,
  offsetsMs: z
    .array(z.tuple([z.int().describe('ms; less than 0 for a beat found too early'), z.int().positive()]))
    .nullable()
    .describe(
      'How far beats were found from their reference: each whole number of milliseconds that occurs, ascending, and how often; null where it was not kept',
    ),
  heartRate: z.number().nullable().describe('bpm, from the detected beats'),
  referenceHeartRate: z.number().nullable().describe('bpm, from the reference beats'),
  seenInTraining: z.boolean().describe('The model was trained on this very recording'),
  error: z
    .string()
    .nullable()
    .describe('Why the recording could not be analysed; it then scores as one in which no beat was found'),
});
export type RecordReport = z.infer<typeof RecordReport>;

/** The answer for a data set: `sinode evaluate --format json` prints it. */
export const EvaluationReport = z.object({
  protocol: Protocol,
  model: ModelIdentity,
  files: Count.describe('Records that were scored'),
  seenInTraining: Count.describe('How many of them the model was trained on'),
  qrsAccuracy: Share.nullable(),
  heartRateAccuracy: Share.nullable(),
  sensitivity: Share.nullable().describe('Beats found among those that are there'),
  ppv: Share.nullable().describe('Beats that are there among those found'),
  f1: Share.nullable(),
  truePositives: Count,
  falsePositives: Count,
  falseNegatives: Count,
  timing: z.object({ ecgSeconds: z.number().nonnegative(), wallSeconds: z.number().nonnegative() }),
  records: z.array(RecordReport),
});
export type EvaluationReport = z.infer<typeof EvaluationReport>;

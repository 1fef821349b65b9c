/**
 * The model's card, `model.json`: everything the code has to know about a model, and everything a person should.
 */
import { z } from 'zod';
import { ModelInvalidError } from '../errors.ts';
import { inputProfileSchema } from './input-profile.ts';

const count = z.int().positive();

/** What a result was meant to reach: at least so much, or at most. */
const goal = z.object({ atLeast: z.number().optional(), atMost: z.number().optional() });

/** A measured result, with the command that gives it. */
const score = z.object({
  data: z.string(),
  protocol: z.enum(['cpsc2019', 'ec57']),
  /** Whose beats were scored: the shipped model's, or by folds, each record by a network that had not seen it. */
  how: z.string(),
  command: z.string(),
  records: count,
  /** Field names as in the evaluation report; `f1:muscle` is the F1 of the part of the data that follows the colon. */
  results: z.record(z.string(), z.number()),
  /** Of the results that have one, the limits between which 95 % of bootstrap draws of whole records lie. */
  intervals: z.record(z.string(), z.tuple([z.number(), z.number()])).optional(),
  /** Of the results that were meant to reach something. */
  goal: z.record(z.string(), goal).optional(),
});

const modelCardSchema = z.object({
  schemaVersion: z.literal(1),
  name: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/),
  version: z.string().min(1),
  description: z.string(),
  licence: z.string(),
  /** Hex, of the ONNX file. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  parameters: count,
  macsPerSecond: count,
  input: z.object({
    name: z.string(),
    /** Hz. */
    samplingRate: z.number().positive(),
    /** Inputs are a multiple of this many samples. */
    lengthMultiple: count,
  }),
  output: z.object({ name: z.string(), strideSamples: count }),
  /** Receptive field on one side, in input samples; a multiple of `input.lengthMultiple`. */
  marginSamples: z.int().nonnegative(),
  preprocessing: z.object({
    baselineBlockSamples: count,
    baselineBlocks: count,
    scaleBlockSamples: count,
    amplitudeRank: count,
    minimumBlockSamples: count,
    scaleContextBlocks: z.int().nonnegative(),
    scaleQuantile: z.number().min(0).max(1),
    minimumScaleMv: z.number().positive(),
    clip: z.number().positive(),
    gapSeconds: z.number().positive(),
  }),
  decoding: z.object({
    /** Least probability at the maximum of a candidate. */
    threshold: z.number().min(0).max(1),
    /** Least confidence of a beat that needs no rhythm to be believed, and of one that does. */
    sureConfidence: z.number().min(0).max(1),
    doubtfulConfidence: z.number().min(0).max(1),
    refractorySeconds: z.number().positive(),
    /** Area under the probabilities of a beat that is certain. */
    beatWidthSeconds: z.number().positive(),
  }),
  training: z.object({
    command: z.string(),
    seed: z.int(),
    steps: count,
    split: z.string(),
    data: z.array(z.object({ name: z.string(), records: count, leads: count, licence: z.string() })),
    /** Records of the training data sets that were kept out, by data set. */
    heldOut: z.record(z.string(), z.array(z.string())),
    /** One per lead trained on: see `leadFingerprint`. */
    fingerprints: z.array(z.string().regex(/^[0-9a-f]{16}$/)),
  }),
  /** What the training data are like, to see when a server is asked about something else. */
  profile: inputProfileSchema.optional(),
  scores: z.array(score),
  /** What the model is known not to do well, one sentence each. */
  limits: z.array(z.string()),
});

export type ModelCard = z.infer<typeof modelCardSchema>;

/**
 * @param text - the content of `model.json`
 * @param model - the folder's name, for messages
 * @throws ModelInvalidError naming the field that is wrong
 */
export function parseModelCard(text: string, model: string): ModelCard {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ModelInvalidError(model, 'model.json is not JSON.');
  }
  const parsed = modelCardSchema.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ModelInvalidError(model, `model.json, ${issue.path.join('.')}: ${issue.message}.`);
  }
  const { marginSamples, input, output } = parsed.data;
  if (marginSamples % input.lengthMultiple !== 0 || input.lengthMultiple % output.strideSamples !== 0) {
    throw new ModelInvalidError(
      model,
      'marginSamples must be a multiple of lengthMultiple, and that one of strideSamples.',
    );
  }
  return parsed.data;
}

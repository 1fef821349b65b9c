/**
 * The shapes of the Open Inference Protocol, version 2, over HTTP: what servers of models have in common, so that a
 * client of any of them is a client of this one.
 *
 * @see https://github.com/kserve/open-inference-protocol/blob/main/specification/protocol/inference_rest.md
 */
import { z } from 'zod';

const Parameters = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

/** Data are looked at one by one where they are used: a schema over a million of them takes a second. */
const Data = z.custom<readonly unknown[]>(Array.isArray, { error: 'must be an array' }).meta({
  override: {},
  description: 'The elements in the order of rows, as one array or nested by the shape',
});

const TensorShape = z.array(z.int().nonnegative()).max(8);

/** Whatever else clients of other servers send is not looked at: there may be a million of them. */
const RequestParameters = z.object({
  sampling_rate: z.number({ error: 'must be a number of Hz' }).optional().describe('Hz'),
});

/** More than there are, so that what is wrong with them is said in words that help. */
const MOST_TENSORS = 16;
const few = { error: `must be at most ${MOST_TENSORS} tensors` };

export const InferenceRequest = z
  .object({
    id: z.string().max(200).optional().describe('Comes back in the answer'),
    parameters: RequestParameters.optional().describe('Of all tensors that have none of their own'),
    inputs: z
      .array(
        z.object({
          name: z.string(),
          shape: TensorShape,
          datatype: z.string(),
          parameters: RequestParameters.optional(),
          data: Data,
        }),
      )
      .max(MOST_TENSORS, few)
      .describe('One: `ecg`, FP32, mV, of the shape [n] or [1, n]; null where a sample is missing'),
    outputs: z
      .array(z.object({ name: z.string() }))
      .max(MOST_TENSORS, few)
      .optional()
      .describe('Those that are wanted; all without it'),
  })
  .meta({
    id: 'InferenceRequest',
    examples: [
      {
        id: 'bed 4',
        parameters: { sampling_rate: 250 },
        inputs: [{ name: 'ecg', shape: [4], datatype: 'FP32', data: [0.01, 0.02, 1.1, -0.2] }],
      },
    ],
  });
export type InferenceRequest = z.infer<typeof InferenceRequest>;

export const InferenceAnswer = z
  .object({
    model_name: z.string(),
    model_version: z.string(),
    id: z.string().optional(),
    parameters: Parameters.describe(
      '`quality`: good, poor or unreadable; `sampling_rate` of the beats in Hz',
    ),
    outputs: z.array(
      z.object({
        name: z.enum(['beats', 'confidence', 'heart_rate']),
        shape: z.array(z.int().nonnegative()),
        datatype: z.enum(['INT32', 'FP32']),
        data: z.array(z.number()),
      }),
    ),
  })
  .meta({
    id: 'InferenceAnswer',
    examples: [
      {
        model_name: 'sinode-qrs-2',
        model_version: '1.0.0',
        id: 'bed 4',
        parameters: { quality: 'good', sampling_rate: 250 },
        outputs: [
          { name: 'beats', shape: [2], datatype: 'INT32', data: [125, 375] },
          { name: 'confidence', shape: [2], datatype: 'FP32', data: [0.98, 1] },
          { name: 'heart_rate', shape: [1], datatype: 'FP32', data: [60] },
        ],
      },
    ],
  });
export type InferenceAnswer = z.infer<typeof InferenceAnswer>;

export const InferenceError = z.object({ error: z.string() }).meta({ id: 'InferenceError' });

const TensorMetadata = z.object({
  name: z.string(),
  datatype: z.string(),
  shape: z.array(z.int()).describe('-1: any'),
});

export const ModelMetadata = z
  .object({
    name: z.string(),
    versions: z.array(z.string()),
    platform: z.string(),
    inputs: z.array(TensorMetadata),
    outputs: z.array(TensorMetadata),
  })
  .meta({ id: 'InferenceModel' });
export type ModelMetadata = z.infer<typeof ModelMetadata>;

export const ServerMetadata = z
  .object({ name: z.string(), version: z.string(), extensions: z.array(z.string()) })
  .meta({ id: 'InferenceServer' });

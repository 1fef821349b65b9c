/**
 * A model's parity fixture, `parity.json`: what the network makes of a few prepared samples where it was exported. Who
 * loads it elsewhere gets the same, or has another network.
 */
import { z } from 'zod';
import { ModelInvalidError } from '../errors.ts';

/** Minutes of ECG; a fixture needs seconds. */
const MOST_SAMPLES = 50_000;
const MOST_CASES = 20;

const paritySchema = z.object({
  schemaVersion: z.literal(1),
  /** Of the ONNX file that it was made with. */
  sha256: z.string(),
  cases: z
    .array(
      z.object({
        name: z.string(),
        /** Prepared samples, in units of the local QRS height. */
        input: z.array(z.number()).min(1).max(MOST_SAMPLES),
        /** One for each step of the network's output. */
        probabilities: z.array(z.number().min(0).max(1)).min(1),
      }),
    )
    .min(1)
    .max(MOST_CASES),
});

export type ModelParity = z.infer<typeof paritySchema>;

/**
 * @param text - the content of `parity.json`
 * @param model - the folder's name, for messages
 * @throws ModelInvalidError naming the field that is wrong
 */
export function parseModelParity(text: string, model: string): ModelParity {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ModelInvalidError(model, 'parity.json is not JSON.');
  }
  const parsed = paritySchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ModelInvalidError(model, `parity.json, ${issue.path.join('.')}: ${issue.message}.`);
}

/**
 * A network in an ONNX session. Both runtimes (native in Node, WebAssembly anywhere) share one interface, so all but
 * their loading is written once, here; nothing in this file imports a runtime.
 */
import type { InferenceSession, Tensor, TypedTensor } from 'onnxruntime-common';
import { ModelInvalidError } from '../errors.ts';
import type { BeatNetwork } from './beat-network.ts';
import type { ModelCard } from './model-card.ts';

/** What is used of `onnxruntime-node` or `onnxruntime-web`. */
export interface OnnxRuntime {
  readonly InferenceSession: {
    create(model: Uint8Array, options: InferenceSession.SessionOptions): Promise<InferenceSession>;
  };
  readonly Tensor: new (
    type: 'float32',
    data: Float32Array,
    dims: readonly number[],
  ) => TypedTensor<'float32'>;
}

/**
 * @param model - bytes of the ONNX file
 * @throws ModelInvalidError when the file cannot be loaded, or lacks the card's input and output
 */
export async function createOnnxNetwork(
  runtime: OnnxRuntime,
  model: Uint8Array,
  card: ModelCard,
  options: InferenceSession.SessionOptions,
): Promise<BeatNetwork> {
  const session = await runtime.InferenceSession.create(model, options).catch((error: unknown) => {
    throw new ModelInvalidError(card.name, `model.onnx cannot be loaded (${String(error)}).`);
  });
  const { input, output } = card;
  if (!session.inputNames.includes(input.name) || !session.outputNames.includes(output.name)) {
    await session.release();
    throw new ModelInvalidError(
      card.name,
      `model.onnx has no input "${input.name}" or no output "${output.name}", which its card names.`,
    );
  }

  return {
    async infer(samples) {
      const tensor = new runtime.Tensor('float32', samples, [1, 1, samples.length]);
      const results = await session.run({ [input.name]: tensor });
      const beat: Tensor | undefined = results[output.name];
      const steps = samples.length / output.strideSamples;
      if (!(beat?.data instanceof Float32Array) || beat.data.length !== steps) {
        throw new ModelInvalidError(
          card.name,
          `model.onnx gave ${beat?.data.length ?? 'no'} values where its card promises ${steps}.`,
        );
      }
      return beat.data;
    },
    dispose: () => session.release(),
  };
}

/** The network on ONNX Runtime's native library, for Node. */
import * as runtime from 'onnxruntime-node';
import type { BeatNetwork } from './beat-network.ts';
import type { ModelCard } from './model-card.ts';
import { createOnnxNetwork } from './onnx-network.ts';

/**
 * One thread for each session: many recordings at once are spread over worker threads instead, which scales better
 * than many threads on one small network.
 *
 * @throws ModelInvalidError when the bytes are not the model that the card describes
 */
export function createNodeNetwork(model: Uint8Array, card: ModelCard): Promise<BeatNetwork> {
  return createOnnxNetwork(runtime, model, card, { intraOpNumThreads: 1, interOpNumThreads: 1 });
}

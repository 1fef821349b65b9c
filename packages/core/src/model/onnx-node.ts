/** The network on ONNX Runtime's native library, for Node. */
import * as runtime from 'onnxruntime-node';
import type { BeatNetwork } from './beat-network.ts';
import type { ModelCard } from './model-card.ts';
import { createOnnxNetwork } from './onnx-network.ts';

// From 1.29 on it counts its uses, keeps an id of the machine in the home folder and sends both to its makers, unless it
// is told not to before its first session. Nothing leaves this computer. Only the main thread can tell it.
process.env.ORT_DISABLE_TELEMETRY = '1';

/**
 * One thread for each session: many recordings at once are spread over worker threads instead, which scales better
 * than many threads on one small network.
 *
 * @throws ModelInvalidError when the bytes are not the model that the card describes
 */
export function createNodeNetwork(model: Uint8Array, card: ModelCard): Promise<BeatNetwork> {
  return createOnnxNetwork(runtime, model, card, { intraOpNumThreads: 1, interOpNumThreads: 1 });
}

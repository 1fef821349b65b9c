/** The network on ONNX Runtime's WebAssembly build, for browsers and workers. */
import * as runtime from 'onnxruntime-web/wasm';
import type { BeatNetwork } from './beat-network.ts';
import type { ModelCard } from './model-card.ts';
import { createOnnxNetwork } from './onnx-network.ts';

export interface WebNetworkOptions {
  /**
   * Address of the folder that holds the runtime's `.wasm` files; without it they are looked for beside the script.
   * Never a CDN: the caller serves them.
   */
  readonly wasmFolder?: string;
  /**
   * More than one needs shared memory, which a page has only where it is cross-origin isolated. The first network of
   * a page or process decides for all of them.
   *
   * @default 1
   */
  readonly threads?: number;
}

/** @throws ModelInvalidError when the bytes are not the model that the card describes */
export function createWebNetwork(
  model: Uint8Array,
  card: ModelCard,
  { wasmFolder, threads = 1 }: WebNetworkOptions = {},
): Promise<BeatNetwork> {
  // Left alone, the runtime counts processors by a `require` that ES modules in Node do not have.
  runtime.env.wasm.numThreads = threads;
  if (wasmFolder !== undefined) runtime.env.wasm.wasmPaths = wasmFolder;
  return createOnnxNetwork(runtime, model, card, { executionProviders: ['wasm'] });
}

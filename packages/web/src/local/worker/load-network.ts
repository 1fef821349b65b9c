/** The network in this browser, from files that the page's own server has. */
import { type BeatNetwork, type ModelCard, parseModelCard } from '@sinode/core';
import cardUrl from '../../../../../models/sinode-qrs-2/model.json?url';
import modelUrl from '../../../../../models/sinode-qrs-2/model.onnx?url';
import { LocalError, type ModelChoice } from './messages.ts';
import { modelPaths } from './model-paths.ts';

export interface LoadedNetwork {
  readonly network: BeatNetwork;
  readonly card: ModelCard;
}

/** What ONNX Runtime says when its WebAssembly cannot be had. */
const NO_RUNTIME = /no available backend/;

/** @throws LocalError where a file cannot be had, ModelInvalidError where one is not what it should be */
export async function loadNetwork(model: ModelChoice): Promise<LoadedNetwork> {
  const [cardPath, modelPath] = model === null ? [cardUrl, modelUrl] : modelPaths(model);
  const [{ createWebNetwork }, text, bytes] = await Promise.all([
    import('@sinode/core/onnx-web').catch(refuse),
    fetchFile(cardPath).then((response) => response.text()),
    fetchFile(modelPath).then((response) => response.arrayBuffer()),
  ]);
  const card = parseModelCard(text, model?.name ?? 'sinode-qrs-2');
  const network = await createWebNetwork(new Uint8Array(bytes), card).catch((error: unknown) => {
    // The model is here, and the runtime that it needs is not.
    if (NO_RUNTIME.test(String(error))) refuse(error);
    throw error;
  });
  return { network, card };
}

async function fetchFile(url: string): Promise<Response> {
  // biome-ignore lint/style/noRestrictedGlobals: a file beside the page, not an answer of the API
  const response = await fetch(url).catch(refuse);
  if (!response.ok) refuse(new Error(`${url}: ${response.status}`));
  return response;
}

function refuse(error: unknown): never {
  throw new LocalError({ code: 'MODEL_AWAY', message: String(error), file: null });
}

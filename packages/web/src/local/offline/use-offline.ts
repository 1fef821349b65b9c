import { useEffect, useState } from 'react';
import { chooseModel } from '../choose-model.ts';
import type { NetworkState } from '../desk.ts';
import { loadLocalRecording } from '../load-local-recording.ts';
import type { ModelChoice } from '../worker/messages.ts';
import { modelPaths } from '../worker/model-paths.ts';
import { hasServiceWorkers } from './register-service-worker.ts';

export type OfflineState =
  | 'loading'
  /** Everything is kept by the browser: the address works without a connection. */
  | 'kept'
  /** Everything is in this page, for as long as it is open. */
  | 'while-open'
  /** Something is missing. */
  | 'not-ready';

/** A browser that has to load everything first may take longer; then it is told later. */
const PATIENCE_MS = 5_000;

/**
 * Whether recordings can be analysed without a connection, as it is and not as it should be.
 *
 * @param network - what the page itself has loaded
 */
export function useOffline(network: NetworkState): OfflineState {
  const [state, setState] = useState<OfflineState>('loading');
  useEffect(() => {
    let isGone = false;
    const tell = (next: OfflineState) => {
      if (!isGone) setState(next);
    };
    if (network === 'away') tell('not-ready');
    else if (network !== 'ready') tell('loading');
    else findOut(tell).catch(() => tell('not-ready'));
    return () => {
      isGone = true;
    };
  }, [network]);
  return state;
}

async function findOut(tell: (state: OfflineState) => void): Promise<void> {
  const keeping = isEverythingKept();
  const patience = new Promise<false>((resolve) => setTimeout(() => resolve(false), PATIENCE_MS));
  if (await Promise.race([keeping, patience])) return tell('kept');
  // What is not kept has to be here already.
  await loadLocalRecording();
  tell('while-open');
  if (await keeping) tell('kept');
}

async function isEverythingKept(): Promise<boolean> {
  if (!import.meta.env.PROD || !hasServiceWorkers()) return false;
  const { active } = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise<boolean>((resolve) => {
    port1.onmessage = ({ data }) => resolve(data === true);
  });
  active?.postMessage('is-complete', [port2]);
  return (await answer) && (await isModelKept(await chooseModel()));
}

/** One that is not part of the page. */
async function isModelKept(model: ModelChoice): Promise<boolean> {
  if (model === null) return true;
  const paths = modelPaths(model);
  const isThere = async () => {
    const files = await Promise.all(paths.map((path) => caches.match(path)));
    return files.every((file) => file !== undefined);
  };
  if (await isThere()) return true;
  // On the first visit it came before the service worker was there to keep it.
  // biome-ignore lint/style/noRestrictedGlobals: files beside the page, not answers of the API
  await Promise.all(paths.map((path) => fetch(path)));
  return isThere();
}

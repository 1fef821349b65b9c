import { useEffect, useState } from 'react';
import type { NetworkState } from '../desk.ts';
import { hasServiceWorkers } from './register-service-worker.ts';

export type OfflineState =
  | 'loading'
  /** Everything is kept by the browser: the address works without a connection. */
  | 'kept'
  /** Everything is in this page, for as long as it is open. */
  | 'while-open'
  /** Something is missing. */
  | 'not-ready';

/** The service worker tells at once; one that does not is none to rely on. */
const PATIENCE_MS = 10_000;

/**
 * Whether recordings can be analysed without a connection, as it is and not as it should be.
 *
 * @param network - what the page itself has loaded
 */
export function useOffline(network: NetworkState): OfflineState {
  const [isKept, setKept] = useState<boolean | null>(null);
  useEffect(() => {
    let isGone = false;
    // Asked again when the network is there: what was loaded meanwhile counts.
    if (network !== 'loading') void isEverythingKept().then((answer) => !isGone && setKept(answer));
    return () => {
      isGone = true;
    };
  }, [network]);

  if (network === 'away') return 'not-ready';
  if (network !== 'ready' || isKept === null) return 'loading';
  return isKept ? 'kept' : 'while-open';
}

async function isEverythingKept(): Promise<boolean> {
  if (!import.meta.env.PROD || !hasServiceWorkers()) return false;
  const patience = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS));
  const registration = await Promise.race([navigator.serviceWorker.ready, patience]);
  const active = registration?.active ?? null;
  if (active === null) return false;
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise<boolean>((resolve) => {
    port1.onmessage = ({ data }) => resolve(data === true);
  });
  active.postMessage('is-complete', [port2]);
  return Promise.race([answer, patience.then(() => false)]);
}

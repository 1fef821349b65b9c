import { useSyncExternalStore } from 'react';
import { connection, session } from './api.ts';
import type { SessionState } from './session.ts';

export function useSession(): SessionState {
  return useSyncExternalStore(session.subscribe, session.get);
}

/** True while the server does not answer. */
export function useIsAway(): boolean {
  return useSyncExternalStore(connection.subscribe, connection.isAway);
}

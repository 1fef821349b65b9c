import { useSyncExternalStore } from 'react';
import { chooseModel } from './choose-model.ts';
import { createDesk, type DeskState } from './desk.ts';
import { startWorker } from './worker/start-worker.ts';

/** The desk of this tab. */
export const desk = createDesk({ startWorker, chooseModel });

export function useDesk(): DeskState {
  return useSyncExternalStore(desk.subscribe, desk.get);
}

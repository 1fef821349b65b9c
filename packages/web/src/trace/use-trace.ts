import { useSyncExternalStore } from 'react';
import type { TraceModel, TraceState } from './trace-model.ts';

/** A part of what the trace shows; the component is drawn anew when that part is another. */
export function useTrace<T>(model: TraceModel, select: (state: TraceState) => T): T {
  return useSyncExternalStore(model.subscribe, () => select(model.get()));
}

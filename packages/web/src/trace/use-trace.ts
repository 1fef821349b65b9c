import { useCallback, useRef, useSyncExternalStore } from 'react';
import type { TraceModel, TraceState } from './trace-model.ts';

/** A part of what the trace shows; the component is drawn anew when that part is another. */
export function useTrace<T>(model: TraceModel, select: (state: TraceState) => T): T {
  return useSyncExternalStore(model.subscribe, () => select(model.get()));
}

const SETTLED_MS = 150;

/**
 * The same, once the trace has come to rest: for what costs more to draw than a frame has time, and what nobody reads
 * while the paper moves.
 */
export function useSettledTrace<T>(model: TraceModel, select: (state: TraceState) => T): T {
  const settled = useRef(model.get());
  const subscribe = useCallback(
    (listener: () => void) => {
      settled.current = model.get();
      let timer: ReturnType<typeof setTimeout> | undefined;
      const unsubscribe = model.subscribe(() => {
        clearTimeout(timer);
        timer = setTimeout(() => {
          settled.current = model.get();
          listener();
        }, SETTLED_MS);
      });
      return () => {
        clearTimeout(timer);
        unsubscribe();
      };
    },
    [model],
  );
  return useSyncExternalStore(subscribe, () => select(settled.current));
}

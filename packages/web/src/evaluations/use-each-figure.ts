import { useEffect, useState } from 'react';
import { FIGURES, type Figure, type FigureKey } from './figures.ts';
import type { Protocol } from './types.ts';

/**
 * Computes something that takes its time for each figure of a protocol, one after the other and after the page is drawn.
 *
 * @param compute - with `useCallback`: another one begins anew
 * @returns what is known so far
 */
export function useEachFigure<T>(
  protocol: Protocol,
  compute: (figure: Figure) => T,
): ReadonlyMap<FigureKey, T> {
  const [known, setKnown] = useState<ReadonlyMap<FigureKey, T>>(new Map());
  useEffect(() => {
    let isLeft = false;
    setKnown(new Map());
    async function computeAll() {
      for (const figure of FIGURES[protocol]) {
        await new Promise((resolve) => setTimeout(resolve));
        if (isLeft) return;
        const value = compute(figure);
        setKnown((before) => new Map(before).set(figure.key, value));
      }
    }
    void computeAll();
    return () => {
      isLeft = true;
    };
  }, [protocol, compute]);
  return known;
}

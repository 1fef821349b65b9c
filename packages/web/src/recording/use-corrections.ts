import type { BeatChange } from '@sinode/core';
import { useMemo, useRef, useState } from 'react';
import { type Beats, beatsOf, type Edits, edited, standing, stepped, withoutEdits } from './beat-state.ts';
import type { AnalysisReport } from './viewed.ts';

export interface Corrections {
  /** As they are with the changes; `null` while there are none to change. */
  readonly beats: Beats | null;
  /** Made since the last save. */
  readonly changes: readonly BeatChange[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Whether new beats are set on the nearest peak. */
  readonly isSnapping: boolean;
  readonly setSnapping: (isSnapping: boolean) => void;
  /** @returns false where the change cannot be made */
  readonly change: (change: BeatChange) => boolean;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly discard: () => void;
}

/**
 * @param base - the beats that the changes begin with; others than before begin anew
 * @param sampleCount - of the recording
 * @param isLocked - nothing can be changed
 */
export function useCorrections(
  base: readonly number[] | null,
  report: AnalysisReport | null,
  sampleCount: number,
  isLocked: boolean,
): Corrections {
  const begun = useMemo(() => withoutEdits(Int32Array.from(base ?? [])), [base]);
  const [kept, setKept] = useState<Edits>(begun);
  const [isSnapping, setSnapping] = useState(true);
  const edits = kept.base === begun.base ? kept : begun;
  // A beat that waits for its peak is set after others were: it must not take them away.
  const latest = useRef(edits);
  latest.current = edits;
  const beats = useMemo(
    () => (base === null || report === null ? null : beatsOf(edits, report, sampleCount)),
    [base, report, edits, sampleCount],
  );
  return {
    beats,
    changes: standing(edits),
    canUndo: !isLocked && edits.done > 0,
    canRedo: !isLocked && edits.done < edits.changes.length,
    isSnapping,
    setSnapping,
    change(change) {
      if (isLocked) return false;
      const next = edited(latest.current, change, sampleCount);
      if (next === null) return false;
      latest.current = next;
      setKept(next);
      return true;
    },
    undo: () => !isLocked && setKept(stepped(edits, -1)),
    redo: () => !isLocked && setKept(stepped(edits, 1)),
    discard: () => setKept(begun),
  };
}

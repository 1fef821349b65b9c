import { matchBeats } from '@sinode/core';
import type { ShownReference } from '../trace/scene.ts';
import type { ReferenceBeats } from './viewed.ts';

/** ANSI/AAMI EC57: beats closer than this are one. */
const STANDARD_TOLERANCE_MS = 150;

/** Which beats of the experts were found, which were missed, and which beats are none of theirs. */
export function compareWithReference(
  { beats, excluded, span = 'all', toleranceMs = STANDARD_TOLERANCE_MS }: ReferenceBeats,
  detected: Int32Array,
  samplingRate: number,
): ShownReference {
  const { pairs, missed, extra } = matchBeats(Int32Array.from(beats), detected, {
    toleranceSamples: (toleranceMs / 1000) * samplingRate,
    ...(span === 'annotated' ? { scored: { start: beats[0] ?? 0, end: (beats.at(-1) ?? -1) + 1 } } : {}),
    excluded,
  });
  return { matched: pairs.filter((_, i) => i % 2 === 0), missed, extra, excluded };
}

/** The first missed or extra beat after a moment; `null` where there is none. */
export function nextError({ missed, extra }: ShownReference, after: number): number | null {
  const next = [missed.find((sample) => sample > after), extra.find((sample) => sample > after)].filter(
    (sample) => sample !== undefined,
  );
  return next.length === 0 ? null : Math.min(...next);
}

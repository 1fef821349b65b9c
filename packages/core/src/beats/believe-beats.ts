/**
 * Which of the network's candidates are beats. A candidate that the network is sure of is one; a doubtful one is
 * believed where the rhythm of the sure ones leaves a hole for it. It is the search-back of Pan and Tompkins (1985,
 * doi:10.1109/TBME.1985.325532), and what keeps a tall T wave beside a beat from becoming one. Where too few are sure to
 * make a rhythm, the middle between sure and doubtful decides.
 */
import type { BeatCandidate } from './decode-beats.ts';

export interface BeliefOptions {
  /** A candidate of this confidence is a beat whatever surrounds it. */
  readonly sureConfidence: number;
  /** The least confidence of a beat that fills a hole in the rhythm. */
  readonly doubtfulConfidence: number;
  /** Steps on either side whose sure beats make the rhythm. */
  readonly contextSteps: number;
}

/** Fewer intervals than this make no rhythm. */
const MINIMUM_INTERVALS = 3;
/** There is a hole where two sure beats are further apart than so many usual intervals… */
const HOLE = 1.5;
/** …and a beat belongs into it when it keeps so many usual intervals from both. */
const DISTANCE = 0.5;

/**
 * Depends on nothing further away than the context, so a long recording can be worked on in pieces.
 *
 * @param candidates - ascending
 * @returns those that are beats, ascending
 */
export function believeBeats(candidates: readonly BeatCandidate[], options: BeliefOptions): BeatCandidate[] {
  const { sureConfidence, doubtfulConfidence, contextSteps } = options;
  const sure = candidates.filter(({ confidence }) => confidence >= sureConfidence);
  let firstNear = 0;
  return candidates.filter((candidate) => {
    if (candidate.confidence >= sureConfidence) return true;
    if (candidate.confidence < doubtfulConfidence) return false;
    while (firstNear < sure.length && sure[firstNear].position < candidate.position - contextSteps)
      firstNear++;
    const near: number[] = [];
    for (let i = firstNear; i < sure.length && sure[i].position <= candidate.position + contextSteps; i++) {
      near.push(sure[i].position);
    }
    return near.length <= MINIMUM_INTERVALS
      ? candidate.confidence >= (sureConfidence + doubtfulConfidence) / 2
      : fillsHole(candidate.position, near);
  });
}

/** @param near - positions of the sure beats around, ascending, enough for a rhythm */
function fillsHole(position: number, near: readonly number[]): boolean {
  const intervals = near.slice(1).map((beat, i) => beat - near[i]);
  const usual = intervals.sort((a, b) => a - b)[intervals.length >> 1];
  const after = near.find((beat) => beat > position) ?? Number.POSITIVE_INFINITY;
  const before = near.findLast((beat) => beat < position) ?? Number.NEGATIVE_INFINITY;
  return (
    after - before > HOLE * usual &&
    position - before > DISTANCE * usual &&
    after - position > DISTANCE * usual
  );
}

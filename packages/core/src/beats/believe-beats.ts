/**
 * Which of the network's candidates are beats. A candidate that the network is sure of is one. Of the others the less
 * is asked, the better the rhythm has room for them: a missed beat stands in the middle of a hole, a T wave or a jolt
 * close to a beat. It is the search-back of Pan and Tompkins (1985, doi:10.1109/TBME.1985.325532) with a threshold that
 * falls with the distance. Where too few are sure to make a rhythm, the middle between sure and doubtful decides. And
 * however sure: a ventricle that has just beaten rests, unless the whole rhythm is faster than that.
 */
import type { BeatCandidate } from './decode-beats.ts';

export interface BeliefOptions {
  /** A candidate of this confidence is a beat wherever the rest after a surer one is over. */
  readonly sureConfidence: number;
  /** The least confidence of a beat that the rhythm has room for. */
  readonly doubtfulConfidence: number;
  /** Steps on either side whose sure beats make the rhythm. */
  readonly contextSteps: number;
  /** A beat keeps this distance from a surer one… */
  readonly restSteps: number;
}

/** Fewer intervals than this make no rhythm. */
const MINIMUM_INTERVALS = 3;
/** …or this share of the usual interval, where that is less. */
const LEAST_REST = 0.8;
/** Nearer to another beat than this share of the usual interval, a beat must be sure. */
const CROWDED = 0.3;
/** From this share on, it may be as doubtful as any. */
const ROOMY = 0.6;

/**
 * Depends on nothing further away than the context, so a long recording can be worked on in pieces.
 *
 * @param candidates - ascending
 * @returns those that are beats, ascending
 */
export function believeBeats(candidates: readonly BeatCandidate[], options: BeliefOptions): BeatCandidate[] {
  const { sureConfidence, doubtfulConfidence, contextSteps, restSteps } = options;
  const sure = candidates.filter(({ confidence }) => confidence >= sureConfidence);
  let firstNear = 0;
  return candidates.filter((candidate, index) => {
    const { confidence, position } = candidate;
    if (confidence < doubtfulConfidence) return false;
    const isSure = confidence >= sureConfidence;
    const distance = distanceToSurer(candidates, index, isSure ? restSteps : contextSteps);
    if (isSure && distance >= restSteps) return true;

    while (firstNear < sure.length && sure[firstNear].position < position - contextSteps) firstNear++;
    const near: number[] = [];
    for (let i = firstNear; i < sure.length && sure[i].position <= position + contextSteps; i++) {
      near.push(sure[i].position);
    }
    const usual = near.length > MINIMUM_INTERVALS ? usualInterval(near) : Number.POSITIVE_INFINITY;
    if (distance < Math.min(restSteps, LEAST_REST * usual)) return false;
    if (isSure) return true;
    if (usual === Number.POSITIVE_INFINITY) return confidence >= (sureConfidence + doubtfulConfidence) / 2;

    const roominess = Math.min(1, Math.max(0, (distance / usual - CROWDED) / (ROOMY - CROWDED)));
    return confidence >= sureConfidence - (sureConfidence - doubtfulConfidence) * roominess;
  });
}

/**
 * Steps to the nearest candidate that is surer, or as sure and earlier: it is the one that is a beat, if only one of
 * both is. +∞ where there is none less than `within` steps away.
 */
function distanceToSurer(candidates: readonly BeatCandidate[], index: number, within: number): number {
  const { position, confidence } = candidates[index];
  let nearest = within;
  for (let i = index - 1; i >= 0 && position - candidates[i].position < nearest; i--) {
    if (candidates[i].confidence >= confidence) nearest = position - candidates[i].position;
  }
  for (let i = index + 1; i < candidates.length && candidates[i].position - position < nearest; i++) {
    if (candidates[i].confidence > confidence) nearest = candidates[i].position - position;
  }
  return nearest < within ? nearest : Number.POSITIVE_INFINITY;
}

/** @param positions - ascending, at least two */
function usualInterval(positions: readonly number[]): number {
  const intervals = positions.slice(1).map((position, i) => position - positions[i]);
  return intervals.sort((a, b) => a - b)[intervals.length >> 1];
}

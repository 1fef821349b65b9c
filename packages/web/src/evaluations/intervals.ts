/** How sure a figure is, and a difference of two. */
import { bootstrapInterval, createRandom, type Interval } from '@sinode/core';
import type { Figure, Scored } from './figures.ts';

/** Any number, but always the same: who looks twice sees the same interval. */
const SEED = 2019;

/** 95 % interval of a figure, by drawing records. */
export function figureInterval(records: readonly Scored[], { statistic }: Figure): Interval | null {
  return bootstrapInterval(records, statistic, { random: createRandom(SEED) });
}

/** Two scores of the same record. */
export interface ScoredPair {
  readonly a: Scored;
  readonly b: Scored;
}

/** The figure of `b` minus that of `a`; `null` where one of them has none. */
export function figureDifference(pairs: readonly ScoredPair[], { statistic }: Figure): number | null {
  const a = statistic(pairs.map((pair) => pair.a));
  const b = statistic(pairs.map((pair) => pair.b));
  return a === null || b === null ? null : b - a;
}

/**
 * 95 % interval of the difference, by drawing records with both of their scores: what is hard for the one is hard for the
 * other, so that a small difference can be told that two intervals side by side would hide.
 */
export function differenceInterval(pairs: readonly ScoredPair[], figure: Figure): Interval | null {
  return bootstrapInterval(pairs, (drawn) => figureDifference(drawn, figure), {
    random: createRandom(SEED),
  });
}

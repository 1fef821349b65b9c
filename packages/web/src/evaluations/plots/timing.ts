/** How far detected beats are from their reference, over many records. */
import type { EvaluatedRecord } from '../types.ts';

/** Whole milliseconds, ascending, and how often each occurs. */
export type OffsetCounts = readonly (readonly [offsetMs: number, count: number])[];

interface TimingBin {
  readonly centreMs: number;
  readonly count: number;
}

export interface Timing {
  /** Paired beats. */
  readonly beats: number;
  readonly medianAbsoluteMs: number;
  /** 95 of 100 beats are no further away. */
  readonly percentile95AbsoluteMs: number;
  readonly medianMs: number;
  readonly binMs: number;
  /** As far before the reference as after it, those without a beat too. */
  readonly bins: readonly TimingBin[];
  /** Beats further away than the bins reach: few, but they would make all others one bar. */
  readonly outside: number;
  /** How far the bins reach. */
  readonly reachMs: number;
}

/** Hz; of the recordings that are usual, the slowest first. */
const USUAL_RATES = [100, 125, 128, 200, 250, 256, 257, 360, 500];
/** More bars than this are too thin to be told apart on a phone. */
const MOST_BINS = 61;
/** The bins hold this share of all beats at least. */
const DRAWN_SHARE = 0.99;

/** @returns the counts of all records together, or `null` where none of them has any */
export function offsetsOf(records: readonly Pick<EvaluatedRecord, 'offsetsMs'>[]): OffsetCounts | null {
  if (!records.some(({ offsetsMs }) => offsetsMs !== null)) return null;
  const counts = new Map<number, number>();
  for (const { offsetsMs } of records) {
    for (const [offset = 0, count = 0] of offsetsMs ?? []) {
      counts.set(offset, (counts.get(offset) ?? 0) + count);
    }
  }
  return [...counts].sort(([a], [b]) => a - b);
}

/** @returns `null` where no beat was paired */
export function timingOf(offsets: OffsetCounts): Timing | null {
  const beats = offsets.reduce((sum, [, count]) => sum + count, 0);
  if (beats === 0) return null;
  const absolute = new Map<number, number>();
  for (const [offset, count] of offsets) {
    absolute.set(Math.abs(offset), (absolute.get(Math.abs(offset)) ?? 0) + count);
  }
  const byDistance = [...absolute].sort(([a], [b]) => a - b);
  return {
    beats,
    medianAbsoluteMs: percentile(byDistance, beats, 0.5),
    percentile95AbsoluteMs: percentile(byDistance, beats, 0.95),
    medianMs: percentile(offsets, beats, 0.5),
    ...binned(offsets, percentile(byDistance, beats, DRAWN_SHARE)),
  };
}

/** The smallest value that at least this share of all beats does not exceed (nearest rank). */
function percentile(ascending: OffsetCounts, beats: number, share: number): number {
  const rank = Math.ceil(share * beats);
  let passed = 0;
  for (const [value, count] of ascending) {
    passed += count;
    if (passed >= rank) return value;
  }
  return Number.NaN;
}

/**
 * Beats lie on samples, so distances are multiples of the sampling interval; bins that are not would be filled by turns
 * with more and with fewer of them, and show a comb that is in no heart.
 */
function binned(
  offsets: OffsetCounts,
  drawnMs: number,
): Pick<Timing, 'binMs' | 'bins' | 'outside' | 'reachMs'> {
  const stepMs = samplingIntervalMs(offsets);
  const stepOf = (ms: number) => Math.round(ms / stepMs);
  // An odd number of steps has one in its middle: a bin for 0.
  let stepsPerBin = 1;
  const binOf = (ms: number) => Math.round(stepOf(ms) / stepsPerBin);
  while (2 * binOf(drawnMs) + 1 > MOST_BINS) stepsPerBin += 2;

  const binMs = stepMs * stepsPerBin;
  const last = binOf(drawnMs);
  const counts = new Array<number>(2 * last + 1).fill(0);
  let outside = 0;
  for (const [offset, count] of offsets) {
    const index = binOf(offset) + last;
    if (index < 0 || index >= counts.length) outside += count;
    else counts[index] = (counts[index] ?? 0) + count;
  }
  return {
    binMs,
    bins: counts.map((count, i) => ({ centreMs: (i - last) * binMs, count })),
    outside,
    reachMs: (last + 0.5) * binMs,
  };
}

/** Of the slowest rate on whose samples all distances can lie; 1 ms where there is none, or no distance at all. */
function samplingIntervalMs(offsets: OffsetCounts): number {
  if (offsets.every(([offset]) => offset === 0)) return 1;
  const fits = (stepMs: number) =>
    offsets.every(([offset]) => Math.abs(offset - Math.round(offset / stepMs) * stepMs) <= 0.5);
  const rate = USUAL_RATES.find((each) => fits(1000 / each));
  return rate === undefined ? 1 : 1000 / rate;
}

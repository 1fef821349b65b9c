/** Beats while a person corrects them, and all that follows from them. */
import {
  applyChanges,
  type BeatChange,
  ChangeError,
  heartRateBpm,
  instantaneousHeartRateBpm,
  readingBreaks,
  rrIntervalsMs,
} from '@sinode/core';
import type { AnalysisReport } from './viewed.ts';

/** What the changes begin with, and the changes; those after `done` were undone. */
export interface Edits {
  readonly base: Int32Array;
  readonly changes: readonly BeatChange[];
  readonly done: number;
}

export function withoutEdits(base: Int32Array): Edits {
  return { base, changes: [], done: 0 };
}

/** @returns the edits with one more, or `null` where it cannot be made */
export function edited(edits: Edits, change: BeatChange, sampleCount: number): Edits | null {
  const changes = [...edits.changes.slice(0, edits.done), change];
  const next = { ...edits, changes, done: changes.length };
  try {
    applyChanges(edits.base, changes, sampleCount);
  } catch (error) {
    if (error instanceof ChangeError) return null;
    throw error;
  }
  return next;
}

/** The changes that stand. */
export function standing({ changes, done }: Edits): readonly BeatChange[] {
  return changes.slice(0, done);
}

/** @param step - -1 to undo, 1 to redo; at the ends nothing happens */
export function stepped(edits: Edits, step: -1 | 1): Edits {
  return { ...edits, done: Math.min(edits.changes.length, Math.max(0, edits.done + step)) };
}

export interface Beats {
  /** Ascending sample indices. */
  readonly samples: Int32Array;
  /** 0..1; NaN where a person set the beat. */
  readonly confidence: Float64Array;
  /** Milliseconds from each beat to the next. */
  readonly rrMs: Float64Array;
  /** bpm from each beat to the next; NaN across what could not be read. */
  readonly heartRates: Float64Array;
  /** bpm over the recording; `null` where it cannot be computed. */
  readonly heartRate: number | null;
}

/** @param sampleCount - of the recording */
export function beatsOf(edits: Edits, report: AnalysisReport, sampleCount: number): Beats {
  const { samplingRate, quality } = report;
  const samples = applyChanges(edits.base, standing(edits), sampleCount);
  const rrMs = rrIntervalsMs(samples, samplingRate);
  const breaks = readingBreaks(quality.stretches, samples, samplingRate);
  const heartRates = instantaneousHeartRateBpm(rrMs);
  let next = 0;
  for (let i = 0; i < heartRates.length; i++) {
    const [from = 0, to = 0] = [samples[i], samples[i + 1]];
    while ((breaks[next]?.end ?? Number.POSITIVE_INFINITY) <= from) next++;
    if ((breaks[next]?.start ?? Number.POSITIVE_INFINITY) < to) heartRates[i] = Number.NaN;
  }
  return {
    samples,
    confidence: confidenceOf(samples, report),
    rrMs,
    heartRates,
    heartRate: heartRateBpm(samples, rrMs, breaks),
  };
}

/** As the network had it, for the beats that are still where it found them. */
function confidenceOf(samples: Int32Array, { beats, confidence }: AnalysisReport): Float64Array {
  const known = new Map(beats.map((sample, i) => [sample, confidence[i] ?? Number.NaN]));
  return Float64Array.from(samples, (sample) => known.get(sample) ?? Number.NaN);
}

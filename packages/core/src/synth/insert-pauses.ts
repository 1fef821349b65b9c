/**
 * Real recordings in which the heart stands still for a while: what a detector must not fill with beats.
 */
import type { SampleSpan } from '../recording/sample-span.ts';
import type { Random } from './random.ts';

/** No P wave begins sooner before its R-peak than this (PR at most 200 ms), … */
const BEFORE_PEAK_SECONDS = 0.24;
/** … and in an interval this long the T wave is over by then. */
const SHORTEST_RR_SECONDS = 0.75;
/** An interval that differs by more from the usual one belongs to an ectopic beat. */
const REGULAR_SHARE = 0.15;
/** On either side of the cut, the line whose level and restlessness go on through the pause. */
const LEVEL_SECONDS = 0.03;
/** mV; a line without any noise would be a lead that is off. */
const LEAST_NOISE_MV = 0.004;

export interface InsertPausesOptions {
  /** Hz. */
  readonly samplingRate: number;
  /** R-peaks, ascending sample indices. */
  readonly beats: Int32Array;
  /** Length of each pause, in the order in which they come. */
  readonly pausesSeconds: readonly number[];
  readonly random: Random;
}

/**
 * Cuts a recording between T wave and P wave and holds the line there, with its own noise. The pauses are spread evenly
 * over the intervals that are regular and long enough; fewer of those mean fewer pauses.
 *
 * @param samples - mV
 * @returns the longer lead, its beats, and where the pauses are
 */
export function insertPauses(
  samples: Float32Array,
  { samplingRate, beats, pausesSeconds, random }: InsertPausesOptions,
): { samples: Float32Array; beats: Int32Array; pauses: SampleSpan[] } {
  const places = cuttingPlaces(beats, samplingRate);
  const count = Math.min(pausesSeconds.length, places.length);
  const cuts = Array.from(
    { length: count },
    (_, i) => places[Math.floor(((i + 0.5) * places.length) / count)],
  );
  const lengths = pausesSeconds.slice(0, count).map((seconds) => Math.round(seconds * samplingRate));

  const longer = new Float32Array(samples.length + lengths.reduce((sum, length) => sum + length, 0));
  const pauses: SampleSpan[] = [];
  let copied = 0;
  let inserted = 0;
  for (const [i, cut] of cuts.entries()) {
    longer.set(samples.subarray(copied, cut), copied + inserted);
    const start = cut + inserted;
    const end = start + lengths[i];
    const { level, noise } = lineAround(samples, cut, samplingRate);
    for (let k = start; k < end; k++) longer[k] = level + noise * random.gaussian();
    pauses.push({ start, end });
    copied = cut;
    inserted += lengths[i];
  }
  longer.set(samples.subarray(copied), copied + inserted);

  const moved = beats.map((beat) =>
    cuts.reduce((sum, cut, i) => (cut <= beat ? sum + lengths[i] : sum), beat),
  );
  return { samples: longer, beats: moved, pauses };
}

/** Between the T wave and the P wave of the regular intervals that are long enough. */
function cuttingPlaces(beats: Int32Array, samplingRate: number): number[] {
  const intervals = Array.from(beats.subarray(1), (beat, i) => beat - beats[i]);
  const usual = intervals.toSorted((a, b) => a - b)[intervals.length >> 1];
  return intervals.flatMap((interval, i) =>
    interval >= SHORTEST_RR_SECONDS * samplingRate && Math.abs(interval - usual) <= REGULAR_SHARE * usual
      ? [beats[i + 1] - Math.round(BEFORE_PEAK_SECONDS * samplingRate)]
      : [],
  );
}

/** Mean and standard deviation of the samples around a place. */
function lineAround(samples: Float32Array, at: number, samplingRate: number) {
  const reach = Math.round(LEVEL_SECONDS * samplingRate);
  const around = samples.subarray(at - reach, at + reach);
  const level = around.reduce((sum, value) => sum + value, 0) / around.length;
  const variance = around.reduce((sum, value) => sum + (value - level) ** 2, 0) / around.length;
  return { level, noise: Math.max(LEAST_NOISE_MV, Math.sqrt(variance)) };
}

/** A stretch of a trace file as a viewer draws it: the minimum and maximum of each column, or the samples. */
import { InvalidArgumentError } from '../errors.ts';
import type { ByteSource } from '../formats/byte-source.ts';
import { FLOAT_BYTES, HEADER_BYTES, PAIR_BYTES, readFloats, type TraceHeader } from './trace-layout.ts';

export interface EnvelopeQuery {
  /** Sample index, inclusive. */
  readonly start: number;
  /** Sample index, exclusive; at most `sampleCount`. */
  readonly end: number;
  /** At most so many columns are wanted; at least 1. */
  readonly columns: number;
}

export interface Envelope {
  /** Where the first column begins; at or before what was asked for. */
  readonly startSample: number;
  /** 1 where the columns are the samples themselves. The last column may end with the recording. */
  readonly samplesPerColumn: number;
  /** mV, a minimum and a maximum for each column; NaN where no sample of it is finite. */
  readonly minMax: Float32Array;
}

/** Buckets a column that the level should have, if it can. */
const FEWEST_BUCKETS = 4;

/**
 * Columns lie on the grid of the level that they are made from, which makes them exact: of each, every sample counts
 * and no other. A level is taken that has four to sixteen buckets a column: a column is at most a quarter wider than it
 * would have to be, and a query of 1000 columns reads 128 kB at most.
 *
 * @throws InvalidArgumentError for a stretch outside the recording
 */
export async function readEnvelope(
  source: ByteSource,
  { sampleCount, levels }: TraceHeader,
  { start, end, columns }: EnvelopeQuery,
): Promise<Envelope> {
  requireStretch(start, end, sampleCount);
  if (!(Number.isInteger(columns) && columns >= 1)) {
    throw new InvalidArgumentError(`An envelope has 1 column or more, not ${columns}.`);
  }
  const level = levels.findLast(
    ({ bucketSamples }) => bucketSamples * FEWEST_BUCKETS * columns <= end - start,
  );
  const bucketSamples = level?.bucketSamples ?? 1;
  const bucketsPerColumn = columnWidth(start, end, bucketSamples, columns);
  const samplesPerColumn = bucketSamples * bucketsPerColumn;
  const startSample = Math.floor(start / samplesPerColumn) * samplesPerColumn;
  const columnCount = Math.ceil((end - startSample) / samplesPerColumn);
  const endSample = Math.min(sampleCount, startSample + columnCount * samplesPerColumn);

  const minMax = new Float32Array(2 * columnCount).fill(Number.NaN);
  if (level === undefined) {
    const samples = await readFloats(
      source,
      HEADER_BYTES + startSample * FLOAT_BYTES,
      endSample - startSample,
    );
    for (let i = 0; i < samples.length; i++)
      widen(minMax, Math.floor(i / bucketsPerColumn), samples[i], samples[i]);
  } else {
    const first = startSample / bucketSamples;
    const count = Math.ceil(endSample / bucketSamples) - first;
    const pairs = await readFloats(source, level.offset + first * PAIR_BYTES, 2 * count);
    for (let i = 0; i < count; i++) {
      widen(minMax, Math.floor(i / bucketsPerColumn), pairs[2 * i], pairs[2 * i + 1]);
    }
  }
  return { startSample, samplesPerColumn, minMax };
}

/**
 * @param start - sample index, inclusive
 * @param end - sample index, exclusive
 * @returns mV
 * @throws InvalidArgumentError for a stretch outside the recording
 */
export function readTrace(
  source: ByteSource,
  { sampleCount }: TraceHeader,
  start: number,
  end: number,
): Promise<Float32Array> {
  requireStretch(start, end, sampleCount);
  return readFloats(source, HEADER_BYTES + start * FLOAT_BYTES, end - start);
}

/** Buckets a column: the fewest with which the stretch, widened to the grid, fits into the columns. */
function columnWidth(start: number, end: number, bucketSamples: number, columns: number): number {
  for (let width = Math.max(1, Math.ceil((end - start) / bucketSamples / columns)); ; width++) {
    const samples = width * bucketSamples;
    if (Math.ceil(end / samples) - Math.floor(start / samples) <= columns) return width;
  }
}

function requireStretch(start: number, end: number, sampleCount: number): void {
  if (Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start <= end && end <= sampleCount)
    return;
  throw new InvalidArgumentError(
    `There are no samples ${start} to ${end}: the recording has ${sampleCount}, counted from 0.`,
  );
}

function widen(minMax: Float32Array, column: number, lowest: number, highest: number): void {
  // Comparisons with NaN are false: a gap widens nothing, and what is finite replaces one.
  if (!Number.isFinite(lowest)) return;
  if (!(minMax[2 * column] <= lowest)) minMax[2 * column] = lowest;
  if (!(minMax[2 * column + 1] >= highest)) minMax[2 * column + 1] = highest;
}

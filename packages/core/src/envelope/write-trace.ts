/** Writes a trace file in pieces, so that two weeks of ECG need no more memory than a minute of it. */
import {
  bytesOf,
  FLOAT_BYTES,
  HEADER_BYTES,
  PAIR_BYTES,
  TRACE_MAGIC,
  TRACE_VERSION,
  traceLevels,
} from './trace-layout.ts';

/** Where the bytes go; offsets are not always ascending. */
export interface ByteSink {
  write(offset: number, bytes: Uint8Array): Promise<void>;
}

export interface TraceSummary {
  /** Samples that are not finite. */
  readonly gapSamples: number;
  /** mV; null where no sample is finite. */
  readonly minMv: number | null;
  readonly maxMv: number | null;
}

export interface TraceWriter {
  /** The samples that come next, in mV. */
  add(samples: Float32Array): Promise<void>;
  /** To be called when all samples were added. */
  finish(): Promise<TraceSummary>;
}

/** Pairs that are gathered before they are written. */
const BUFFER_PAIRS = 8192;
/** Samples that fill at most half of the finest level's buffer. */
const PIECE = 1 << 16;

interface LevelState {
  readonly bucketSamples: number;
  offset: number;
  readonly pairs: Float32Array;
  pairCount: number;
  /** Samples in the bucket that is being filled, and what they range over. */
  filled: number;
  lowest: number;
  highest: number;
}

/**
 * @param shape - of the lead: Hz, and how many samples will be added
 */
export function createTraceWriter(
  sink: ByteSink,
  { samplingRate, sampleCount }: { samplingRate: number; sampleCount: number },
): TraceWriter {
  const levels = traceLevels(sampleCount).map(
    ({ bucketSamples, offset }): LevelState => ({
      bucketSamples,
      offset,
      pairs: new Float32Array(2 * BUFFER_PAIRS),
      pairCount: 0,
      filled: 0,
      lowest: Number.POSITIVE_INFINITY,
      highest: Number.NEGATIVE_INFINITY,
    }),
  );
  let added = 0;
  let gapSamples = 0;
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;

  async function flush(level: LevelState): Promise<void> {
    await sink.write(level.offset, bytesOf(level.pairs.subarray(0, 2 * level.pairCount)));
    level.offset += level.pairCount * PAIR_BYTES;
    level.pairCount = 0;
  }

  /** Ends the bucket of a level, and with it part of one of the level above; room for the pair must be there. */
  function endBucket(index: number): void {
    const level = levels[index];
    const isEmpty = level.lowest > level.highest;
    level.pairs[2 * level.pairCount] = isEmpty ? Number.NaN : level.lowest;
    level.pairs[2 * level.pairCount + 1] = isEmpty ? Number.NaN : level.highest;
    level.pairCount++;
    const coarser = levels[index + 1];
    if (coarser !== undefined) {
      if (level.lowest < coarser.lowest) coarser.lowest = level.lowest;
      if (level.highest > coarser.highest) coarser.highest = level.highest;
      coarser.filled += level.filled;
    }
    level.filled = 0;
    level.lowest = Number.POSITIVE_INFINITY;
    level.highest = Number.NEGATIVE_INFINITY;
    if (coarser !== undefined && coarser.filled === coarser.bucketSamples) endBucket(index + 1);
  }

  /** @param samples - at most {@link PIECE} */
  function summarize(samples: Float32Array): void {
    const finest = levels[0];
    for (let i = 0; i < samples.length; i++) {
      const value = samples[i];
      // Only what is finite is zero away from itself.
      if (value - value !== 0) gapSamples++;
      else {
        if (value < finest.lowest) finest.lowest = value;
        if (value > finest.highest) finest.highest = value;
      }
      if (++finest.filled === finest.bucketSamples) endFinest();
    }
  }

  function endFinest(): void {
    if (levels[0].lowest < lowest) lowest = levels[0].lowest;
    if (levels[0].highest > highest) highest = levels[0].highest;
    endBucket(0);
  }

  return {
    async add(samples) {
      if (added + samples.length > sampleCount) throw new RangeError(`more than ${sampleCount} samples`);
      await sink.write(HEADER_BYTES + added * FLOAT_BYTES, bytesOf(withGapsAsNaN(samples)));
      added += samples.length;
      for (let start = 0; start < samples.length; start += PIECE) {
        summarize(samples.subarray(start, start + PIECE));
        for (const level of levels) if (level.pairCount > BUFFER_PAIRS / 2) await flush(level);
      }
    },
    async finish() {
      if (added !== sampleCount) throw new RangeError(`${added} of ${sampleCount} samples were added`);
      if (levels[0].filled > 0) endFinest();
      for (const [index, level] of levels.entries()) {
        if (level.filled > 0) endBucket(index);
        await flush(level);
      }
      const header = new DataView(new ArrayBuffer(HEADER_BYTES));
      header.setUint32(0, TRACE_MAGIC, true);
      header.setUint32(4, TRACE_VERSION, true);
      header.setFloat64(8, samplingRate, true);
      header.setFloat64(16, sampleCount, true);
      // Last, so that a file without it is one that was not finished.
      await sink.write(0, new Uint8Array(header.buffer));
      const isEmpty = lowest > highest;
      return { gapSamples, minMv: isEmpty ? null : lowest, maxMv: isEmpty ? null : highest };
    },
  };
}

/** Infinite samples are gaps too; they are too rare to copy the others for. */
function withGapsAsNaN(samples: Float32Array): Float32Array {
  const isClean = !samples.includes(Number.POSITIVE_INFINITY) && !samples.includes(Number.NEGATIVE_INFINITY);
  return isClean ? samples : samples.map((value) => (Number.isFinite(value) ? value : Number.NaN));
}

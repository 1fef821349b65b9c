/**
 * The layout of a trace file: one lead in a form that can be drawn at any zoom with a few reads.
 *
 * ```
 * offset 0   'SNTR'                     magic
 *        4   uint32                     version
 *        8   float64                    sampling rate, Hz
 *       16   float64                    samples
 *       24   float32 × samples          mV; NaN in a gap
 *       …    float32 pairs × buckets    level 0: minimum and maximum of each 16 samples; NaN where none is finite
 *       …    float32 pairs × buckets    level 1: of each 64 samples, level 2: of each 256, and so on
 * ```
 *
 * Everything is little endian. The number of samples fixes where everything is. Floats are written as the machine holds
 * them: every machine that the network's runtime is made for is little endian.
 */
import { FileCorruptError } from '../errors.ts';
import type { ByteSource } from '../formats/byte-source.ts';

export const TRACE_MAGIC = 0x52544e53;
export const TRACE_VERSION = 1;
export const HEADER_BYTES = 24;

export const FLOAT_BYTES = 4;
export const PAIR_BYTES = 2 * FLOAT_BYTES;

/** Below this, samples themselves are read as quickly. */
const FINEST_BUCKET = 16;
const LEVEL_FACTOR = 4;
/** A level with no more buckets than this can be read whole in one go. */
const COARSE_ENOUGH = 4096;

/** Minima and maxima over buckets of one size. */
export interface TraceLevel {
  readonly bucketSamples: number;
  readonly bucketCount: number;
  /** Bytes from the start of the file. */
  readonly offset: number;
}

export interface TraceHeader {
  /** Hz. */
  readonly samplingRate: number;
  readonly sampleCount: number;
  /** From the finest to the coarsest. */
  readonly levels: readonly TraceLevel[];
}

/** Where everything is in a trace of so many samples. */
export function traceLevels(sampleCount: number): TraceLevel[] {
  const levels: TraceLevel[] = [];
  let offset = HEADER_BYTES + sampleCount * FLOAT_BYTES;
  for (let bucketSamples = FINEST_BUCKET; ; bucketSamples *= LEVEL_FACTOR) {
    const bucketCount = Math.ceil(sampleCount / bucketSamples);
    levels.push({ bucketSamples, bucketCount, offset });
    if (bucketCount <= COARSE_ENOUGH) return levels;
    offset += bucketCount * PAIR_BYTES;
  }
}

/** @throws FileCorruptError for anything that is not a whole trace file of this version */
export async function readTraceHeader(source: ByteSource): Promise<TraceHeader> {
  const bytes = await source.read(0, HEADER_BYTES);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length < HEADER_BYTES || view.getUint32(0, true) !== TRACE_MAGIC) {
    throw new FileCorruptError(source.name, 'byte 0', 'it is not a trace file.');
  }
  if (view.getUint32(4, true) !== TRACE_VERSION) {
    throw new FileCorruptError(source.name, 'byte 4', 'it is a trace file of another version.');
  }
  const samplingRate = view.getFloat64(8, true);
  const sampleCount = view.getFloat64(16, true);
  const isRate = samplingRate > 0 && Number.isFinite(samplingRate);
  if (!isRate || !Number.isSafeInteger(sampleCount) || sampleCount < 0) {
    throw new FileCorruptError(
      source.name,
      'byte 8',
      'its sampling rate or number of samples is impossible.',
    );
  }
  const levels = traceLevels(sampleCount);
  if (source.size !== traceBytes(levels)) {
    throw new FileCorruptError(
      source.name,
      `byte ${source.size}`,
      `a trace of ${sampleCount} samples has ${traceBytes(levels)} bytes.`,
    );
  }
  return { samplingRate, sampleCount, levels };
}

function traceBytes(levels: readonly TraceLevel[]): number {
  const { offset, bucketCount } = levels[levels.length - 1];
  return offset + bucketCount * PAIR_BYTES;
}

/** Numbers as they lie in a file, at any address of the bytes. */
export async function readFloats(source: ByteSource, offset: number, count: number): Promise<Float32Array> {
  const bytes = await source.read(offset, count * FLOAT_BYTES);
  if (bytes.length < count * FLOAT_BYTES) {
    throw new FileCorruptError(source.name, `byte ${offset + bytes.length}`, 'the file ends early.');
  }
  const isAligned = bytes.byteOffset % FLOAT_BYTES === 0;
  return isAligned
    ? new Float32Array(bytes.buffer, bytes.byteOffset, count)
    : new Float32Array(bytes.slice().buffer, 0, count);
}

export function bytesOf(floats: Float32Array): Uint8Array {
  return new Uint8Array(floats.buffer, floats.byteOffset, floats.byteLength);
}

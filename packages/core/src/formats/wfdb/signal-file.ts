/**
 * A signal file: frames of samples, each frame holding the samples of every signal in the file one after the other.
 */
import { FileCorruptError } from '../../errors.ts';
import type { ByteSource } from '../byte-source.ts';
import { bytesOfSamples, type SampleFormat, samplesInBytes } from './sample-formats.ts';

export interface SignalFile {
  readonly source: ByteSource;
  readonly format: SampleFormat;
  /** Bytes before the first frame. */
  readonly byteOffset: number;
  /** Samples of all signals in a frame. */
  readonly samplesPerFrame: number;
  /** Bytes after that many frames are padding. */
  readonly frameCount: number;
}

/** The samples of one signal within a frame. */
export interface FrameSlot {
  /** Index of the first one. */
  readonly offset: number;
  readonly count: number;
}

/** Whole frames that the file has bytes for. */
export function framesInFile(file: Omit<SignalFile, 'frameCount'>): number {
  const { source, format, byteOffset, samplesPerFrame } = file;
  return Math.floor(samplesInBytes(format, Math.max(0, source.size - byteOffset)) / samplesPerFrame);
}

/**
 * Reads one signal's samples of consecutive frames as they are stored. Only the bytes of these frames are read.
 *
 * @param firstFrame - with `frameCount`, within the file's
 * @returns ADC values (differences for format 8), length `frameCount · slot.count`
 * @throws FileCorruptError when the file has become shorter since it was opened
 */
export async function readStored(
  file: SignalFile,
  slot: FrameSlot,
  firstFrame: number,
  frameCount: number,
): Promise<Int32Array> {
  const { source, format, byteOffset, samplesPerFrame } = file;
  const firstSample = firstFrame * samplesPerFrame;
  const endSample = firstSample + frameCount * samplesPerFrame;

  // Start at the group that the first sample is in: it may share bytes with samples before it.
  const samplesBefore = firstSample % format.groupBytes.length;
  const firstByte = byteOffset + bytesOfSamples(format, firstSample - samplesBefore);
  const byteCount = byteOffset + bytesOfSamples(format, endSample) - firstByte;
  const bytes = await source.read(firstByte, byteCount);
  if (bytes.length < byteCount) {
    throw new FileCorruptError(
      source.name,
      `byte ${firstByte + bytes.length}`,
      'the file ends while being read.',
    );
  }

  const stored = new Int32Array(frameCount * slot.count);
  for (let k = 0; k < slot.count; k++) {
    format.decode(bytes, samplesBefore + slot.offset + k, samplesPerFrame, stored, k, slot.count);
  }
  return stored;
}

/**
 * One signal, read in pieces and turned into physical values.
 */
import { createSummingReader } from './running-sum.ts';
import { type FrameSlot, readStored, type SignalFile } from './signal-file.ts';

/** How stored numbers become mV: `(adc - baseline) / gain · millivoltsPerUnit`. */
export interface Calibration {
  /** ADC steps per unit, not 0. */
  readonly gain: number;
  /** ADC steps. */
  readonly baseline: number;
  readonly millivoltsPerUnit: number;
}

export interface SignalReader {
  /**
   * @param start - index of a sample of this signal, 0 ≤ start ≤ end
   * @returns mV, length `end - start`; NaN where the file has no sample, marks it as missing or makes it infinite
   */
  read(start: number, end: number): Promise<Float32Array>;
}

/** However long a piece is, no more of the file than this (or one frame) is in memory at a time. */
const BLOCK_BYTES = 1 << 20;

/** The widest format has four bytes per sample. */
const LARGEST_SAMPLE_BYTES = 4;

/**
 * @param slot - where the signal is within a frame of the file
 * @param skewSamples - samples in the file that precede sample 0
 * @param initialValue - ADC value that format 8 counts from
 */
export function createSignalReader(
  file: SignalFile,
  slot: FrameSlot,
  skewSamples: number,
  initialValue: number,
  calibration: Calibration,
): SignalReader {
  const { missing, differences } = file.format;
  const storedSamples = file.frameCount * slot.count;
  const blockFrames = Math.max(1, Math.floor(BLOCK_BYTES / (LARGEST_SAMPLE_BYTES * file.samplesPerFrame)));

  const readFrames = (first: number, count: number) => readStored(file, slot, first, count);
  const readAdc = differences
    ? createSummingReader(file.samplesPerFrame, initialValue, readFrames)
    : readFrames;

  return {
    async read(start, end) {
      const millivolts = new Float32Array(end - start).fill(Number.NaN);
      const storedStart = start + skewSamples;
      const storedEnd = Math.min(end + skewSamples, storedSamples);

      let from = storedStart;
      while (from < storedEnd) {
        const frame = Math.floor(from / slot.count);
        const frames = Math.min(blockFrames, Math.ceil(storedEnd / slot.count) - frame);
        const adc = await readAdc(frame, frames);

        const to = Math.min(storedEnd, (frame + frames) * slot.count);
        const wanted = adc.subarray(from - frame * slot.count, to - frame * slot.count);
        calibrate(wanted, missing, calibration, millivolts.subarray(from - storedStart));
        from = to;
      }
      return millivolts;
    },
  };
}

/** A function of its own because every sample passes this loop, and loops in async functions are optimised late. */
function calibrate(adc: Int32Array, missing: number, calibration: Calibration, out: Float32Array): void {
  const { gain, baseline, millivoltsPerUnit } = calibration;
  for (let i = 0; i < adc.length; i++) {
    if (adc[i] === missing) continue;
    const millivolts = Math.fround(((adc[i] - baseline) / gain) * millivoltsPerUnit);
    // Only what is finite is zero away from itself.
    if (millivolts - millivolts === 0) out[i] = millivolts;
  }
}

/**
 * What a WFDB header (`.hea`) says, field by field.
 *
 * @see header(5), WFDB Applications Guide, https://physionet.org/physiotools/wag/header-5.htm
 */

/** One signal specification line. */
export interface SignalSpec {
  /** A plain name; `~` by convention where the signal has no file (format 0). */
  readonly fileName: string;
  /** The number of the storage format, see signal(5). */
  readonly format: number;
  /** At least 1. The signal's rate is this many times the frame rate. */
  readonly samplesPerFrame: number;
  /** Samples in the file that precede sample 0 of the record. */
  readonly skewSamples: number;
  /** Bytes before the first sample. */
  readonly byteOffset: number;
  /** ADC steps per physical unit, never 0; 200 where the header gives none. */
  readonly gain: number;
  /** Whether the header gives a gain. */
  readonly calibrated: boolean;
  /** The ADC value of 0 physical units. */
  readonly baseline: number;
  /** As written; `null` where the header says none, which means mV. */
  readonly unit: string | null;
  /** Bits; 0 where the header says none. */
  readonly adcResolution: number;
  readonly adcZero: number;
  /** The ADC value of the first sample; what format 8 counts from. */
  readonly initialValue: number;
  /** Signed 16-bit sum of all samples, or `null` where the header says none. */
  readonly checksum: number | null;
  readonly blockSize: number;
  /** Trimmed; `signal 1`, `signal 2` … where the header says none. */
  readonly description: string;
}

/** One segment specification line of a multi-segment record. */
export interface SegmentSpec {
  /** The record that makes up the segment, or `~` for a gap. */
  readonly name: string;
  /** 0 for the layout segment that opens a record of variable layout. */
  readonly frameCount: number;
}

/** The record line, the first that is neither empty nor a comment. */
export interface RecordLine {
  readonly recordName: string;
  /** `null` for an ordinary record. */
  readonly segmentCount: number | null;
  readonly signalCount: number;
  /** Frames per second in Hz; `null` where the header says none, which means 250. */
  readonly frameRate: number | null;
  /** Hz; `null` where the header says none, which means the frame rate. */
  readonly counterFrequency: number | null;
  readonly baseCounter: number;
  /** Samples of a signal with one sample per frame; `null` where the header does not say. */
  readonly frameCount: number | null;
  /** The base date and time read as UTC; `null` where there is no date. */
  readonly startTime: Date | null;
}

export interface WfdbHeader extends RecordLine {
  /** The name of the header file, for messages. */
  readonly file: string;
  /** Empty for a multi-segment record. */
  readonly signals: readonly SignalSpec[];
  /** `null` for an ordinary record. */
  readonly segments: readonly SegmentSpec[] | null;
  /** Without the `#`, trimmed, in the order of the file. */
  readonly comments: readonly string[];
  /** What had to be assumed, one sentence each. */
  readonly warnings: readonly string[];
}

/** Frames per second where the record line says none (header(5), "sampling frequency"). */
export const DEFAULT_FRAME_RATE_HZ = 250;

/** ADC steps per mV of a signal without calibration (header(5), "ADC gain"). */
export const DEFAULT_GAIN = 200;

/**
 * A recording as the rest of Sinode sees it: leads in mV at one sampling rate, whatever file it came from.
 */

/** What a reader can tell about a lead before any sample is read. */
export interface LeadInfo {
  /** As named in the file, trimmed; unique within the recording. */
  readonly name: string;
  /** The unit written in the file, or `null` where the file says none and mV is assumed. */
  readonly unit: string | null;
}

/** One lead with its samples. */
export interface Lead extends LeadInfo {
  /** mV; NaN where the recording has a gap. */
  readonly samples: Float32Array;
}

/** A mark in the recording: a beat, a rhythm change, a comment. */
export interface Annotation {
  /** Sample index at the recording's own sampling rate. */
  readonly sample: number;
  /** The code as WFDB writes it (`N`, `V`, `+`, `[` …); `"` for free text. */
  readonly symbol: string;
  readonly subtype: number;
  readonly channel: number;
  readonly number: number;
  /** Free text that goes with it; empty when there is none. */
  readonly aux: string;
}

export type RecordingFormat = 'mat' | 'wfdb' | 'edf' | 'bdf' | 'csv' | 'json';

/** What is known of a recording before its samples are read. */
export interface RecordingInfo {
  /** The name of the file it was opened from. */
  readonly name: string;
  readonly format: RecordingFormat;
  readonly leads: readonly LeadInfo[];
  /** Hz, greater than 0. */
  readonly samplingRate: number;
  /** Samples per lead. */
  readonly sampleCount: number;
  readonly startTime: Date | null;
  /** What the reader had to assume or leave out, one sentence each. */
  readonly warnings: readonly string[];
  /** Annotations inside the file itself (EDF+); empty for formats that keep them elsewhere. */
  readonly annotations: readonly Annotation[];
}

/**
 * A recording that is open and read in pieces, so that a day of ECG needs no more memory than a minute of it.
 * Every format reader returns one.
 */
export interface RecordingReader extends RecordingInfo {
  /**
   * Samples `start` (inclusive) to `end` (exclusive) of one lead.
   *
   * @param lead - index into `leads`
   * @param start - 0 ≤ start ≤ end
   * @param end - at most `sampleCount`
   * @returns mV, length `end - start`; NaN where the recording has a gap
   * @throws FileCorruptError when the bytes there cannot be decoded
   */
  read(lead: number, start: number, end: number): Promise<Float32Array>;
}

/** A recording that is wholly in memory. */
export interface Recording extends RecordingInfo {
  readonly leads: readonly Lead[];
}

/** A {@link Recording} behind the interface of one that is read in pieces. */
export function inMemoryReader(recording: Recording): RecordingReader {
  return {
    ...recording,
    read: async (lead, start, end) => recording.leads[lead].samples.slice(start, end),
  };
}

/**
 * Reads every lead whole. Memory: 4 bytes per sample and lead.
 */
export async function readWhole(reader: RecordingReader): Promise<Recording> {
  const { name, format, samplingRate, sampleCount, startTime, warnings, annotations } = reader;
  const leads: Lead[] = [];
  for (const [index, lead] of reader.leads.entries()) {
    leads.push({ ...lead, samples: await reader.read(index, 0, sampleCount) });
  }
  return { name, format, leads, samplingRate, sampleCount, startTime, warnings, annotations };
}

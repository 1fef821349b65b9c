import type { LeadInfo } from '../../recording/recording.ts';

/** An ordinary or multi-segment record, opened: what `openWfdb` turns into a `RecordingReader`. */
export interface OpenedRecord {
  readonly leads: readonly LeadInfo[];
  /** Hz */
  readonly samplingRate: number;
  /** Per lead. */
  readonly sampleCount: number;
  readonly warnings: readonly string[];
  /** As `RecordingReader.read`. */
  read(lead: number, start: number, end: number): Promise<Float32Array>;
}

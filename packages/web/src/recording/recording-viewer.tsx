/** A recording, its beats and what can be done with them: the same for the server's and for those of this browser. */
import type { components } from '@sinode/client';
import type { TraceSource } from '../trace/trace-source.ts';

export type AnalysisReport = components['schemas']['AnalysisReport'];
export type BeatChange = components['schemas']['BeatChange'];

/** Beats that experts marked, to compare with. */
export interface ReferenceBeats {
  readonly annotator: string;
  /** Ascending sample indices at the recording's rate. */
  readonly beats: readonly number[];
  /** Stretches that are not scored, in samples. */
  readonly excluded: readonly { readonly start: number; readonly end: number }[];
}

export interface RecordingViewerProps {
  readonly trace: TraceSource;
  readonly name: string;
  readonly startTime: Date | null;
  /** The beats of one lead; null while there are none yet. */
  readonly report: AnalysisReport | null;
  readonly reference?: ReferenceBeats | null;
  /** Largest distance of a beat from its reference. @default 150 */
  readonly toleranceMs?: number;
  /** Where to look first. @default the start */
  readonly initialSeconds?: number | 'first-error';
  /** Asked to find the beats of another lead. */
  readonly onLead?: (lead: string) => void;
  /** Saves corrections as a version; without it they can be exported only. */
  readonly onSave?: (save: {
    readonly changes: readonly BeatChange[];
    readonly note: string;
  }) => Promise<void>;
}

export function RecordingViewer({ name }: RecordingViewerProps) {
  return <div>{name}</div>;
}

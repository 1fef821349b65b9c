/** What the viewer is given to show, wherever it comes from. */
import type { components } from '@sinode/client';

export type AnalysisReport = components['schemas']['AnalysisReport'];
export type BeatChange = components['schemas']['BeatChange'];

/** Beats that experts marked, to compare with. */
export interface ReferenceBeats {
  readonly annotator: string;
  /** Ascending sample indices at the recording's rate. */
  readonly beats: readonly number[];
  /** Stretches that are not scored, in samples. */
  readonly excluded: readonly { readonly start: number; readonly end: number }[];
  /** Largest distance of a beat from its reference. @default 150, as in ANSI/AAMI EC57 */
  readonly toleranceMs?: number | undefined;
  /** `annotated`: what lies before the first and after the last reference beat is not counted. @default 'all' */
  readonly span?: 'all' | 'annotated' | undefined;
}

/** Beats of a lead as a person corrected them before. */
export interface CorrectedBeats {
  readonly version: number;
  readonly beats: readonly number[];
}

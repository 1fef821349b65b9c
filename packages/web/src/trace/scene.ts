/** Everything that is drawn over the signal. */
import type { SampleSpan } from '@sinode/core';
import type { Layout } from './layout.ts';
import type { Palette } from './palette.ts';
import type { Tiles } from './tiles.ts';
import type { View } from './view.ts';

export interface ShownBeats {
  readonly lead: string;
  /** Ascending sample indices. */
  readonly samples: Int32Array;
  /** 0..1 for each beat; NaN where a person set it. */
  readonly confidence: Float64Array;
  /** bpm from each beat to the next; NaN across what could not be read. */
  readonly heartRates: Float64Array;
}

/** How the beats compare with those of experts; ascending sample indices. */
export interface ShownReference {
  readonly matched: Int32Array;
  readonly missed: Int32Array;
  /** Beats that are no reference beats. */
  readonly extra: Int32Array;
  /** Stretches that are not scored. */
  readonly excluded: readonly SampleSpan[];
}

interface ShownStretch {
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly verdict: 'good' | 'poor' | 'unreadable';
}

/** Two points of the paper, between which is measured. */
export interface Calipers {
  readonly lead: string;
  readonly fromSample: number;
  readonly toSample: number;
  readonly fromMv: number;
  readonly toMv: number;
}

/** What lies over the signal. */
export interface Overlay {
  readonly beats: ShownBeats | null;
  readonly reference: ShownReference | null;
  readonly stretches: readonly ShownStretch[];
  /** Sample index of the beat that is chosen. */
  readonly selected: number | null;
  /** Sample index where a beat would be set. */
  readonly cursor: number | null;
  readonly calipers: Calipers | null;
  readonly palette: Palette;
}

export interface Scene extends Overlay {
  readonly view: View;
  readonly layout: Layout;
  /** Pixels of the screen for each CSS pixel. */
  readonly pixelRatio: number;
  readonly samplingRate: number;
  readonly sampleCount: number;
  readonly startTime: Date | null;
  readonly tiles: Tiles;
  /** mV at the baseline of each lead. */
  readonly offsetsMv: Readonly<Record<string, number>>;
}

/** From this confidence on a beat needs no rhythm to be believed (docs/decisions/0005). */
export const SURE_CONFIDENCE = 0.9;

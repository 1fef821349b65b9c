/** A stretch of samples: `start` inclusive, `end` exclusive. */
export interface SampleSpan {
  readonly start: number;
  readonly end: number;
}

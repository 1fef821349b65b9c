/** Steps of grids and axes. */

/** Fine and coarse lines of ECG paper: a small square is 40 ms wide and 0.1 mV high, a large one five of them. */
const PAPER_SECONDS = { fine: 0.04, coarse: 0.2 } as const;
const PAPER_MV = { fine: 0.1, coarse: 0.5 } as const;

const MINUTE = 60;
const HOUR = 3600;
const AXIS_SECONDS = [
  ...[0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30],
  ...[MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE],
  ...[HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, 24 * HOUR],
];

/** The finest step of a time axis whose labels have room. */
export function axisStepSeconds(pixelsPerSecond: number, leastPixels: number): number {
  return AXIS_SECONDS.find((step) => step * pixelsPerSecond >= leastPixels) ?? 24 * HOUR;
}

/** Closer than this, lines are a grey area. */
const LEAST_PIXELS = { fine: 3, coarse: 8 } as const;

export interface GridSteps {
  /** null where there is no room. */
  readonly fine: number | null;
  readonly coarse: number;
}

/** Vertical lines: those of the paper while they can be told apart, else those of the time axis. */
export function gridSeconds(pixelsPerSecond: number): GridSteps {
  const { fine, coarse } = PAPER_SECONDS;
  if (coarse * pixelsPerSecond < LEAST_PIXELS.coarse) {
    return { fine: null, coarse: axisStepSeconds(pixelsPerSecond, LEAST_PIXELS.coarse * 2) };
  }
  return { fine: fine * pixelsPerSecond >= LEAST_PIXELS.fine ? fine : null, coarse };
}

/** Horizontal lines. */
export function gridMv(pixelsPerMv: number): GridSteps {
  const { fine, coarse } = PAPER_MV;
  return {
    fine: fine * pixelsPerMv >= LEAST_PIXELS.fine ? fine : null,
    coarse: coarse * pixelsPerMv >= LEAST_PIXELS.coarse ? coarse : 10 * coarse,
  };
}

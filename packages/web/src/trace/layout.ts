/** Where things are on the paper, in CSS pixels from its upper left corner. */
import { PIXELS_PER_MM } from './view.ts';

/** Names of leads, calibration pulse and the scale of the heart rate. */
export const GUTTER_PIXELS = 64;
/** Heart rate from beat to beat, above the trace. */
export const HEART_RATE_PIXELS = 46;
/** The time axis, below it. */
export const AXIS_PIXELS = 24;

export interface Lane {
  readonly lead: string;
  readonly top: number;
  readonly height: number;
  /** Where `offsetMv` is. */
  readonly baseline: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly lanes: readonly Lane[];
}

/** Height of a lane by how many there are: whole large squares, so that the grid goes on from lane to lane. */
function laneMm(count: number): number {
  if (count === 1) return 60;
  return count <= 3 ? 40 : 25;
}

/** Above the baseline there is more room: most leads point up. */
const ABOVE = 0.6;
const LARGE_SQUARE_MM = 5;

export function layOut(leads: readonly string[], width: number): Layout {
  const mm = laneMm(leads.length);
  const above = Math.round((mm * ABOVE) / LARGE_SQUARE_MM) * LARGE_SQUARE_MM;
  const height = mm * PIXELS_PER_MM;
  const lanes = leads.map((lead, i) => {
    const top = HEART_RATE_PIXELS + i * height;
    return { lead, top, height, baseline: top + above * PIXELS_PER_MM };
  });
  return { width, height: HEART_RATE_PIXELS + leads.length * height + AXIS_PIXELS, lanes };
}

/** The lane at a height; the nearest where there is none. */
export function laneAt({ lanes }: Layout, y: number): Lane | null {
  return lanes.find(({ top, height }) => y < top + height) ?? lanes.at(-1) ?? null;
}

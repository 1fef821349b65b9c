/** Heart rate from beat to beat where beats are closer than one can tell apart: mean and range for each column. */

import type { Palette } from './palette.ts';
import type { Pen } from './pen.ts';
import type { ShownBeats } from './scene.ts';

export interface TrendArea {
  readonly left: number;
  readonly top: number;
  readonly bottom: number;
  /** How many columns of a pixel there are. */
  readonly columns: number;
  /** Where a sample is, in pixels from `left`; ascending. */
  readonly columnOf: (sample: number) => number;
}

/** Draws the rates of beats `first` to `last` (exclusive): a band from the lowest to the highest, a line for the mean. */
export function drawTrend(
  pen: Pen,
  { samples, heartRates }: ShownBeats,
  [first, last]: readonly [number, number],
  { left, top, bottom, columns, columnOf }: TrendArea,
  palette: Palette,
): void {
  const sums = new Float64Array(columns);
  const counts = new Float64Array(columns);
  const lows = new Float64Array(columns).fill(Number.POSITIVE_INFINITY);
  const highs = new Float64Array(columns).fill(Number.NEGATIVE_INFINITY);
  for (let i = first; i < last; i++) {
    const bpm = heartRates[i] ?? Number.NaN;
    if (Number.isNaN(bpm)) continue;
    const begin = Math.max(0, Math.floor(columnOf(samples[i] ?? 0)));
    const end = Math.min(columns - 1, Math.floor(columnOf(samples[i + 1] ?? 0)));
    for (let column = begin; column <= end; column++) {
      sums[column] = (sums[column] ?? 0) + bpm;
      counts[column] = (counts[column] ?? 0) + 1;
      if (bpm < (lows[column] ?? 0)) lows[column] = bpm;
      if (bpm > (highs[column] ?? 0)) highs[column] = bpm;
    }
  }

  const [lowest, highest] = trendRange(heartRates);
  const y = (bpm: number) =>
    bottom - ((Math.min(highest, Math.max(lowest, bpm)) - lowest) / (highest - lowest)) * (bottom - top);
  pen.globalAlpha = 0.3;
  pen.fillStyle = palette.heartRate;
  pen.beginPath();
  for (let column = 0; column < columns; column++) {
    if (counts[column] === 0) continue;
    const high = y(highs[column] ?? 0);
    pen.rect(left + column, high, 1, Math.max(1, y(lows[column] ?? 0) - high));
  }
  pen.fill();
  pen.globalAlpha = 1;
  pen.beginPath();
  let isDown = false;
  for (let column = 0; column < columns; column++) {
    const count = counts[column] ?? 0;
    const at = y((sums[column] ?? 0) / count);
    if (count > 0 && isDown) pen.lineTo(left + column + 0.5, at);
    else if (count > 0) pen.moveTo(left + column + 0.5, at);
    isDown = count > 0;
  }
  pen.strokeStyle = palette.heartRate;
  pen.lineWidth = 1.5;
  pen.lineJoin = 'bevel';
  pen.stroke();

  pen.font = '11px system-ui, sans-serif';
  pen.fillStyle = palette.ink;
  pen.textAlign = 'left';
  pen.textBaseline = 'top';
  pen.fillText(String(highest), left + 4, top - 2);
  pen.textBaseline = 'bottom';
  pen.fillText(String(lowest), left + 4, bottom + 2);
}

const SCALE_STEP = 20;
const ranges = new WeakMap<Float64Array, readonly [number, number]>();

/** The scale: the same wherever one looks, and not stretched by a single wild interval. */
export function trendRange(heartRates: Float64Array): readonly [lowest: number, highest: number] {
  const known = ranges.get(heartRates);
  if (known !== undefined) return known;
  const rates = heartRates.filter((bpm) => !Number.isNaN(bpm)).sort();
  const at = (share: number) => rates[Math.floor(share * (rates.length - 1))] ?? 60;
  const lowest = Math.max(0, Math.floor(at(0.005) / SCALE_STEP) * SCALE_STEP);
  const range = [
    lowest,
    Math.max(lowest + SCALE_STEP, Math.ceil(at(0.995) / SCALE_STEP) * SCALE_STEP),
  ] as const;
  ranges.set(heartRates, range);
  return range;
}

/** The trace, as the page says it is and as it is drawn. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { GUTTER_PIXELS, HEART_RATE_PIXELS } from '../../../packages/web/src/trace/layout.ts';
import { LIGHT } from '../../../packages/web/src/trace/palette.ts';

const WITHIN_MS = 60_000;

export interface TraceView {
  /** Sample at the left edge of the paper; may lie between two. */
  readonly startSample: number;
  /** In CSS pixels. */
  readonly samplesPerPixel: number;
}

/** The trace, drawn and complete. */
export function traceOf(page: Page): Locator {
  return page.locator('[data-testid="trace"][data-ready="true"]').first();
}

/** Resolves when the trace is drawn. */
export async function readTraceView(page: Page): Promise<TraceView> {
  const view = await traceOf(page).evaluate((element) => ({
    startSample: Number(element.dataset.startSample),
    samplesPerPixel: Number(element.dataset.samplesPerPixel),
  }));
  expect(view.samplesPerPixel).toBeGreaterThan(0);
  return view;
}

/** Where a sample is, in CSS pixels from the left edge of the canvas. */
export function pixelOf(sample: number, { startSample, samplesPerPixel }: TraceView): number {
  return GUTTER_PIXELS + (sample - startSample) / samplesPerPixel;
}

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Row by row, red, green, blue, opacity. */
  readonly data: readonly number[];
}

/** What is on the canvas, for screens with one pixel to a CSS pixel. */
async function readPixels(page: Page): Promise<Pixels> {
  return traceOf(page).evaluate((element) => {
    const canvas = element.querySelector('canvas');
    const pen = canvas?.getContext('2d');
    if (!canvas || !pen) throw new Error('the trace has no canvas');
    const { width, height } = canvas;
    return { width, height, data: Array.from(pen.getImageData(0, 0, width, height).data) };
  });
}

/** A mark of a missed or an extra beat is on the paper. */
export async function expectErrorDrawn(page: Page): Promise<void> {
  await expect.poll(async () => hasErrorMark(await readPixels(page)), { timeout: WITHIN_MS }).toBe(true);
}

/** Triangles and crosses have some dozens of pixels; a stray one would prove nothing. */
const LEAST_ERROR_PIXELS = 30;

function hasErrorMark(pixels: Pixels): boolean {
  let count = 0;
  for (let y = HEART_RATE_PIXELS; y < pixels.height; y++) {
    for (let x = GUTTER_PIXELS; x < pixels.width; x++) {
      if (hasInk(pixels, x, y, 'error')) count++;
    }
  }
  return count >= LEAST_ERROR_PIXELS;
}

/** Row of the ticks that stand above the trace, one for each beat. */
const TICK_ROW = HEART_RATE_PIXELS + 4;

/** Of 255: thin lines are mixed with what lies below them; the ink of texts differs more from that of the trace. */
const INK_TOLERANCE = { beat: 120, trace: 60, error: 10 } as const;

export interface DrawnBeats {
  /** Middles of the ticks above the trace, in CSS pixels from the left edge of the canvas. */
  readonly ticks: readonly number[];
  /** Column of the highest ink of the trace within some pixels of a column. */
  peakNear(column: number, within: number): number;
}

/** What the eye sees on the paper, in light colours: the marks of beats, and the tips of the trace. */
export async function readDrawnBeats(page: Page): Promise<DrawnBeats> {
  const pixels = await readPixels(page);
  const { width, height } = pixels;
  return {
    ticks: middlesOf(width, (x) => hasInk(pixels, x, TICK_ROW, 'beat')),
    peakNear(column, within) {
      for (let y = HEART_RATE_PIXELS + 8; y < height; y++) {
        const from = Math.max(GUTTER_PIXELS, Math.round(column - within));
        for (let x = from; x <= Math.min(width - 1, column + within); x++) {
          if (hasInk(pixels, x, y, 'trace')) return x;
        }
      }
      return Number.NaN;
    },
  };
}

function hasInk({ width, data }: Pixels, x: number, y: number, kind: keyof typeof INK_TOLERANCE): boolean {
  const tolerance = INK_TOLERANCE[kind];
  return [1, 3, 5].every((at, i) => {
    const wanted = Number.parseInt(LIGHT[kind].slice(at, at + 2), 16);
    return Math.abs((data[4 * (y * width + x) + i] ?? 0) - wanted) < tolerance;
  });
}

/** @returns the middle of each run of columns, on the paper only */
function middlesOf(width: number, isMarked: (x: number) => boolean): number[] {
  const middles: number[] = [];
  for (let x = GUTTER_PIXELS; x < width; x++) {
    if (!isMarked(x)) continue;
    const from = x;
    while (x + 1 < width && isMarked(x + 1)) x++;
    middles.push((from + x + 1) / 2);
  }
  return middles;
}

/** What the trace says about itself, for tests and for assistive technology. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

export interface TraceView {
  /** Sample at the left edge of the canvas; may lie between two. */
  readonly startSample: number;
  /** In CSS pixels. */
  readonly samplesPerPixel: number;
  /** Of the canvas, in CSS pixels of the window. */
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/** The canvas that is drawn and complete. */
export function traceOf(page: Page): Locator {
  return page.locator('[data-testid="trace"] canvas[data-ready="true"]').first();
}

/** Resolves when the trace and its beats are drawn. */
export async function readTraceView(page: Page): Promise<TraceView> {
  const canvas = traceOf(page);
  await canvas.waitFor();
  const view = await canvas.evaluate((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return {
      startSample: Number(element.dataset.startSample),
      samplesPerPixel: Number(element.dataset.samplesPerPixel),
      box: { x, y, width, height },
    };
  });
  expect([view.startSample, view.samplesPerPixel]).toEqual([expect.any(Number), expect.any(Number)]);
  expect(view.samplesPerPixel).toBeGreaterThan(0);
  return view;
}

/** Where a sample is, in CSS pixels from the left edge of the canvas. */
export function pixelOf(sample: number, { startSample, samplesPerPixel }: TraceView): number {
  return (sample - startSample) / samplesPerPixel;
}

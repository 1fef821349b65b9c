/** The trace of one lead, as far as it is loaded. */
import { drawArea, type Scale } from './draw-area.ts';
import type { Lane } from './layout.ts';
import { GUTTER_PIXELS } from './layout.ts';
import type { Pen } from './pen.ts';
import type { Scene } from './scene.ts';
import { type Chunk, valueAt } from './tiles.ts';
import { pixelsPerMv, pixelsPerSecond } from './view.ts';

/** Samples that the paper shows, and a pixel more on both sides so that lines run to the edges. */
export function shownSamples({ view, layout, samplingRate, sampleCount }: Scene): {
  start: number;
  end: number;
} {
  const perPixel = samplesPerPixel({ view, samplingRate });
  const first = view.startSeconds * samplingRate;
  return {
    start: Math.max(0, Math.floor(first - perPixel) - 1),
    end: Math.min(sampleCount, Math.ceil(first + (layout.width - GUTTER_PIXELS + 1) * perPixel) + 1),
  };
}

/** Of CSS pixels. */
export function samplesPerPixel({ view, samplingRate }: Pick<Scene, 'view' | 'samplingRate'>): number {
  return samplingRate / pixelsPerSecond(view);
}

export function xOf({ view, samplingRate }: Pick<Scene, 'view' | 'samplingRate'>, sample: number): number {
  return GUTTER_PIXELS + (sample / samplingRate - view.startSeconds) * pixelsPerSecond(view);
}

export function yOf({ view, offsetsMv }: Pick<Scene, 'view' | 'offsetsMv'>, lane: Lane, mv: number): number {
  return lane.baseline - (mv - (offsetsMv[lane.lead] ?? 0)) * pixelsPerMv(view);
}

/** @returns what was drawn, for marks that stand on it */
export function drawSignal(pen: Pen, scene: Scene, lane: Lane): Chunk[] {
  const { start, end } = shownSamples(scene);
  const perPixel = samplesPerPixel(scene);
  const chunks = scene.tiles.chunks(lane.lead, start, end, perPixel / scene.pixelRatio);
  const perMv = pixelsPerMv(scene.view);
  const scale: Scale = {
    left: GUTTER_PIXELS - scene.view.startSeconds * pixelsPerSecond(scene.view),
    perSample: 1 / perPixel,
    zero: lane.baseline + (scene.offsetsMv[lane.lead] ?? 0) * perMv,
    perMv,
  };
  pen.save();
  pen.beginPath();
  pen.rect(GUTTER_PIXELS, lane.top, scene.layout.width - GUTTER_PIXELS, lane.height);
  pen.clip();
  const ink = scene.palette.trace;
  // Several beats in a pixel: no line can be told any more.
  if (perPixel > scene.samplingRate) drawArea(pen, chunks, scale, { ink, pixelRatio: scene.pixelRatio });
  else drawLine(pen, chunks, scale, ink);
  pen.restore();
  return chunks;
}

/** Of one stroke: where a browser draws on the processor, a long line takes far longer than its parts. */
const COLUMNS_PER_STROKE = 100;

function drawLine(pen: Pen, chunks: readonly Chunk[], scale: Scale, ink: string): void {
  const { left, perSample, zero, perMv } = scale;
  pen.strokeStyle = ink;
  pen.lineWidth = 1.25;
  pen.lineJoin = 'bevel';
  pen.beginPath();
  let isDown = false;
  let y = zero;
  let drawn = 0;
  for (const { minMax, startSample, samplesPerColumn, from, to } of chunks) {
    const first = Math.floor((from - startSample) / samplesPerColumn);
    const last = Math.min(minMax.length / 2, Math.ceil((to - startSample) / samplesPerColumn));
    // A sample is a point; a column is as wide as its samples, and drawn in its middle.
    const middle = (samplesPerColumn - 1) / 2;
    for (let column = first; column < last; column++) {
      const low = minMax[2 * column] ?? Number.NaN;
      const high = minMax[2 * column + 1] ?? Number.NaN;
      if (Number.isNaN(low)) {
        isDown = false;
        continue;
      }
      const x = left + (startSample + column * samplesPerColumn + middle) * perSample;
      const [yLow, yHigh] = [zero - low * perMv, zero - high * perMv];
      // The nearer end first: the line between two columns is then as short as it can be.
      const isLowFirst = Math.abs(yLow - y) <= Math.abs(yHigh - y);
      if (isDown) pen.lineTo(x, isLowFirst ? yLow : yHigh);
      else pen.moveTo(x, isLowFirst ? yLow : yHigh);
      y = isLowFirst ? yHigh : yLow;
      // A sample alone between gaps is a dot.
      if (low !== high) pen.lineTo(x, y);
      else if (!isDown) pen.lineTo(x + 0.5, y);
      isDown = true;
      drawn++;
      if (drawn % COLUMNS_PER_STROKE === 0) {
        pen.stroke();
        pen.beginPath();
        pen.moveTo(x, y);
      }
    }
  }
  pen.stroke();
}

/** Where a mark of a sample stands on the trace, kept inside its lane; on the baseline where nothing is loaded. */
export function markY(scene: Scene, lane: Lane, chunks: readonly Chunk[], sample: number): number {
  const offset = scene.offsetsMv[lane.lead] ?? 0;
  const y = yOf(scene, lane, valueAt(chunks, sample, offset) ?? offset);
  return Math.min(lane.top + lane.height - 6, Math.max(lane.top + 6, y));
}

/** The strip below the trace: the trend of the heart rate, or the signal itself while there are no beats. */
import { drawTrend } from './heart-rate-trend.ts';
import type { TraceModel } from './trace-model.ts';
import { shownSeconds } from './view.ts';

/** What does not change with the view, drawn once and kept. */
interface Kept {
  readonly facts: readonly unknown[];
  readonly image: HTMLCanvasElement;
}

const kept = new WeakMap<TraceModel, Kept>();
const MARGIN = 6;

export function drawOverview(canvas: HTMLCanvasElement, model: TraceModel): void {
  const ratio = window.devicePixelRatio;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  if (width === 0) return;
  const [pixels, rows] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== pixels || canvas.height !== rows) {
    canvas.width = pixels;
    canvas.height = rows;
  }
  const pen = canvas.getContext('2d');
  if (pen === null) return;
  const state = model.get();
  const lead = state.beats?.lead ?? state.leads[0] ?? '';
  const facts = [
    pixels,
    rows,
    state.palette,
    state.beats,
    state.stretches,
    state.reference,
    model.tiles.whole(lead),
  ];
  let background = kept.get(model);
  if (background === undefined || background.facts.some((fact, i) => fact !== facts[i])) {
    background = { facts, image: drawBackground(model, lead, { width, height, ratio }) };
    kept.set(model, background);
  }
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.drawImage(background.image, 0, 0);

  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  const extent = model.extent();
  const perSecond = width / extent.durationSeconds;
  const left = state.view.startSeconds * perSecond;
  const wide = Math.max(4, shownSeconds(state.view, extent) * perSecond);
  pen.globalAlpha = 0.15;
  pen.fillStyle = state.palette.beat;
  pen.fillRect(left, 0, wide, height);
  pen.globalAlpha = 1;
  pen.strokeStyle = state.palette.beat;
  pen.lineWidth = 1.5;
  pen.strokeRect(left + 0.75, 0.75, Math.min(wide, width - left) - 1.5, height - 1.5);
}

function drawBackground(
  model: TraceModel,
  lead: string,
  { width, height, ratio }: { width: number; height: number; ratio: number },
): HTMLCanvasElement {
  const image = document.createElement('canvas');
  image.width = Math.round(width * ratio);
  image.height = Math.round(height * ratio);
  const pen = image.getContext('2d');
  if (pen === null) return image;
  const { palette, beats, stretches, reference } = model.get();
  const { samplingRate, sampleCount } = model.source;
  pen.scale(ratio, ratio);
  pen.fillStyle = palette.paper;
  pen.fillRect(0, 0, width, height);
  const perSecond = (width * samplingRate) / sampleCount;
  for (const { startSeconds, endSeconds, verdict } of stretches) {
    if (verdict === 'good') continue;
    pen.globalAlpha = 0.3;
    pen.fillStyle = verdict === 'poor' ? palette.poor : palette.unreadable;
    pen.fillRect(startSeconds * perSecond, 0, Math.max(1, (endSeconds - startSeconds) * perSecond), height);
  }
  pen.globalAlpha = 1;
  if (beats !== null && beats.heartRates.length > 1) {
    const columnOf = (sample: number) => (sample / sampleCount) * width;
    const area = { left: 0, top: MARGIN, bottom: height - MARGIN, columns: Math.ceil(width), columnOf };
    drawTrend(pen, beats, [0, beats.heartRates.length], area, palette);
  } else drawSignal(pen, model, lead, width, height);
  if (reference !== null) {
    pen.fillStyle = palette.error;
    for (const sample of [...reference.missed, ...reference.extra]) {
      pen.fillRect((sample / sampleCount) * width - 1, height - 8, 2, 8);
    }
  }
  pen.strokeStyle = palette.coarseGrid;
  pen.strokeRect(0.5, 0.5, width - 1, height - 1);
  return image;
}

function drawSignal(
  pen: CanvasRenderingContext2D,
  model: TraceModel,
  lead: string,
  width: number,
  height: number,
): void {
  const whole = model.tiles.whole(lead);
  if (whole === null) return;
  const { minMax } = whole;
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of minMax) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (!(high > low)) return;
  const y = (mv: number) => height - MARGIN - ((mv - low) / (high - low)) * (height - 2 * MARGIN);
  const perColumn = (whole.samplesPerColumn / model.source.sampleCount) * width;
  pen.beginPath();
  for (let column = 0; 2 * column < minMax.length; column++) {
    const [bottom, top] = [minMax[2 * column] ?? Number.NaN, minMax[2 * column + 1] ?? Number.NaN];
    if (Number.isNaN(bottom)) continue;
    pen.moveTo(column * perColumn, y(bottom));
    pen.lineTo(column * perColumn, y(top) - 0.5);
  }
  pen.strokeStyle = model.get().palette.trace;
  pen.lineWidth = 1;
  pen.stroke();
}

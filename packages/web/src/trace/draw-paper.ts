/** Grid, margin, calibration pulses and time axis. */
import { texts } from '../texts/index.ts';
import { AXIS_PIXELS, GUTTER_PIXELS, HEART_RATE_PIXELS } from './layout.ts';
import type { Pen } from './pen.ts';
import type { Scene } from './scene.ts';
import { axisStepSeconds, gridMv, gridSeconds } from './steps.ts';
import { byTheClock, sinceStart } from './time-labels.ts';
import { pixelsPerMv, pixelsPerSecond } from './view.ts';

export const LABEL_FONT = '12px system-ui, sans-serif';
const LEAD_FONT = 'bold 13px system-ui, sans-serif';
const LEAST_LABEL_PIXELS = 90;
/** A pulse of 1 mV for 200 ms is what recorders draw to show their scale; a lower one where that has no room. */
const PULSES_MV = [1, 0.5, 0.1] as const;
const PULSE_SECONDS = 0.2;
const WIDEST_PULSE_PIXELS = 20;

export function drawPaper(pen: Pen, scene: Scene): void {
  const { layout, palette } = scene;
  pen.fillStyle = palette.paper;
  pen.fillRect(0, 0, layout.width, layout.height);
  const { fine, coarse } = gridSeconds(pixelsPerSecond(scene.view));
  const rows = gridMv(pixelsPerMv(scene.view));
  if (fine !== null) drawColumns(pen, scene, fine, palette.fineGrid, 0.5);
  if (rows.fine !== null) drawRows(pen, scene, rows.fine, palette.fineGrid, 0.5);
  drawColumns(pen, scene, coarse, palette.coarseGrid, 0.8);
  drawRows(pen, scene, rows.coarse, palette.coarseGrid, 0.8);
}

/** Drawn last, over whatever the trace left in the margins. */
export function drawMargins(pen: Pen, scene: Scene): void {
  const { layout, palette } = scene;
  pen.fillStyle = palette.paper;
  pen.fillRect(0, 0, GUTTER_PIXELS, layout.height);
  pen.fillRect(0, layout.height - AXIS_PIXELS, layout.width, AXIS_PIXELS);
  drawLine(pen, GUTTER_PIXELS, 0, GUTTER_PIXELS, layout.height - AXIS_PIXELS, palette.coarseGrid);
  drawLine(
    pen,
    GUTTER_PIXELS,
    layout.height - AXIS_PIXELS,
    layout.width,
    layout.height - AXIS_PIXELS,
    palette.coarseGrid,
  );
  drawPulses(pen, scene);
  drawAxis(pen, scene);
  drawScale(pen, scene);
}

/** What every ECG on paper says of itself. */
function drawScale(pen: Pen, { view, layout, palette }: Scene): void {
  const digits = (value: number) => String(Number(value.toPrecision(3)));
  pen.font = LABEL_FONT;
  pen.fillStyle = palette.faintInk;
  pen.textAlign = 'right';
  pen.textBaseline = 'top';
  const words = texts.recording.trace.paper(digits(view.mmPerSecond), digits(view.mmPerMv));
  pen.fillText(words, layout.width - 6, HEART_RATE_PIXELS + 10);
}

function drawColumns(pen: Pen, { view, layout }: Scene, step: number, color: string, width: number): void {
  const perSecond = pixelsPerSecond(view);
  const bottom = layout.height - AXIS_PIXELS;
  const last = Math.floor((view.startSeconds + (layout.width - GUTTER_PIXELS) / perSecond) / step);
  pen.beginPath();
  for (let i = Math.ceil(view.startSeconds / step); i <= last; i++) {
    const x = GUTTER_PIXELS + (i * step - view.startSeconds) * perSecond;
    pen.moveTo(x, HEART_RATE_PIXELS);
    pen.lineTo(x, bottom);
  }
  pen.strokeStyle = color;
  pen.lineWidth = width;
  pen.stroke();
}

function drawRows(pen: Pen, { view, layout }: Scene, step: number, color: string, width: number): void {
  const perStep = step * pixelsPerMv(view);
  pen.beginPath();
  for (const { top, height, baseline } of layout.lanes) {
    const last = Math.floor((top + height - baseline) / perStep + 1e-6);
    for (let i = Math.ceil((top - baseline) / perStep - 1e-6); i <= last; i++) {
      pen.moveTo(GUTTER_PIXELS, baseline + i * perStep);
      pen.lineTo(layout.width, baseline + i * perStep);
    }
  }
  pen.strokeStyle = color;
  pen.lineWidth = width;
  pen.stroke();
}

function drawPulses(pen: Pen, { view, layout, palette }: Scene): void {
  const wide = Math.min(WIDEST_PULSE_PIXELS, PULSE_SECONDS * pixelsPerSecond(view));
  pen.textAlign = 'left';
  for (const { lead, baseline, top, height } of layout.lanes) {
    const foot = Math.min(baseline, top + height);
    const pulse = PULSES_MV.find((mv) => mv * pixelsPerMv(view) < foot - top);
    const x = GUTTER_PIXELS - 10 - WIDEST_PULSE_PIXELS;
    pen.beginPath();
    pen.moveTo(x - 4, foot);
    pen.lineTo(x, foot);
    if (pulse !== undefined) {
      const high = pulse * pixelsPerMv(view);
      pen.lineTo(x, foot - high);
      pen.lineTo(x + wide, foot - high);
      pen.lineTo(x + wide, foot);
    }
    pen.lineTo(x + wide + 4, foot);
    pen.strokeStyle = palette.ink;
    pen.lineWidth = 1.4;
    pen.stroke();
    pen.fillStyle = palette.ink;
    if (pulse !== undefined && pulse !== PULSES_MV[0]) {
      pen.font = LABEL_FONT;
      pen.textBaseline = 'top';
      pen.fillText(texts.recording.trace.pulse(pulse), 8, foot + 6);
    }
    pen.font = LEAD_FONT;
    pen.textBaseline = 'top';
    pen.fillText(shortened(lead), 8, top + 6);
  }
}

/** As much of a name as there is room for. */
function shortened(lead: string): string {
  return lead.length <= 7 ? lead : `${lead.slice(0, 6)}…`;
}

function drawAxis(pen: Pen, scene: Scene): void {
  const { view, layout, palette, startTime } = scene;
  const perSecond = pixelsPerSecond(view);
  const step = axisStepSeconds(perSecond, LEAST_LABEL_PIXELS);
  const top = layout.height - AXIS_PIXELS;
  pen.font = LABEL_FONT;
  pen.textAlign = 'center';
  pen.textBaseline = 'top';
  pen.fillStyle = palette.ink;
  const end = view.startSeconds + (layout.width - GUTTER_PIXELS) / perSecond;
  // After the recording there is paper, but no time.
  const last = Math.floor(Math.min(end, scene.sampleCount / scene.samplingRate) / step);
  for (let i = Math.ceil(view.startSeconds / step); i <= last; i++) {
    const seconds = i * step;
    const x = GUTTER_PIXELS + (seconds - view.startSeconds) * perSecond;
    drawLine(pen, x, top, x, top + 5, palette.ink);
    // A label that would be cut off is no help.
    if (x < GUTTER_PIXELS + 4 && i > 0) continue;
    if (x > layout.width - 24) continue;
    const label = startTime === null ? sinceStart(seconds, step) : byTheClock(startTime, seconds, step);
    pen.fillText(label, Math.max(x, GUTTER_PIXELS + 12), top + 7);
  }
  pen.textAlign = 'left';
  pen.fillStyle = palette.faintInk;
  pen.fillText(startTime === null ? texts.recording.trace.time : texts.recording.trace.clock, 8, top + 7);
}

function drawLine(pen: Pen, x1: number, y1: number, x2: number, y2: number, color: string): void {
  pen.beginPath();
  pen.moveTo(x1, y1);
  pen.lineTo(x2, y2);
  pen.strokeStyle = color;
  pen.lineWidth = 1;
  pen.stroke();
}

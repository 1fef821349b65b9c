/** Shades what can be trusted less, and what is not scored. */
import { texts } from '../texts/index.ts';
import { LABEL_FONT } from './draw-paper.ts';
import { xOf } from './draw-signal.ts';
import { AXIS_PIXELS, GUTTER_PIXELS, HEART_RATE_PIXELS } from './layout.ts';
import type { Pen } from './pen.ts';
import type { Scene } from './scene.ts';

const HATCH_PIXELS = 10;
const LEAST_LABEL_PIXELS = 70;

interface Shade {
  readonly from: number;
  readonly to: number;
  readonly color: string;
  readonly label: string;
  readonly isHatched: boolean;
}

export function drawStretches(pen: Pen, scene: Scene): void {
  const { palette, samplingRate } = scene;
  const { poor, unreadable } = texts.common.quality;
  for (const { startSeconds, endSeconds, verdict } of scene.stretches) {
    if (verdict === 'good') continue;
    drawShade(pen, scene, {
      from: startSeconds * samplingRate,
      to: endSeconds * samplingRate,
      color: verdict === 'poor' ? palette.poor : palette.unreadable,
      label: verdict === 'poor' ? poor : unreadable,
      isHatched: verdict === 'unreadable',
    });
  }
  for (const { start, end } of scene.reference?.excluded ?? []) {
    const { reference: color } = palette;
    drawShade(pen, scene, {
      from: start,
      to: end,
      color,
      label: texts.recording.trace.notScored,
      isHatched: true,
    });
  }
}

function drawShade(pen: Pen, scene: Scene, { from, to, color, label, isHatched }: Shade): void {
  const left = Math.max(GUTTER_PIXELS, xOf(scene, from));
  const right = Math.min(scene.layout.width, xOf(scene, to));
  if (right <= left) return;
  const top = HEART_RATE_PIXELS;
  const bottom = scene.layout.height - AXIS_PIXELS;
  pen.save();
  pen.beginPath();
  pen.rect(left, top, right - left, bottom - top);
  pen.clip();
  pen.globalAlpha = 0.14;
  pen.fillStyle = color;
  pen.fillRect(left, top, right - left, bottom - top);
  if (isHatched) {
    // Lines that stay with the signal when it is moved.
    const phase = xOf(scene, from) % HATCH_PIXELS;
    pen.globalAlpha = 0.35;
    pen.beginPath();
    for (let x = left - ((left - phase) % HATCH_PIXELS) - (bottom - top); x < right; x += HATCH_PIXELS) {
      pen.moveTo(x, bottom);
      pen.lineTo(x + (bottom - top), top);
    }
    pen.strokeStyle = color;
    pen.lineWidth = 1;
    pen.stroke();
  }
  pen.globalAlpha = 1;
  if (right - left >= LEAST_LABEL_PIXELS) {
    pen.font = LABEL_FONT;
    pen.textAlign = 'left';
    pen.textBaseline = 'bottom';
    pen.fillStyle = scene.palette.ink;
    pen.fillText(label, left + 6, bottom - 4);
  }
  pen.restore();
}

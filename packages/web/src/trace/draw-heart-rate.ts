/** Heart rate from beat to beat, above the trace: as numbers where there is room, as a line where there is not. */
import { texts } from '../texts/index.ts';
import { LABEL_FONT } from './draw-paper.ts';
import { samplesPerPixel, shownSamples, xOf } from './draw-signal.ts';
import { GUTTER_PIXELS, HEART_RATE_PIXELS } from './layout.ts';
import type { Pen } from './pen.ts';
import type { Scene, ShownBeats } from './scene.ts';
import { firstAtLeast } from './search.ts';

const LEAST_FOR_NUMBERS = 30;
const [TOP, BOTTOM] = [6, HEART_RATE_PIXELS - 6];

export function drawHeartRate(pen: Pen, scene: Scene): void {
  const { palette, layout, beats } = scene;
  pen.fillStyle = palette.paper;
  pen.fillRect(0, 0, layout.width, HEART_RATE_PIXELS);
  pen.font = LABEL_FONT;
  pen.fillStyle = palette.heartRate;
  pen.textAlign = 'left';
  pen.textBaseline = 'middle';
  pen.fillText(texts.recording.trace.bpm, 8, HEART_RATE_PIXELS / 2);
  if (beats === null) return;

  const { start, end } = shownSamples(scene);
  const first = Math.max(0, firstAtLeast(beats.samples, start) - 1);
  const last = Math.min(beats.heartRates.length, firstAtLeast(beats.samples, end));
  const room = (end - start) / samplesPerPixel(scene) / Math.max(1, last - first);
  pen.save();
  pen.beginPath();
  pen.rect(GUTTER_PIXELS, 0, layout.width - GUTTER_PIXELS, HEART_RATE_PIXELS);
  pen.clip();
  if (room >= LEAST_FOR_NUMBERS) drawNumbers(pen, scene, beats, first, last);
  else drawTrend(pen, scene, beats, first, last);
  pen.restore();
}

function drawNumbers(pen: Pen, scene: Scene, beats: ShownBeats, first: number, last: number): void {
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.font = '13px system-ui, sans-serif';
  for (let i = first; i < last; i++) {
    const bpm = beats.heartRates[i] ?? Number.NaN;
    if (Number.isNaN(bpm)) continue;
    const middle = ((beats.samples[i] ?? 0) + (beats.samples[i + 1] ?? 0)) / 2;
    pen.fillText(String(Math.round(bpm)), xOf(scene, middle), HEART_RATE_PIXELS / 2);
  }
}

/** A band from the lowest to the highest rate of each pixel. */
function drawTrend(pen: Pen, scene: Scene, beats: ShownBeats, first: number, last: number): void {
  const [lowest, highest] = trendRange(beats.heartRates);
  const y = (bpm: number) =>
    BOTTOM - ((Math.min(highest, Math.max(lowest, bpm)) - lowest) / (highest - lowest)) * (BOTTOM - TOP);
  pen.beginPath();
  let column = Number.NEGATIVE_INFINITY;
  let isDown = false;
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const flush = () => {
    if (high < low) return;
    const x = column + 0.5;
    if (isDown) pen.lineTo(x, y(low));
    else pen.moveTo(x, y(low));
    pen.lineTo(x, y(high) - 0.01);
    isDown = true;
  };
  for (let i = first; i < last; i++) {
    const bpm = beats.heartRates[i] ?? Number.NaN;
    const x = Math.round(xOf(scene, beats.samples[i + 1] ?? 0));
    if (x !== column) {
      flush();
      [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
      column = x;
    }
    if (Number.isNaN(bpm)) {
      flush();
      isDown = false;
      [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
      continue;
    }
    low = Math.min(low, bpm);
    high = Math.max(high, bpm);
  }
  flush();
  pen.strokeStyle = scene.palette.heartRate;
  pen.lineWidth = 1.25;
  pen.stroke();
  pen.textAlign = 'left';
  pen.textBaseline = 'middle';
  pen.font = '11px system-ui, sans-serif';
  pen.fillStyle = scene.palette.faintInk;
  pen.fillText(String(highest), GUTTER_PIXELS + 4, TOP + 4);
  pen.fillText(String(lowest), GUTTER_PIXELS + 4, BOTTOM - 4);
}

const SCALE_STEP = 20;

/** The scale of the trend: the same wherever one looks, and not stretched by a single wild interval. */
export function trendRange(heartRates: Float64Array): readonly [lowest: number, highest: number] {
  const cached = ranges.get(heartRates);
  if (cached !== undefined) return cached;
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

const ranges = new WeakMap<Float64Array, readonly [number, number]>();

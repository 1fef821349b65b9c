/** Heart rate from beat to beat, above the trace: as numbers where there is room, as a line where there is not. */
import { texts } from '../texts/index.ts';
import { LABEL_FONT } from './draw-paper.ts';
import { samplesPerPixel, shownSamples, xOf } from './draw-signal.ts';
import { drawTrend } from './heart-rate-trend.ts';
import { GUTTER_PIXELS, HEART_RATE_PIXELS } from './layout.ts';
import type { Pen } from './pen.ts';
import type { Scene, ShownBeats } from './scene.ts';
import { firstAtLeast } from './search.ts';

const LEAST_FOR_NUMBERS = 30;
const LEAST_FOR_NUMBER = 24;
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
  else {
    const columnOf = (sample: number) => xOf(scene, sample) - GUTTER_PIXELS;
    const columns = Math.ceil(layout.width - GUTTER_PIXELS);
    const area = { left: GUTTER_PIXELS, top: TOP, bottom: BOTTOM, columns, columnOf };
    drawTrend(pen, beats, [first, last], area, palette);
  }
  pen.restore();
}

function drawNumbers(pen: Pen, scene: Scene, beats: ShownBeats, first: number, last: number): void {
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.font = '13px system-ui, sans-serif';
  for (let i = first; i < last; i++) {
    const bpm = beats.heartRates[i] ?? Number.NaN;
    if (Number.isNaN(bpm)) continue;
    const [from, to] = [xOf(scene, beats.samples[i] ?? 0), xOf(scene, beats.samples[i + 1] ?? 0)];
    // A number that would run into its neighbours tells less than none.
    if (to - from < LEAST_FOR_NUMBER) continue;
    pen.fillText(String(Math.round(bpm)), (from + to) / 2, HEART_RATE_PIXELS / 2);
  }
}

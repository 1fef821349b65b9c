/** The beats on the trace, what experts say of them, and the tools that measure and change them. */
import { texts } from '../texts/index.ts';
import { LABEL_FONT } from './draw-paper.ts';
import { markY, samplesPerPixel, shownSamples, xOf, yOf } from './draw-signal.ts';
import { AXIS_PIXELS, HEART_RATE_PIXELS, type Lane } from './layout.ts';
import { measure } from './measure.ts';
import type { Pen } from './pen.ts';
import { type Scene, SURE_CONFIDENCE } from './scene.ts';
import { firstAtLeast } from './search.ts';
import type { Chunk } from './tiles.ts';

const RING_PIXELS = 5;
/** With less room between beats, rings would cover the trace; with less still, marks are a grey area. */
const LEAST_FOR_RINGS = 14;
const LEAST_FOR_MARKS = 3;

export function drawBeats(pen: Pen, scene: Scene, chunksOf: ReadonlyMap<string, readonly Chunk[]>): void {
  const { beats, layout, palette } = scene;
  if (beats === null) return;
  const { start, end } = shownSamples(scene);
  const first = firstAtLeast(beats.samples, start);
  const last = firstAtLeast(beats.samples, end);
  const room = (end - start) / samplesPerPixel(scene) / Math.max(1, last - first);
  if (room < LEAST_FOR_MARKS) return;
  const lane = layout.lanes.find(({ lead }) => lead === beats.lead);

  drawTicks(pen, scene, first, last);
  if (lane === undefined || room < LEAST_FOR_RINGS) return;
  const chunks = chunksOf.get(lane.lead) ?? [];
  for (let i = first; i < last; i++) {
    const sample = beats.samples[i] ?? 0;
    const confidence = beats.confidence[i] ?? Number.NaN;
    const [x, y] = [xOf(scene, sample), markY(scene, lane, chunks, sample)];
    const isDoubtful = confidence < SURE_CONFIDENCE;
    pen.strokeStyle = colorOf(scene, confidence);
    pen.lineWidth = sample === scene.selected ? 3.5 : 2;
    pen.setLineDash(isDoubtful ? [3, 2] : []);
    pen.beginPath();
    if (Number.isNaN(confidence)) diamond(pen, x, y, RING_PIXELS + 1.5);
    else pen.arc(x, y, sample === scene.selected ? RING_PIXELS + 2 : RING_PIXELS, 0, 2 * Math.PI);
    pen.stroke();
    pen.setLineDash([]);
    if (sample === scene.selected) {
      pen.beginPath();
      pen.arc(x, y, 2, 0, 2 * Math.PI);
      pen.fillStyle = palette.beat;
      pen.fill();
    }
  }
}

/** Short lines above the trace: they show the rhythm when the rings have no room, and lead the eye to the others. */
function drawTicks(pen: Pen, scene: Scene, first: number, last: number): void {
  const { beats, palette, layout } = scene;
  if (beats === null) return;
  pen.beginPath();
  for (let i = first; i < last; i++) {
    const x = xOf(scene, beats.samples[i] ?? 0);
    for (const { top } of layout.lanes) {
      pen.moveTo(x, top);
      pen.lineTo(x, top + 7);
    }
  }
  pen.strokeStyle = palette.beat;
  pen.lineWidth = 1.5;
  pen.stroke();
}

function colorOf({ palette }: Scene, confidence: number): string {
  if (Number.isNaN(confidence)) return palette.byHand;
  return confidence < SURE_CONFIDENCE ? palette.doubtful : palette.beat;
}

function diamond(pen: Pen, x: number, y: number, radius: number): void {
  pen.moveTo(x, y - radius);
  pen.lineTo(x + radius, y);
  pen.lineTo(x, y + radius);
  pen.lineTo(x - radius, y);
  pen.closePath();
}

/** Below the trace: a dot for each beat of the experts that was found, a triangle for a missed one, a cross for an extra. */
export function drawReference(pen: Pen, scene: Scene): void {
  const { reference, layout, palette, beats } = scene;
  const lane = layout.lanes.find(({ lead }) => lead === beats?.lead) ?? layout.lanes[0];
  if (reference === null || lane === undefined) return;
  const { start, end } = shownSamples(scene);
  const perPixel = samplesPerPixel(scene);
  const y = lane.top + lane.height - 12;
  const each = (samples: Int32Array, leastRoom: number, draw: (x: number) => void) => {
    const [first, last] = [firstAtLeast(samples, start), firstAtLeast(samples, end)];
    if ((end - start) / perPixel / Math.max(1, last - first) < leastRoom) return;
    for (let i = first; i < last; i++) draw(xOf(scene, samples[i] ?? 0));
  };
  pen.lineWidth = 2;
  pen.fillStyle = palette.reference;
  each(reference.matched, 6, (x) => {
    pen.beginPath();
    pen.arc(x, y, 2.5, 0, 2 * Math.PI);
    pen.fill();
  });
  pen.fillStyle = palette.error;
  pen.strokeStyle = palette.error;
  pen.font = LABEL_FONT;
  pen.textAlign = 'center';
  pen.textBaseline = 'bottom';
  // Errors are few and what one looks for: they are drawn at every zoom.
  each(reference.missed, 0, (x) => {
    pen.beginPath();
    pen.moveTo(x, y - 8);
    pen.lineTo(x + 6, y + 3);
    pen.lineTo(x - 6, y + 3);
    pen.closePath();
    pen.fill();
    if (perPixel * 400 > end - start) pen.fillText(texts.recording.trace.missed, x, y - 9);
  });
  each(reference.extra, 0, (x) => {
    pen.beginPath();
    pen.moveTo(x - 5, y - 5);
    pen.lineTo(x + 5, y + 5);
    pen.moveTo(x + 5, y - 5);
    pen.lineTo(x - 5, y + 5);
    pen.stroke();
    if (perPixel * 400 > end - start) pen.fillText(texts.recording.trace.extra, x, y - 9);
  });
}

export function drawCursor(pen: Pen, scene: Scene): void {
  if (scene.cursor === null) return;
  const x = xOf(scene, scene.cursor);
  pen.setLineDash([4, 4]);
  pen.beginPath();
  pen.moveTo(x, HEART_RATE_PIXELS);
  pen.lineTo(x, scene.layout.height - AXIS_PIXELS);
  pen.strokeStyle = scene.palette.cursor;
  pen.lineWidth = 1;
  pen.stroke();
  pen.setLineDash([]);
}

export function drawCalipers(pen: Pen, scene: Scene): void {
  const { calipers, layout, palette, samplingRate } = scene;
  const lane = layout.lanes.find(({ lead }) => lead === calipers?.lead);
  if (calipers === null || lane === undefined) return;
  const [x1, x2] = [xOf(scene, calipers.fromSample), xOf(scene, calipers.toSample)];
  const [y1, y2] = [yOf(scene, lane, calipers.fromMv), yOf(scene, lane, calipers.toMv)];
  pen.globalAlpha = 0.12;
  pen.fillStyle = palette.calipers;
  pen.fillRect(Math.min(x1, x2), lane.top, Math.abs(x2 - x1), lane.height);
  pen.globalAlpha = 1;
  pen.beginPath();
  for (const x of [x1, x2]) {
    pen.moveTo(x, lane.top);
    pen.lineTo(x, lane.top + lane.height);
  }
  for (const y of [y1, y2]) {
    pen.moveTo(Math.min(x1, x2) - 8, y);
    pen.lineTo(Math.max(x1, x2) + 8, y);
  }
  pen.strokeStyle = palette.calipers;
  pen.lineWidth = 1.5;
  pen.stroke();
  drawReadout(
    pen,
    scene,
    lane,
    (x1 + x2) / 2,
    texts.recording.calipers.readout(measure(calipers, samplingRate)),
  );
}

const READOUT_PIXELS_PER_LETTER = 7;

function drawReadout(pen: Pen, { layout, palette }: Scene, lane: Lane, x: number, text: string): void {
  const width = text.length * READOUT_PIXELS_PER_LETTER + 12;
  const left = Math.min(layout.width - width - 4, Math.max(4, x - width / 2));
  pen.fillStyle = palette.calipers;
  pen.fillRect(left, lane.top + 10, width, 20);
  pen.fillStyle = palette.paper;
  pen.font = LABEL_FONT;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillText(text, left + width / 2, lane.top + 20);
}

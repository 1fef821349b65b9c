/** The whole picture, from the paper up. The screen, PNG and SVG are drawn by this one function. */
import { drawBeats, drawCalipers, drawCursor, drawReference } from './draw-beats.ts';
import { drawHeartRate } from './draw-heart-rate.ts';
import { drawMargins, drawPaper } from './draw-paper.ts';
import { drawSignal } from './draw-signal.ts';
import { drawStretches } from './draw-stretches.ts';
import type { Pen } from './pen.ts';
import type { Scene } from './scene.ts';
import type { Chunk } from './tiles.ts';

export function drawTrace(pen: Pen, scene: Scene): void {
  drawPaper(pen, scene);
  drawStretches(pen, scene);
  const chunks = new Map<string, readonly Chunk[]>();
  for (const lane of scene.layout.lanes) chunks.set(lane.lead, drawSignal(pen, scene, lane));
  drawCursor(pen, scene);
  drawBeats(pen, scene, chunks);
  drawReference(pen, scene);
  drawCalipers(pen, scene);
  drawMargins(pen, scene);
  drawHeartRate(pen, scene);
}

/** What the trace shows, as a picture to keep: ink on white paper, whatever the colours of the page. */
import { drawTrace } from './draw-trace.ts';
import { layOut } from './layout.ts';
import { LIGHT } from './palette.ts';
import type { Pen } from './pen.ts';
import type { Scene } from './scene.ts';
import { createSvgPen } from './svg-pen.ts';
import type { TraceModel } from './trace-model.ts';

const CAPTION_PIXELS = 26;
/** Pixels of a PNG for each CSS pixel: sharp on paper too. */
const PNG_RATIO = 2;

export interface PictureOptions {
  /** Below the trace. */
  readonly caption: string;
  /** CSS pixels. @default as wide as on the page */
  readonly width?: number;
}

/** @returns an SVG document in the size that its scale claims: 25 mm/s are 25 mm on paper */
export function svgPicture(model: TraceModel, description: string, options: PictureOptions): string {
  const scene = sceneOf(model, options.width);
  const size = { width: scene.layout.width, height: scene.layout.height + CAPTION_PIXELS };
  const pen = createSvgPen(size, description);
  draw(pen, scene, options.caption);
  return pen.finish();
}

export async function pngPicture(model: TraceModel, options: PictureOptions): Promise<Blob> {
  const scene = sceneOf(model, options.width);
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(scene.layout.width * PNG_RATIO);
  canvas.height = Math.round((scene.layout.height + CAPTION_PIXELS) * PNG_RATIO);
  const pen = canvas.getContext('2d', { alpha: false });
  if (pen === null) throw new Error('This browser cannot draw.');
  pen.scale(PNG_RATIO, PNG_RATIO);
  draw(pen, scene, options.caption);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error('This browser cannot make a PNG of this size.'));
      else resolve(blob);
    }, 'image/png');
  });
}

function sceneOf(model: TraceModel, width: number | undefined): Scene {
  const { leads } = model.get();
  const scene = { ...model.scene(window.devicePixelRatio), palette: LIGHT, cursor: null, selected: null };
  return width === undefined ? scene : { ...scene, layout: layOut(leads, width) };
}

function draw(pen: Pen, scene: Scene, caption: string): void {
  const { width, height } = scene.layout;
  pen.fillStyle = LIGHT.paper;
  pen.fillRect(0, 0, width, height + CAPTION_PIXELS);
  drawTrace(pen, scene);
  pen.font = '12px system-ui, sans-serif';
  pen.fillStyle = LIGHT.ink;
  pen.textAlign = 'left';
  pen.textBaseline = 'middle';
  pen.fillText(caption, 8, height + CAPTION_PIXELS / 2);
}

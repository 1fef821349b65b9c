/** The trace where each pixel holds several beats: what is drawn then is an area, from the lowest value to the highest. */
import type { Pen } from './pen.ts';
import type { Chunk } from './tiles.ts';

/** Where samples and values are on the paper, in CSS pixels. */
export interface Scale {
  /** Of sample 0; mostly far to the left of the paper. */
  readonly left: number;
  readonly perSample: number;
  /** Of 0 mV. */
  readonly zero: number;
  readonly perMv: number;
}

/** Black ink would hide all that lies below. */
const INK = 0.6;
/** A flat line is a line too. */
const THINNEST = 1.25;

/**
 * In strips as wide as a pixel of the screen, each at its place: a line through all the columns takes a browser ten times
 * as long where it draws on the processor, and what is seen through must not overlap.
 *
 * @param pixelRatio - pixels of the screen for each CSS pixel
 */
export function drawArea(
  pen: Pick<Pen, 'fillRect' | 'fillStyle' | 'globalAlpha'>,
  chunks: readonly Chunk[],
  { left, perSample, zero, perMv }: Scale,
  { ink, pixelRatio }: { readonly ink: string; readonly pixelRatio: number },
): void {
  pen.fillStyle = ink;
  pen.globalAlpha = INK;
  const pixelOf = (sample: number) => Math.floor((left + sample * perSample) * pixelRatio);
  /** The strip that is being gathered: in pixels of the screen, and from its top to its bottom. */
  let from: number | null = null;
  let [top, bottom] = [0, 0];
  /** Sample up to which something is drawn. */
  let end = 0;

  function finish(pixel: number): void {
    if (from === null) return;
    const width = Math.max(1, pixel - from);
    pen.fillRect(from / pixelRatio, top, width / pixelRatio, Math.max(THINNEST, bottom - top));
  }
  for (const chunk of chunks) {
    const { minMax, startSample, samplesPerColumn } = chunk;
    if (chunk.from > end) {
      finish(pixelOf(end));
      from = null;
    }
    const first = Math.floor((chunk.from - startSample) / samplesPerColumn);
    const last = Math.min(minMax.length / 2, Math.ceil((chunk.to - startSample) / samplesPerColumn));
    for (let i = first; i < last; i++) {
      const pixel = pixelOf(startSample + i * samplesPerColumn);
      const [low, high] = [minMax[2 * i] ?? Number.NaN, minMax[2 * i + 1] ?? Number.NaN];
      if (Number.isNaN(low)) {
        finish(pixel);
        from = null;
        continue;
      }
      const [yTop, yBottom] = [zero - high * perMv, zero - low * perMv];
      if (from !== null && pixel === from) {
        [top, bottom] = [Math.min(top, yTop), Math.max(bottom, yBottom)];
        continue;
      }
      finish(pixel);
      // It reaches to the strip before, as a line would.
      [top, bottom] = from === null ? [yTop, yBottom] : [Math.min(yTop, bottom), Math.max(yBottom, top)];
      from = pixel;
    }
    end = chunk.to;
  }
  finish(pixelOf(end));
}

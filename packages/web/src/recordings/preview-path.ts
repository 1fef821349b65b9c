/** A few seconds of a lead as the path of a small picture. */

export interface PreviewSize {
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/** Less than this is drawn flat, mV: else the noise of a lead that shows nothing would look like beats. */
const LEAST_SPAN_MV = 0.5;
/** Room for the width of the line, in pixels. */
const MARGIN = 2;

/**
 * @param minMax - mV, minimum and maximum of each column; both NaN for a gap
 * @returns the `d` of an SVG path; empty where there is nothing but gaps
 */
export function previewPath(minMax: Float32Array, { width, height }: PreviewSize): string {
  const columns = minMax.length / 2;
  const { low, high } = rangeOf(minMax);
  if (!(low <= high)) return '';
  const span = Math.max(high - low, LEAST_SPAN_MV);
  const middle = (low + high) / 2;
  const scale = (height - 2 * MARGIN) / span;
  const x = (column: number) => round(columns > 1 ? (column * width) / (columns - 1) : width / 2);
  const y = (mv: number) => round(height / 2 - (mv - middle) * scale);

  let path = '';
  let isDown = false;
  let last = 0;
  for (let column = 0; column < columns; column++) {
    const [min = Number.NaN, max = Number.NaN] = minMax.subarray(2 * column, 2 * column + 2);
    if (Number.isNaN(min)) {
      isDown = false;
      continue;
    }
    // First to the end that is nearer, so that the line does not go to and fro.
    const [first, second] = Math.abs(min - last) <= Math.abs(max - last) ? [min, max] : [max, min];
    path += `${isDown ? 'L' : 'M'}${x(column)} ${y(first)}`;
    if (second !== first) path += `V${y(second)}`;
    else if (!isDown) path += 'h0';
    isDown = true;
    last = second;
  }
  return path;
}

function rangeOf(values: Float32Array): { low: number; high: number } {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
}

function round(pixels: number): number {
  return Math.round(10 * pixels) / 10;
}

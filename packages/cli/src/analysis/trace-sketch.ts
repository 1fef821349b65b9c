/**
 * A stretch of a trace as text, since a person would rather look than read. Braille characters hold 2 × 4 dots each,
 * enough for the shape of a QRS complex.
 */

/** The dots of a braille character by row and column, as bits to add to U+2800 (Unicode 15, chapter 21.1). */
const DOT_BITS = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
] as const;
const DOT_ROWS = DOT_BITS.length;
const DOT_COLUMNS = 2;
const EMPTY_CELL = 0x2800;

/**
 * @param samples - mV; NaN where there is a gap, which stays empty
 * @param beats - indices into `samples`
 * @param size - characters
 * @returns `size.rows` lines of trace and, above them, one line with a mark over each beat
 */
export function sketchTrace(
  samples: Float32Array,
  beats: readonly number[],
  size: { readonly columns: number; readonly rows: number },
): string[] {
  const dotColumns = size.columns * DOT_COLUMNS;
  const dotRows = size.rows * DOT_ROWS;
  const cells = Array.from({ length: size.rows }, () => new Uint16Array(size.columns).fill(EMPTY_CELL));
  const { lowest, highest } = range(samples);
  const rowOf = (value: number) => Math.round(((highest - value) / (highest - lowest || 1)) * (dotRows - 1));

  for (let column = 0; column < dotColumns; column++) {
    const start = Math.floor((column * samples.length) / dotColumns);
    const end = Math.floor(((column + 1) * samples.length) / dotColumns);
    const own = range(samples.subarray(start, Math.max(end, start + 1)));
    if (own.lowest > own.highest) continue;
    // One sample more than the column holds, so that neighbouring columns join to a line.
    const within = range(samples.subarray(start, Math.max(end, start + 1) + 1));
    for (let row = rowOf(within.highest); row <= rowOf(within.lowest); row++) {
      const line = cells[Math.floor(row / DOT_ROWS)];
      const cell = Math.floor(column / DOT_COLUMNS);
      const bit = DOT_BITS[row % DOT_ROWS]?.[column % DOT_COLUMNS] ?? 0;
      if (line !== undefined) line[cell] = (line[cell] ?? EMPTY_CELL) | bit;
    }
  }

  const marks = new Array<string>(size.columns).fill(' ');
  for (const beat of beats) marks[Math.floor((beat * size.columns) / samples.length)] = '▾';
  return [marks.join(''), ...cells.map((line) => String.fromCharCode(...line))];
}

/** Over the finite samples; `lowest > highest` where there is none. */
function range(samples: Float32Array): { lowest: number; highest: number } {
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (const value of samples) {
    if (!Number.isFinite(value)) continue;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  return { lowest, highest };
}

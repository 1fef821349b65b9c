import { FormatUnsupportedError } from '../../errors.ts';
import type { ByteSource } from '../byte-source.ts';
import { readMatDirectory } from './directory.ts';
import { openMatrix } from './matrix-values.ts';

/** A numeric matrix, wholly in memory. */
export interface MatMatrix {
  readonly rows: number;
  readonly columns: number;
  /** Column by column, as MATLAB counts; length rows × columns. */
  readonly values: Float64Array;
}

const ALWAYS_ALLOWED_BYTES = 64 * 2 ** 20;
const GENEROUS_RATIO = 200;

/**
 * Reads every numeric matrix of a Level 5 MAT-file; other classes and arrays of more dimensions are left out.
 *
 * @param source - meant for small files, such as the challenge's reference (`R_peak`)
 * @returns by name; real parts of complex values; 64-bit integers rounded to doubles
 * @throws FormatUnsupportedError for other levels of MAT, and when the values together are out of proportion to
 * the file
 * @throws FileCorruptError for a file that is cut off or breaks the format
 */
export async function readMatVariables(source: ByteSource): Promise<Map<string, MatMatrix>> {
  const { littleEndian, entries } = await readMatDirectory(source);
  const variables = new Map<string, MatMatrix>();
  let budgetBytes = Math.max(ALWAYS_ALLOWED_BYTES, GENEROUS_RATIO * source.size);
  for (const entry of entries) {
    if (!entry.isNumeric || entry.dimensions.length !== 2 || entry.name === '') continue;
    const valueCount = entry.dimensions[0] * entry.dimensions[1];
    budgetBytes -= Math.max(entry.byteCount, valueCount * Float64Array.BYTES_PER_ELEMENT);
    if (budgetBytes < 0) {
      throw new FormatUnsupportedError(source.name, 'its variables are too large to be read all at once.');
    }
    const { rows, columns, readInto } = await openMatrix(entry, littleEndian);
    const values = new Float64Array(valueCount);
    await readInto(values, 0, 1);
    variables.set(entry.name, { rows, columns, values });
  }
  return variables;
}

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

const ALWAYS_ALLOWED_BYTES = 8 * 2 ** 20;
/** Of the bytes in the file, decompressed: values of four bytes and more become doubles within it. */
const MOST_TIMES = 2;

/**
 * Reads numeric matrices of a Level 5 MAT-file; other classes and arrays of more dimensions are left out.
 *
 * @param source - meant for small files, such as the challenge's reference (`R_peak`)
 * @param names - of those wanted; all of them when left out
 * @returns by name; real parts of complex values; 64-bit integers rounded to doubles
 * @throws FormatUnsupportedError for other levels of MAT, and when the values together are out of proportion to
 * the file
 * @throws FileCorruptError for a file that is cut off or breaks the format
 */
export async function readMatVariables(
  source: ByteSource,
  names?: readonly string[],
): Promise<Map<string, MatMatrix>> {
  const { littleEndian, entries } = await readMatDirectory(source);
  const variables = new Map<string, MatMatrix>();
  let takenBytes = 0;
  for (const entry of entries) {
    if (names !== undefined && !names.includes(entry.name)) continue;
    if (!entry.isNumeric || entry.dimensions.length !== 2 || entry.name === '') continue;
    const valueCount = entry.dimensions[0] * entry.dimensions[1];
    takenBytes += valueCount * Float64Array.BYTES_PER_ELEMENT;
    if (takenBytes > Math.max(ALWAYS_ALLOWED_BYTES, MOST_TIMES * Math.max(source.size, entry.byteCount))) {
      throw new FormatUnsupportedError(source.name, 'its variables are too large to be read all at once.');
    }
    const { rows, columns, readInto } = await openMatrix(entry, littleEndian);
    const values = new Float64Array(valueCount);
    await readInto(values, 0, 1);
    variables.set(entry.name, { rows, columns, values });
  }
  return variables;
}

import { open } from 'node:fs/promises';
import { writeMat } from '../../formats/mat/write-mat.ts';
import { writeAll } from './write-all.ts';

const DOUBLE_BYTES = 8;

/** Where a MAT-file with one named matrix counts its parts; each a 32-bit number, low byte first. */
const MATRIX_SIZE_AT = 132;
const ROWS_AT = 160;

/** A MAT-file with one column of numbers, written as they come. */
export interface MatColumn {
  append(values: Float32Array): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a new MAT-file for a column whose length is known beforehand, so that a day of ECG is never in memory. Gives
 * the bytes that `writeMat` gives for the whole of it.
 *
 * @throws an EEXIST error when the file is there already
 */
export async function createMatColumn(path: string, name: string, length: number): Promise<MatColumn> {
  const file = await open(path, 'wx');
  await writeAll(file, headerFor(name, length));
  return {
    async append(values) {
      const bytes = new Uint8Array(values.length * DOUBLE_BYTES);
      const view = new DataView(bytes.buffer);
      values.forEach((value, index) => {
        view.setFloat64(index * DOUBLE_BYTES, value, true);
      });
      await writeAll(file, bytes);
    },
    close: () => file.close(),
  };
}

/** The header of a file with a single value, with its three lengths corrected. The value's own size comes last. */
function headerFor(name: string, length: number): Uint8Array {
  const ofOne = writeMat([{ name, rows: 1, columns: 1, values: [0] }]);
  const header = ofOne.slice(0, -DOUBLE_BYTES);
  const view = new DataView(header.buffer);
  view.setUint32(MATRIX_SIZE_AT, view.getUint32(MATRIX_SIZE_AT, true) + (length - 1) * DOUBLE_BYTES, true);
  view.setUint32(ROWS_AT, length, true);
  view.setUint32(header.length - 4, length * DOUBLE_BYTES, true);
  return header;
}

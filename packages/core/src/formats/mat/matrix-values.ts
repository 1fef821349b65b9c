import { FileCorruptError } from '../../errors.ts';
import type { ByteSource } from '../byte-source.ts';
import type { MatEntry } from './directory.ts';
import { elementAt, TAG_BYTES, viewOf } from './element.ts';
import { type StorageType, storageType } from './mat-types.ts';

/** A numeric matrix, opened; its values lie column by column and are read in pieces. */
export interface MatrixValues {
  readonly rows: number;
  readonly columns: number;
  /**
   * Every `stride`-th value from `first` on, into all of `out`. Values are counted down the columns.
   * The real part where the matrix is complex.
   */
  readInto(out: Float32Array | Float64Array, first: number, stride: number): Promise<void>;
}

/** Bytes read at a time, so that picking one lead of many needs no more memory than the lead. */
const PIECE_BYTES = 2 ** 20;

/**
 * @param entry - numeric and of two dimensions
 * @throws FileCorruptError when the values are not numbers or not as many as the dimensions say
 */
export async function openMatrix(entry: MatEntry, littleEndian: boolean): Promise<MatrixValues> {
  const [rows, columns] = entry.dimensions;
  const { source, offset, byteCount } = await entry.openBody();
  const count = rows * columns;
  if (entry.valuesOffset + TAG_BYTES > byteCount) {
    throw malformed(source, entry, 'it ends before its values.');
  }
  const tagBytes = await source.read(offset + entry.valuesOffset, TAG_BYTES);
  const element = elementAt(source.name, viewOf(tagBytes), 0, littleEndian);
  const storage = storageType(element.dataType);
  const valuesOffset = entry.valuesOffset + element.dataOffset;
  if (storage === null) {
    throw malformed(source, entry, `its values are of the unknown type ${element.dataType}.`);
  }
  if (element.byteCount !== count * storage.bytesPerValue) {
    throw malformed(source, entry, `it should hold ${rows} × ${columns} values and does not.`);
  }
  if (valuesOffset + element.byteCount > byteCount) throw malformed(source, entry, 'its values are cut off.');

  return {
    rows,
    columns,
    readInto: (out, first, stride) =>
      readStrided(
        { source, offset: offset + valuesOffset, storage, littleEndian, entry },
        out,
        first,
        stride,
      ),
  };
}

interface StoredValues {
  readonly source: ByteSource;
  readonly offset: number;
  readonly storage: StorageType;
  readonly littleEndian: boolean;
  readonly entry: MatEntry;
}

async function readStrided(
  { source, offset, storage, littleEndian, entry }: StoredValues,
  out: Float32Array | Float64Array,
  first: number,
  stride: number,
): Promise<void> {
  const { bytesPerValue, valueAt } = storage;
  const strideBytes = stride * bytesPerValue;
  const valuesPerPiece = Math.max(1, Math.floor(PIECE_BYTES / strideBytes));
  for (let done = 0; done < out.length; done += valuesPerPiece) {
    const count = Math.min(valuesPerPiece, out.length - done);
    const length = (count - 1) * strideBytes + bytesPerValue;
    const bytes = await source.read(offset + first * bytesPerValue + done * strideBytes, length);
    if (bytes.length < length) throw malformed(source, entry, 'the file became shorter while it was read.');
    const view = viewOf(bytes);
    for (let i = 0; i < count; i++) out[done + i] = valueAt(view, i * strideBytes, littleEndian);
  }
}

function malformed(source: ByteSource, entry: MatEntry, reason: string): FileCorruptError {
  return new FileCorruptError(source.name, `variable ${entry.name}`, reason);
}

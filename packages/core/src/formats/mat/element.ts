import { FileCorruptError } from '../../errors.ts';

export const TAG_BYTES = 8;

/** A tagged run of bytes, the building block of the format. */
export interface Element {
  readonly dataType: number;
  /** Where its data begin, counted like the `offset` it was read at. */
  readonly dataOffset: number;
  readonly byteCount: number;
  /** Where the next element begins: data are padded to 8 bytes. */
  readonly nextOffset: number;
}

/**
 * Reads a tag. Up to 4 bytes of data may sit inside the tag itself ("small data element": the upper half of the
 * first word, zero otherwise, is then their count).
 *
 * @param offset - of the tag in the view; at least 8 bytes must follow
 * @throws FileCorruptError when the tag itself lies beyond the view; the data may
 * @see MathWorks, "MAT-File Format", figures 1-2 and 1-3
 */
export function elementAt(file: string, view: DataView, offset: number, littleEndian: boolean): Element {
  if (offset + TAG_BYTES > view.byteLength) {
    throw new FileCorruptError(
      file,
      `byte ${offset} of a variable`,
      'the variable ends inside its own header.',
    );
  }
  const word = view.getUint32(offset, littleEndian);
  const smallByteCount = word >>> 16;
  if (smallByteCount > 4) {
    throw new FileCorruptError(file, `byte ${offset} of a variable`, 'this is not a tag of the MAT format.');
  }
  if (smallByteCount > 0) {
    return {
      dataType: word & 0xffff,
      dataOffset: offset + 4,
      byteCount: smallByteCount,
      nextOffset: offset + TAG_BYTES,
    };
  }
  const byteCount = view.getUint32(offset + 4, littleEndian);
  const dataOffset = offset + TAG_BYTES;
  return { dataType: word, dataOffset, byteCount, nextOffset: dataOffset + Math.ceil(byteCount / 8) * 8 };
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * The numbers of the Level 5 MAT-file format.
 *
 * @see MathWorks, "MAT-File Format", tables 1-1 (data types) and 1-3 (array classes)
 */

export const HEADER_BYTES = 128;

/** Data types of elements (`mi…`) that are not numbers themselves. */
export const MI_INT8 = 1;
export const MI_INT32 = 5;
export const MI_UINT32 = 6;
export const MI_DOUBLE = 9;
export const MI_MATRIX = 14;
export const MI_COMPRESSED = 15;

/** Array classes (`mx…`). */
export const MX_DOUBLE = 6;
const MX_UINT64 = 15;
export const MX_OPAQUE = 17;

const CLASS_NAMES: Readonly<Record<number, string>> = {
  1: 'cell array',
  2: 'struct',
  3: 'object',
  4: 'text',
  5: 'sparse matrix',
  6: 'double',
  7: 'single',
  8: 'int8',
  9: 'uint8',
  10: 'int16',
  11: 'uint16',
  12: 'int32',
  13: 'uint32',
  14: 'int64',
  15: 'uint64',
  16: 'function handle',
  17: 'object',
};

/** What a person calls an array class. */
export function className(arrayClass: number): string {
  return CLASS_NAMES[arrayClass] ?? `class ${arrayClass}`;
}

/** Full numeric arrays; logical ones are stored as `uint8`. */
export function isNumericClass(arrayClass: number): boolean {
  return arrayClass >= MX_DOUBLE && arrayClass <= MX_UINT64;
}

/** How numbers lie in the file. It may be narrower than the array's class: MATLAB stores 1.0 as one byte. */
export interface StorageType {
  readonly bytesPerValue: number;
  readonly valueAt: (view: DataView, offset: number, littleEndian: boolean) => number;
}

const STORAGE_TYPES: Readonly<Record<number, StorageType>> = {
  1: { bytesPerValue: 1, valueAt: (view, offset) => view.getInt8(offset) },
  2: { bytesPerValue: 1, valueAt: (view, offset) => view.getUint8(offset) },
  3: { bytesPerValue: 2, valueAt: (view, offset, little) => view.getInt16(offset, little) },
  4: { bytesPerValue: 2, valueAt: (view, offset, little) => view.getUint16(offset, little) },
  5: { bytesPerValue: 4, valueAt: (view, offset, little) => view.getInt32(offset, little) },
  6: { bytesPerValue: 4, valueAt: (view, offset, little) => view.getUint32(offset, little) },
  7: { bytesPerValue: 4, valueAt: (view, offset, little) => view.getFloat32(offset, little) },
  9: { bytesPerValue: 8, valueAt: (view, offset, little) => view.getFloat64(offset, little) },
  12: { bytesPerValue: 8, valueAt: (view, offset, little) => Number(view.getBigInt64(offset, little)) },
  13: { bytesPerValue: 8, valueAt: (view, offset, little) => Number(view.getBigUint64(offset, little)) },
};

/** @returns `null` for a data type that does not hold numbers */
export function storageType(dataType: number): StorageType | null {
  return STORAGE_TYPES[dataType] ?? null;
}

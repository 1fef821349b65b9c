import { FileCorruptError } from '../../errors.ts';
import { type Element, elementAt } from './element.ts';
import { isNumericClass, MI_INT8, MI_INT32, MI_UINT32, MX_OPAQUE } from './mat-types.ts';

/** A variable's flags, dimensions and name: all that stands before its values. */
export interface ArrayHeader {
  readonly name: string;
  readonly arrayClass: number;
  readonly isNumeric: boolean;
  readonly isComplex: boolean;
  /** Empty for classes that have none (opaque objects). */
  readonly dimensions: readonly number[];
  /** Where the values begin, counted from the first byte after the matrix's tag. */
  readonly valuesOffset: number;
}

/** More dimensions than MATLAB users have ever needed, and few enough for the header to fit its window. */
const MAX_DIMENSIONS = 32;

const COMPLEX_FLAG = 0x0800;

/**
 * @param head - the first bytes inside the matrix element
 * @throws FileCorruptError when they do not form a header
 * @see MathWorks, "MAT-File Format", "Level 5 Array Data Elements"
 */
export function parseArrayHeader(file: string, head: DataView, littleEndian: boolean): ArrayHeader {
  const flagsElement = elementAt(file, head, 0, littleEndian);
  if (flagsElement.dataType !== MI_UINT32 || flagsElement.byteCount !== 8 || head.byteLength < 16) {
    throw malformed(file, 'its array flags are not two 32-bit numbers.');
  }
  const flags = head.getUint32(flagsElement.dataOffset, littleEndian);
  const arrayClass = flags & 0xff;

  let offset = flagsElement.nextOffset;
  let dimensions: number[] = [];
  if (arrayClass !== MX_OPAQUE) {
    const element = elementAt(file, head, offset, littleEndian);
    dimensions = readDimensions(file, head, element, littleEndian);
    offset = element.nextOffset;
  }

  const nameElement = elementAt(file, head, offset, littleEndian);
  const nameEnd = nameElement.dataOffset + nameElement.byteCount;
  if (nameElement.dataType !== MI_INT8 || nameEnd > head.byteLength) {
    throw malformed(file, 'its name cannot be read.');
  }
  let name = '';
  for (let i = nameElement.dataOffset; i < nameEnd; i++) name += String.fromCharCode(head.getUint8(i));

  return {
    name,
    arrayClass,
    isNumeric: isNumericClass(arrayClass),
    isComplex: (flags & COMPLEX_FLAG) !== 0,
    dimensions,
    valuesOffset: nameElement.nextOffset,
  };
}

function readDimensions(
  file: string,
  head: DataView,
  { dataType, dataOffset, byteCount }: Element,
  littleEndian: boolean,
): number[] {
  const count = byteCount / 4;
  if (dataType !== MI_INT32 || !Number.isInteger(count) || count < 2 || count > MAX_DIMENSIONS) {
    throw malformed(file, 'its dimensions are not a list of 32-bit numbers.');
  }
  if (dataOffset + byteCount > head.byteLength)
    throw malformed(file, 'it ends inside its list of dimensions.');
  const dimensions = Array.from({ length: count }, (_, i) => head.getInt32(dataOffset + 4 * i, littleEndian));
  if (dimensions.some((size) => size < 0)) throw malformed(file, 'it has a negative dimension.');
  return dimensions;
}

function malformed(file: string, reason: string): FileCorruptError {
  return new FileCorruptError(file, 'header of a variable', reason);
}

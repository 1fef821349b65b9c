/**
 * MAT-files of every kind, put together by hand from the format's description.
 */
import { zlibSync } from 'fflate';

export interface MatFixture {
  readonly name: string;
  readonly dimensions: readonly number[];
  readonly values: readonly number[];
  /** `mx…`, 6 (double) unless given. */
  readonly arrayClass?: number;
  /** `mi…` in which the values are stored, 9 (double) unless given. */
  readonly storage?: number;
  readonly flags?: number;
}

export interface MatFixtureOptions {
  readonly bigEndian?: boolean;
  readonly compressed?: boolean;
}

const WRITERS: Record<
  number,
  [bytes: number, write: (v: DataView, at: number, x: number, le: boolean) => void]
> = {
  1: [1, (view, at, value) => view.setInt8(at, value)],
  2: [1, (view, at, value) => view.setUint8(at, value)],
  3: [2, (view, at, value, little) => view.setInt16(at, value, little)],
  4: [2, (view, at, value, little) => view.setUint16(at, value, little)],
  5: [4, (view, at, value, little) => view.setInt32(at, value, little)],
  6: [4, (view, at, value, little) => view.setUint32(at, value, little)],
  7: [4, (view, at, value, little) => view.setFloat32(at, value, little)],
  9: [8, (view, at, value, little) => view.setFloat64(at, value, little)],
  12: [8, (view, at, value, little) => view.setBigInt64(at, BigInt(value), little)],
  13: [8, (view, at, value, little) => view.setBigUint64(at, BigInt(value), little)],
};

/** A tag and its data: small ones (up to 4 bytes) inside the tag, others padded to 8 bytes. */
export function matElement(dataType: number, values: readonly number[], littleEndian = true): Uint8Array {
  const [width, write] = WRITERS[dataType];
  const byteCount = values.length * width;
  const isSmall = byteCount > 0 && byteCount <= 4;
  const bytes = new Uint8Array(isSmall ? 8 : 8 + Math.ceil(byteCount / 8) * 8);
  const view = new DataView(bytes.buffer);
  if (isSmall) {
    view.setUint32(0, byteCount * 0x10000 + dataType, littleEndian);
  } else {
    view.setUint32(0, dataType, littleEndian);
    view.setUint32(4, byteCount, littleEndian);
  }
  for (const [i, value] of values.entries()) write(view, (isSmall ? 4 : 8) + i * width, value, littleEndian);
  return bytes;
}

/** A tag of a type that holds other elements. */
export function matContainer(dataType: number, content: Uint8Array, littleEndian = true): Uint8Array {
  const tag = new DataView(new ArrayBuffer(8));
  tag.setUint32(0, dataType, littleEndian);
  tag.setUint32(4, content.length, littleEndian);
  return joined([new Uint8Array(tag.buffer), content]);
}

/** A whole matrix element. Values beyond the product of the dimensions become the imaginary part. */
export function matMatrix(fixture: MatFixture, littleEndian = true): Uint8Array {
  const { name, dimensions, values, arrayClass = 6, storage = 9, flags = 0 } = fixture;
  const count = dimensions.reduce((product, size) => product * size, 1);
  const parts = [
    matElement(6, [flags * 0x100 + arrayClass, 0], littleEndian),
    matElement(5, dimensions, littleEndian),
    matElement(
      1,
      Array.from(name, (character) => character.charCodeAt(0)),
      littleEndian,
    ),
    matElement(storage, values.slice(0, count), littleEndian),
  ];
  if (values.length > count) parts.push(matElement(storage, values.slice(count), littleEndian));
  return matContainer(14, joined(parts), littleEndian);
}

/** @param elements - as they follow the header */
export function matFile(elements: readonly Uint8Array[], littleEndian = true): Uint8Array {
  const header = new Uint8Array(128).fill(0x20);
  const view = new DataView(header.buffer);
  view.setUint16(124, 0x0100, littleEndian);
  view.setUint16(126, 0x4d49, littleEndian);
  return joined([header, ...elements]);
}

export function buildMat(
  variables: readonly MatFixture[],
  { bigEndian = false, compressed = false }: MatFixtureOptions = {},
): Uint8Array {
  const matrices = variables.map((variable) => matMatrix(variable, !bigEndian));
  return matFile(
    compressed ? matrices.map((matrix) => matContainer(15, zlibSync(matrix), !bigEndian)) : matrices,
    !bigEndian,
  );
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

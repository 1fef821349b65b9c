import { FormatUnsupportedError } from '../../errors.ts';
import { viewOf } from './element.ts';
import { HEADER_BYTES } from './mat-types.ts';

/** What the first bytes say a MAT-file is. Only Level 5 is read. */
type MatContainer = 'v5-little' | 'v5-big' | 'v7.3' | 'v4';

const V4_HEADER_BYTES = 20;
const MAX_V4_NAME_BYTES = 64;

/** Cheap test on the first bytes (128 are enough): true for every MAT-file, those that are refused later too. */
export function isMat(head: Uint8Array): boolean {
  return containerOf(head) !== null;
}

/**
 * @param head - the first 128 bytes
 * @returns whether the numbers of the file are little-endian
 * @throws FormatUnsupportedError for anything but Level 5, saying how to save the file instead
 */
export function requireLevel5(file: string, head: Uint8Array): boolean {
  const container = containerOf(head);
  if (container === 'v7.3') {
    throw new FormatUnsupportedError(
      file,
      'it was saved as MAT v7.3 (HDF5), which is not read; save it in MATLAB with -v7 or -v6.',
    );
  }
  if (container === 'v4') {
    throw new FormatUnsupportedError(
      file,
      'it was saved as MAT v4, which is not read; save it in MATLAB with -v7 or -v6.',
    );
  }
  if (container === null) throw new FormatUnsupportedError(file, 'it is not a MAT-file.');
  return container === 'v5-little';
}

function containerOf(head: Uint8Array): MatContainer | null {
  return levelFiveOrLater(head) ?? (isLevel4(head) ? 'v4' : null);
}

/** Version and byte order are the last four bytes of the header: 0x0100 and the letters "MI", as numbers. */
function levelFiveOrLater(head: Uint8Array): MatContainer | null {
  if (head.length < HEADER_BYTES) return null;
  const view = viewOf(head);
  for (const littleEndian of [true, false]) {
    if (view.getUint16(126, littleEndian) !== 0x4d49) continue;
    const version = view.getUint16(124, littleEndian);
    if (version === 0x0100) return littleEndian ? 'v5-little' : 'v5-big';
    if (version === 0x0200) return 'v7.3';
  }
  return null;
}

/** Level 4 has no signature: five 32-bit numbers that make sense together, then a name that ends with a zero. */
function isLevel4(head: Uint8Array): boolean {
  if (head.length < V4_HEADER_BYTES) return false;
  const view = viewOf(head);
  return [true, false].some((littleEndian) => {
    const [type, rows, columns, imaginary, nameBytes] = [0, 4, 8, 12, 16].map((offset) =>
      view.getUint32(offset, littleEndian),
    );
    const machine = littleEndian ? 0 : 1;
    const [precision, kind] = [Math.floor(type / 10) % 10, type % 10];
    if (Math.floor(type / 1000) !== machine || Math.floor(type / 100) % 10 !== 0) return false;
    if (precision > 5 || kind > 2 || imaginary > 1 || rows === 0 || columns === 0) return false;
    if (nameBytes < 2 || nameBytes > MAX_V4_NAME_BYTES) return false;
    const nameEnd = V4_HEADER_BYTES + nameBytes - 1;
    return head[nameEnd] === 0 && head.subarray(V4_HEADER_BYTES, nameEnd).every(isWordByte);
  });
}

function isWordByte(byte: number): boolean {
  return /\w/.test(String.fromCharCode(byte));
}

import { FileCorruptError, FormatUnsupportedError } from '../../errors.ts';
import { type ByteSource, bytesSource } from '../byte-source.ts';
import { type ArrayHeader, parseArrayHeader } from './array-header.ts';
import { requireLevel5 } from './container.ts';
import { type Element, elementAt, TAG_BYTES, viewOf } from './element.ts';
import { type CompressedRegion, inflateExactly, inflatePrefix } from './inflate.ts';
import { HEADER_BYTES, MI_COMPRESSED, MI_MATRIX } from './mat-types.ts';

/** The bytes inside a matrix element. */
interface MatrixBody {
  readonly source: ByteSource;
  readonly offset: number;
  readonly byteCount: number;
}

/** A variable of the file, its values not yet read. */
export interface MatEntry extends ArrayHeader {
  /** Bytes inside the matrix element, uncompressed; as the file claims. */
  readonly byteCount: number;
  /** Decompresses where needed: the only step that takes memory in proportion to the variable. */
  openBody(): Promise<MatrixBody>;
}

export interface MatDirectory {
  readonly littleEndian: boolean;
  readonly entries: readonly MatEntry[];
}

/** Flags, dimensions and a name of MATLAB's longest (63 characters) take far less. */
const HEAD_BYTES = 1024;
const MAX_VARIABLES = 4096;

/**
 * Lists the variables of a Level 5 MAT-file. Of each, only the header is read (and inflated).
 *
 * @throws FormatUnsupportedError for other levels and for thousands of variables
 * @throws FileCorruptError for a file that is cut off or breaks the format
 */
export async function readMatDirectory(source: ByteSource): Promise<MatDirectory> {
  const littleEndian = requireLevel5(source.name, await source.read(0, HEADER_BYTES));
  const entries: MatEntry[] = [];
  let offset = HEADER_BYTES;
  while (offset < source.size) {
    if (entries.length === MAX_VARIABLES) {
      throw new FormatUnsupportedError(source.name, `it holds more than ${MAX_VARIABLES} variables.`);
    }
    const element = elementAt(source.name, viewOf(await source.read(offset, TAG_BYTES)), 0, littleEndian);
    const dataOffset = offset + TAG_BYTES;
    const end = dataOffset + element.byteCount;
    if (end > source.size) {
      throw new FileCorruptError(
        source.name,
        `byte ${offset}`,
        `the variable there needs ${end - source.size} bytes more than the file has; it is cut off.`,
      );
    }
    const region = { source, offset: dataOffset, byteCount: element.byteCount };
    entries.push(await readEntry(region, element, littleEndian));
    // MATLAB pads neither kind at this level: matrices are multiples of 8 anyway, compressed ones just end.
    offset = end;
  }
  return { littleEndian, entries };
}

async function readEntry(region: MatrixBody, element: Element, littleEndian: boolean): Promise<MatEntry> {
  const { source, offset, byteCount } = region;
  if (element.dataType === MI_COMPRESSED) return readCompressedEntry(region, littleEndian);
  if (element.dataType !== MI_MATRIX) throw notAVariable(source.name, offset);

  const head = await source.read(offset, Math.min(HEAD_BYTES, byteCount));
  const header = parseArrayHeader(source.name, viewOf(head), littleEndian);
  return { ...header, byteCount, openBody: async () => region };
}

async function readCompressedEntry(region: CompressedRegion, littleEndian: boolean): Promise<MatEntry> {
  const { source, offset } = region;
  const head = viewOf(await inflatePrefix(region, TAG_BYTES + HEAD_BYTES));
  const matrix = elementAt(source.name, head, 0, littleEndian);
  if (matrix.dataType !== MI_MATRIX || matrix.dataOffset !== TAG_BYTES)
    throw notAVariable(source.name, offset);

  const inside = new DataView(
    head.buffer,
    head.byteOffset + TAG_BYTES,
    Math.min(head.byteLength - TAG_BYTES, matrix.byteCount),
  );
  return {
    ...parseArrayHeader(source.name, inside, littleEndian),
    byteCount: matrix.byteCount,
    openBody: async () => ({
      source: bytesSource(source.name, await inflateExactly(region, TAG_BYTES + matrix.byteCount)),
      offset: TAG_BYTES,
      byteCount: matrix.byteCount,
    }),
  };
}

function notAVariable(file: string, offset: number): FileCorruptError {
  return new FileCorruptError(file, `byte ${offset}`, 'there should be a variable here, and there is not.');
}

import { InvalidArgumentError } from '../../errors.ts';
import { viewOf } from './element.ts';
import { HEADER_BYTES, MI_DOUBLE, MI_INT8, MI_INT32, MI_MATRIX, MI_UINT32, MX_DOUBLE } from './mat-types.ts';

/** A matrix to be written. */
export interface NamedMatrix {
  /** A MATLAB identifier: a letter, then letters, digits and underscores; at most 63 of them. */
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  /** Column by column; length rows × columns. */
  readonly values: ArrayLike<number>;
}

const DESCRIPTION = 'MATLAB 5.0 MAT-file, written by Sinode';

/** Flags (16 bytes), two dimensions (16), and the tags of the name and of the values. */
const FIXED_BODY_BYTES = 16 + 16 + 8 + 8;

/**
 * Writes a Level 5 MAT-file: little-endian doubles, not compressed, no date in it, so that the same variables
 * always give the same bytes.
 *
 * @throws InvalidArgumentError for a name that MATLAB would refuse or a wrong number of values
 * @see MathWorks, "MAT-File Format"
 */
export function writeMat(variables: readonly NamedMatrix[]): Uint8Array {
  for (const variable of variables) checkVariable(variable);
  const size = variables.reduce((sum, variable) => sum + 8 + bodyBytes(variable), HEADER_BYTES);
  const bytes = new Uint8Array(size);
  writeHeader(bytes);
  let offset = HEADER_BYTES;
  for (const variable of variables) offset = writeVariable(viewOf(bytes), offset, variable);
  return bytes;
}

function checkVariable({ name, rows, columns, values }: NamedMatrix): void {
  if (!/^[A-Za-z]\w{0,62}$/.test(name)) {
    throw new InvalidArgumentError(`"${name}" cannot be the name of a MATLAB variable.`);
  }
  if (values.length !== rows * columns) {
    throw new InvalidArgumentError(
      `Variable ${name} has ${values.length} values; ${rows} × ${columns} need ${rows * columns}.`,
    );
  }
}

function bodyBytes({ name, values }: NamedMatrix): number {
  return FIXED_BODY_BYTES + paddedTo8(name.length) + values.length * 8;
}

function paddedTo8(byteCount: number): number {
  return Math.ceil(byteCount / 8) * 8;
}

function writeHeader(bytes: Uint8Array): void {
  bytes.fill(0x20, 0, 116);
  writeText(bytes, 0, DESCRIPTION);
  const view = viewOf(bytes);
  view.setUint16(124, 0x0100, true);
  writeText(bytes, 126, 'IM');
}

/** @returns where the next variable begins */
function writeVariable(view: DataView, offset: number, variable: NamedMatrix): number {
  const { name, rows, columns, values } = variable;
  let at = offset;
  const writeWords = (...words: number[]) => {
    for (const word of words) {
      view.setUint32(at, word, true);
      at += 4;
    }
  };
  writeWords(MI_MATRIX, bodyBytes(variable));
  writeWords(MI_UINT32, 8, MX_DOUBLE, 0);
  writeWords(MI_INT32, 8, rows, columns);
  writeWords(MI_INT8, name.length);
  writeText(new Uint8Array(view.buffer), at, name);
  at += paddedTo8(name.length);
  writeWords(MI_DOUBLE, values.length * 8);
  for (let i = 0; i < values.length; i++, at += 8) view.setFloat64(at, values[i], true);
  return at;
}

function writeText(bytes: Uint8Array, offset: number, text: string): void {
  for (let i = 0; i < text.length; i++) bytes[offset + i] = text.charCodeAt(i);
}

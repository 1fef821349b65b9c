/**
 * The fixed-width text fields that an EDF header is made of, and the numbers in them.
 */
import { FileCorruptError } from '../../errors.ts';

/** A field as it stands in the file. */
export interface HeaderField {
  /** As the specification calls it. */
  readonly name: string;
  /** Bytes from the start of the file. */
  readonly offset: number;
  /** Without the padding. */
  readonly text: string;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The specification allows ASCII only. Files in the wild have `µV` in Latin-1 or in UTF-8 (told apart by whether the
 * bytes are valid UTF-8), and pad with NULs instead of blanks.
 *
 * @param bytes - the bytes of the field
 */
export function fieldText(bytes: Uint8Array): string {
  const nul = bytes.indexOf(0);
  const written = nul < 0 ? bytes : bytes.subarray(0, nul);
  try {
    return utf8.decode(written).trim();
  } catch {
    return String.fromCharCode(...written).trim();
  }
}

/** The error for a field whose value cannot be; `rule` completes the sentence "it must be …". */
export function fieldError(file: string, field: HeaderField, rule: string): FileCorruptError {
  return new FileCorruptError(
    file,
    `byte ${field.offset}`,
    `the ${field.name} is ${JSON.stringify(field.text)}, but it must be ${rule}.`,
  );
}

/**
 * @throws FileCorruptError when the field is not a whole number from `minimum` to `maximum`
 */
export function integerOf(file: string, field: HeaderField, minimum: number, maximum: number): number {
  const value = /^[+-]?\d+$/.test(field.text) ? Number(field.text) : Number.NaN;
  if (!(value >= minimum && value <= maximum)) {
    throw fieldError(file, field, `a whole number from ${minimum} to ${maximum}`);
  }
  return value;
}

/**
 * A decimal number; a decimal comma, which EDF+ forbids and some writers use, is read as a point.
 *
 * @throws FileCorruptError when the field is not a finite number
 */
export function decimalOf(file: string, field: HeaderField): number {
  const text = field.text.replace(',', '.');
  const value = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isFinite(value)) throw fieldError(file, field, 'a decimal number');
  return value;
}

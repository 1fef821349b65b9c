/**
 * One line of a header and the ways in which a field of it can be wrong.
 */
import { FileCorruptError } from '../../errors.ts';

export interface HeaderLine {
  readonly file: string;
  /** Counted from 1. */
  readonly number: number;
  /** Trimmed. */
  readonly text: string;
}

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Longer quotes would bury the message. */
const LONGEST_QUOTE = 40;

export function isDecimal(token: string): boolean {
  return DECIMAL.test(token);
}

/** @returns the error to throw for a field of this line; `problem` completes the sentence */
export function fieldError(line: HeaderLine, field: string, problem: string): FileCorruptError {
  return new FileCorruptError(line.file, `line ${line.number}`, `the ${field} ${problem}.`);
}

/** A token of the file as a message shows it. */
export function quoted(token: string): string {
  return `"${token.length > LONGEST_QUOTE ? `${token.slice(0, LONGEST_QUOTE)}…` : token}"`;
}

/** @throws FileCorruptError unless the token is a finite decimal number */
export function parseDecimal(line: HeaderLine, field: string, token: string): number {
  const value = isDecimal(token) ? Number(token) : Number.NaN;
  if (!Number.isFinite(value)) throw fieldError(line, field, `${quoted(token)} is not a number`);
  return value;
}

/** @throws FileCorruptError unless the token is a whole number of at least 0 that is held exactly */
export function parseCount(line: HeaderLine, field: string, token: string): number {
  const value = parseDecimal(line, field, token);
  if (!Number.isSafeInteger(value) || value < 0) {
    throw fieldError(line, field, `${quoted(token)} is not a whole number from 0 up`);
  }
  return value;
}

/**
 * A header may name files only beside itself: a path could lead anywhere on the machine that reads it.
 *
 * @throws FileCorruptError for a name with a folder, a drive, `..` or a NUL in it
 */
export function requirePlainName(line: HeaderLine, field: string, name: string): void {
  if (name === '.' || name.includes('..') || /[/\\:\0]/.test(name)) {
    throw fieldError(line, field, `${quoted(name)} is not the plain name of a file in the same folder`);
  }
}

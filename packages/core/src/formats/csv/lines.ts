import { FormatUnsupportedError } from '../../errors.ts';
import type { ByteSource } from '../byte-source.ts';

/** Whole lines of the file, as they lie in it. */
export interface LineBlock {
  readonly bytes: Uint8Array;
  /** Where the first of the bytes is in the file. */
  readonly offset: number;
}

/** A row of 1024 columns with 20 characters each takes 20 kB; a longer line is not a table of numbers. */
export const MAX_LINE_BYTES = 2 ** 20;
const CHUNK_BYTES = 2 ** 20;

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const SPACE = 32;
const HASH = 35;
const PERCENT = 37;

/**
 * Reads a range of the file in blocks that end with a line (the last one with the range). In memory at a time: one
 * block of about 1 MiB.
 *
 * @param start - where a line begins
 * @throws FormatUnsupportedError when a line does not come to an end
 */
export async function* lineBlocks(source: ByteSource, start: number, end: number): AsyncGenerator<LineBlock> {
  let carry = new Uint8Array(0);
  let offset = start;
  while (offset + carry.length < end) {
    const at = offset + carry.length;
    const chunk = await source.read(at, Math.min(CHUNK_BYTES, end - at));
    if (chunk.length === 0) break;
    const bytes = concatenated(carry, chunk);
    const complete = at + chunk.length >= end ? bytes.length : bytes.lastIndexOf(LINE_FEED) + 1;
    if (complete > 0) yield { bytes: bytes.subarray(0, complete), offset };
    offset += complete;
    carry = bytes.slice(complete);
    if (carry.length > MAX_LINE_BYTES) throw lineTooLong(source.name);
  }
  // Only a file that became shorter while it was read gets here with something left.
  if (carry.length > 0) yield { bytes: carry, offset };
}

/**
 * Visits the lines of a block that hold something: not blank, no comment (`#`, `%`).
 *
 * @param visit - gets the line's bytes without its line break, and its number within the block, from 0; returns
 * `false` to stop
 * @returns how many lines of any kind there were up to the stop
 */
export function forEachRow(
  bytes: Uint8Array,
  visit: (start: number, end: number, line: number) => boolean,
): number {
  let line = 0;
  for (let start = 0; start < bytes.length; line++) {
    const lineFeed = bytes.indexOf(LINE_FEED, start);
    const next = lineFeed === -1 ? bytes.length : lineFeed + 1;
    let end = lineFeed === -1 ? bytes.length : lineFeed;
    if (end > start && bytes[end - 1] === CARRIAGE_RETURN) end--;
    if (!isBlankOrComment(bytes, start, end) && !visit(start, end, line)) break;
    start = next;
  }
  return line;
}

export function lineTooLong(file: string): FormatUnsupportedError {
  return new FormatUnsupportedError(
    file,
    `a line is longer than ${MAX_LINE_BYTES / 2 ** 20} MiB; a table has one row of samples per line.`,
  );
}

function isBlankOrComment(bytes: Uint8Array, start: number, end: number): boolean {
  let first = start;
  while (first < end && bytes[first] <= SPACE) first++;
  return first === end || bytes[first] === HASH || bytes[first] === PERCENT;
}

function concatenated(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(first.length + second.length);
  bytes.set(first);
  bytes.set(second, first.length);
  return bytes;
}

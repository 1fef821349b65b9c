const TAB = 9;
const SPACE = 32;
const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;

/** Delimiters, as the byte that stands between two fields; a blank one stands for any run of blanks. */
export const DELIMITER = { tab: TAB, semicolon: 59, comma: 44, blanks: SPACE } as const;

export const MAX_COLUMNS = 1024;

/** What {@link splitFields} answers for a row with a quote that does not end. */
export const QUOTE_NOT_CLOSED = -1;

/** Room for the bounds of one row; the one field too many tells that there are too many. */
export function newFieldBounds(): Int32Array {
  return new Int32Array(2 * (MAX_COLUMNS + 1));
}

/**
 * Finds the fields of a row, without blanks and quotes around them. Runs over every byte of a file, so it makes no
 * objects.
 *
 * @param bounds - gets start and end of each field, in turn; from {@link newFieldBounds}
 * @returns the number of fields, at most `MAX_COLUMNS + 1`, or {@link QUOTE_NOT_CLOSED}
 */
export function splitFields(
  bytes: Uint8Array,
  start: number,
  end: number,
  delimiter: number,
  bounds: Int32Array,
): number {
  let count = 0;
  let at = start;
  while (count <= MAX_COLUMNS) {
    while (at < end && isBlank(bytes[at]) && (bytes[at] !== delimiter || delimiter === SPACE)) at++;
    if (delimiter === SPACE && at === end && count > 0) return count;

    let fieldStart = at;
    let fieldEnd = -1;
    if (at < end && (bytes[at] === DOUBLE_QUOTE || bytes[at] === SINGLE_QUOTE)) {
      const close = closingQuote(bytes, at, end);
      if (close === end) return QUOTE_NOT_CLOSED;
      at = close + 1;
      while (at < end && isBlank(bytes[at]) && bytes[at] !== delimiter) at++;
      if (at === end || isDelimiter(bytes[at], delimiter)) {
        fieldStart++;
        fieldEnd = close;
      }
    }
    while (at < end && !isDelimiter(bytes[at], delimiter)) at++;
    if (fieldEnd === -1) {
      fieldEnd = at;
      while (fieldEnd > fieldStart && isBlank(bytes[fieldEnd - 1])) fieldEnd--;
    }
    bounds[2 * count] = fieldStart;
    bounds[2 * count + 1] = fieldEnd;
    count++;
    if (at === end) return count;
    at++;
  }
  return count;
}

/** @returns where the quote that opens at `open` closes, or `end`; a doubled quote stands for itself */
function closingQuote(bytes: Uint8Array, open: number, end: number): number {
  const quote = bytes[open];
  for (let at = open + 1; at < end; at++) {
    if (bytes[at] !== quote) continue;
    if (at + 1 === end || bytes[at + 1] !== quote) return at;
    at++;
  }
  return end;
}

function isBlank(byte: number): boolean {
  return byte === SPACE || byte === TAB;
}

function isDelimiter(byte: number, delimiter: number): boolean {
  return byte === delimiter || (delimiter === SPACE && byte === TAB);
}

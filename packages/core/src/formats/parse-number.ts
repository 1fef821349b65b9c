const PLUS = 43;
const COMMA = 44;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;

/** Up to here digits make an integer that a double holds exactly, … */
const MAX_EXACT_DIGITS = 15;
/** … and the powers of ten by which it may be divided with a single, correct rounding (Clinger 1990). */
const POWERS_OF_TEN = Array.from({ length: 23 }, (_, exponent) => 10 ** exponent);

const MISSING = new Set(['nan', 'null', 'na', 'n/a', '-', '--', 'inf', '+inf', '-inf']);
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** The decimal mark besides the point that rows with that delimiter can have. */
export function otherDecimalMark(delimiter: number): number {
  return delimiter === COMMA ? POINT : COMMA;
}

/**
 * The number in a field.
 *
 * @param otherMark - a byte that is a decimal mark too, from {@link otherDecimalMark}
 * @returns NaN for a missing value (empty, `NaN`, `null`, `-` …); `null` for what is not a number
 */
export function parseNumber(bytes: Uint8Array, start: number, end: number, otherMark: number): number | null {
  if (start === end) return Number.NaN;
  const plain = parsePlainDecimal(bytes, start, end, otherMark);
  return Number.isNaN(plain) ? parseAnyNumber(bytes, start, end, otherMark) : plain;
}

/** @returns NaN for everything that is not a short number without exponent; such a number is rounded correctly */
function parsePlainDecimal(bytes: Uint8Array, start: number, end: number, otherMark: number): number {
  const signed = bytes[start] === MINUS || bytes[start] === PLUS;
  let at = signed ? start + 1 : start;
  if (end - at > MAX_EXACT_DIGITS + 1) return Number.NaN;

  let digits = 0;
  let mantissa = 0;
  let markAt = -1;
  for (; at < end; at++) {
    const digit = bytes[at] - ZERO;
    if (digit >= 0 && digit <= 9) {
      mantissa = mantissa * 10 + digit;
      digits++;
    } else if (markAt === -1 && (bytes[at] === POINT || bytes[at] === otherMark)) {
      markAt = at;
    } else {
      return Number.NaN;
    }
  }
  if (digits === 0 || digits > MAX_EXACT_DIGITS) return Number.NaN;
  const value = markAt === -1 ? mantissa : mantissa / POWERS_OF_TEN[end - markAt - 1];
  return bytes[start] === MINUS ? -value : value;
}

function parseAnyNumber(bytes: Uint8Array, start: number, end: number, otherMark: number): number | null {
  let text = '';
  for (let i = start; i < end; i++) text += String.fromCharCode(bytes[i]);
  if (MISSING.has(text.toLowerCase())) return Number.NaN;
  if (otherMark === COMMA && !text.includes('.')) text = text.replace(',', '.');
  return NUMBER.test(text) ? Number(text) : null;
}

import { FileCorruptError } from '../../errors.ts';
import { parseNumber } from '../parse-number.ts';

export const TOKEN = {
  quote: 34,
  comma: 44,
  colon: 58,
  openList: 91,
  closeList: 93,
  openObject: 123,
  closeObject: 125,
} as const;

/** What a list of numbers does not hold. */
const NUMBERS_END = new Set<number>([TOKEN.quote, TOKEN.openList, TOKEN.closeList, TOKEN.openObject]);

const POINT = 46;
const BACKSLASH = 92;

const WORDS = new Map<string, boolean | null | number>([
  ['true', true],
  ['false', false],
  ['null', null],
  // Not JSON, but what Python writes for a sample that is missing.
  ['NaN', Number.NaN],
  ['Infinity', Number.NaN],
  ['-Infinity', Number.NaN],
]);
const LONGEST_WORD = 9;

/** Names and units are shorter; a text that is decoded takes several times its bytes. */
const LONGEST_TEXT_BYTES = 65_536;

/** A position in JSON text that moves on token by token. */
export interface JsonTokens {
  /** The byte at which the next token starts, or `undefined` at the end. */
  peek(): number | undefined;
  /** Steps over that byte if it is next. */
  skip(byte: number): boolean;
  /** @throws FileCorruptError when something else is next */
  require(byte: number): void;
  /** @throws FileCorruptError also for one of more than 65536 bytes */
  readText(): string;
  /** Steps over a text without decoding it. */
  skipText(): void;
  /** The most numbers that can follow in the list that is being read: by its commas, up to its end or to another list. */
  numbersAhead(): number;
  /** A number, `true`, `false`, `null`, or NaN for `NaN` and `Infinity`. */
  readWord(): number | boolean | null;
  fail(reason: string): FileCorruptError;
}

/** @see RFC 8259 */
export function createJsonTokens(file: string, bytes: Uint8Array, start: number): JsonTokens {
  let at = start;

  function fail(reason: string): FileCorruptError {
    return new FileCorruptError(file, `byte ${at}`, reason);
  }

  function peek(): number | undefined {
    while (at < bytes.length && isBlank(bytes[at])) at++;
    return bytes[at];
  }

  function skip(byte: number): boolean {
    if (peek() !== byte) return false;
    at++;
    return true;
  }

  return {
    fail,
    peek,
    skip,
    require(byte) {
      if (!skip(byte))
        throw fail(`the JSON breaks off: a "${String.fromCharCode(byte)}" should follow here.`);
    },
    readText() {
      const end = textEnd(bytes, at);
      if (end - at > LONGEST_TEXT_BYTES) throw fail(`a text is longer than ${LONGEST_TEXT_BYTES} bytes.`);
      const text = textOf(bytes.subarray(at, end));
      if (text === null) throw fail('there should be a text in quotes here.');
      at = end;
      return text;
    },
    skipText() {
      const end = textEnd(bytes, at);
      const isWhole = bytes[at] === TOKEN.quote && end > at + 1 && bytes[end - 1] === TOKEN.quote;
      if (!isWhole) throw fail('there should be a text in quotes here.');
      at = end;
    },
    numbersAhead() {
      let commas = 0;
      let end = at;
      for (; end < bytes.length && !NUMBERS_END.has(bytes[end]); end++) {
        if (bytes[end] === TOKEN.comma) commas++;
      }
      // A number takes a byte at least, and so does what follows it.
      return Math.min(commas + 1, Math.ceil((end - at + 1) / 2));
    },
    readWord() {
      peek();
      let end = at;
      while (end < bytes.length && isWordByte(bytes[end])) end++;
      const number = end > at ? parseNumber(bytes, at, end, POINT) : null;
      const value = number === null || Number.isNaN(number) ? wordOf(bytes, at, end) : number;
      if (value === undefined) throw fail('there should be a number or another JSON value here.');
      at = end;
      return value;
    },
  };
}

function wordOf(bytes: Uint8Array, start: number, end: number): boolean | null | number | undefined {
  if (end - start > LONGEST_WORD) return undefined;
  return WORDS.get(String.fromCharCode(...bytes.subarray(start, end)));
}

/** @returns the end of the text that opens at `start`, after its closing quote, or of the bytes */
function textEnd(bytes: Uint8Array, start: number): number {
  for (let i = start + 1; i < bytes.length; i++) {
    if (bytes[i] === BACKSLASH) i++;
    else if (bytes[i] === TOKEN.quote) return i + 1;
  }
  return bytes.length;
}

/** Escapes and forbidden characters are left to the platform's own parser. */
function textOf(quoted: Uint8Array): string | null {
  try {
    const text: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(quoted));
    return typeof text === 'string' ? text : null;
  } catch {
    return null;
  }
}

function isBlank(byte: number): boolean {
  return byte === 32 || byte === 10 || byte === 13 || byte === 9;
}

/** Letters, digits, signs and the point. */
function isWordByte(byte: number): boolean {
  return (
    (byte >= 48 && byte <= 57) ||
    byte === POINT ||
    byte === 45 ||
    byte === 43 ||
    (byte >= 65 && byte <= 90) ||
    (byte >= 97 && byte <= 122)
  );
}

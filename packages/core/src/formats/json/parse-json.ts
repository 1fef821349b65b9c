import { FormatUnsupportedError } from '../../errors.ts';
import { createJsonTokens, type JsonTokens, TOKEN } from './json-tokens.ts';
import { createNumberList, type NumberList } from './number-list.ts';

/** A list of numbers and `null` (as NaN) is a typed array, an empty one is not; an object is a map. */
export type JsonValue = null | boolean | number | string | Float32Array | JsonValue[] | JsonObject;
export type JsonObject = Map<string, JsonValue>;

/** Recordings need four levels. */
const MAX_DEPTH = 64;
/**
 * Lists, objects, texts and the like take far more memory than their few bytes; samples do not count. A thousand leads
 * with names and units have some 6000.
 */
const MAX_VALUES = 20_000;

const NUMBER_STARTS = new Set(Array.from('-0123456789nNI', (character) => character.charCodeAt(0)));

/**
 * Parses JSON in a few bytes of memory per number. `JSON.parse` needs more than thirty, so that a file of the
 * allowed size could bring down the process; and it says less well where a text breaks off.
 *
 * @param isWanted - which fields of the outermost object are kept; others are checked and left out
 * @param start - where the text begins, after a byte order mark
 * @throws FileCorruptError with the byte at which the text stops being JSON
 * @throws FormatUnsupportedError for deep nesting and for thousands of values that are not samples
 */
export function parseJson(
  file: string,
  bytes: Uint8Array,
  start: number,
  isWanted: (field: string) => boolean,
): JsonValue {
  const tokens = createJsonTokens(file, bytes, start);
  const budget = { file, values: MAX_VALUES, isWanted };
  const value = parseValue(tokens, budget, 0);
  if (tokens.peek() !== undefined) throw tokens.fail('the JSON goes on after its end.');
  return value;
}

interface Budget {
  readonly file: string;
  values: number;
  readonly isWanted: (field: string) => boolean;
}

function parseValue(tokens: JsonTokens, budget: Budget, depth: number): JsonValue {
  requireShallow(budget.file, depth);
  spend(budget, 1);
  const next = tokens.peek();
  if (next === TOKEN.openList) return parseList(tokens, budget, depth);
  if (next === TOKEN.openObject) return parseObject(tokens, budget, depth);
  return next === TOKEN.quote ? tokens.readText() : tokens.readWord();
}

function parseList(tokens: JsonTokens, budget: Budget, depth: number): Float32Array | JsonValue[] {
  tokens.require(TOKEN.openList);
  if (tokens.skip(TOKEN.closeList)) return [];
  const numbers = createNumberList(startsNumber(tokens.peek()) ? tokens.numbersAhead() : 0);
  do {
    if (!startsNumber(tokens.peek())) return parseMixedList(tokens, budget, depth, numbers);
    const value = tokens.readWord();
    numbers.push(typeof value === 'number' ? value : Number.NaN);
  } while (tokens.skip(TOKEN.comma));
  tokens.require(TOKEN.closeList);
  return numbers.toArray();
}

/** The rest of a list that holds more than numbers. */
function parseMixedList(tokens: JsonTokens, budget: Budget, depth: number, numbers: NumberList): JsonValue[] {
  spend(budget, numbers.length);
  const values: JsonValue[] = [...numbers.toArray()];
  do values.push(parseValue(tokens, budget, depth + 1));
  while (tokens.skip(TOKEN.comma));
  tokens.require(TOKEN.closeList);
  return values;
}

function parseObject(tokens: JsonTokens, budget: Budget, depth: number): JsonObject {
  tokens.require(TOKEN.openObject);
  const object: JsonObject = new Map();
  if (tokens.skip(TOKEN.closeObject)) return object;
  do {
    if (tokens.peek() !== TOKEN.quote)
      throw tokens.fail('there should be the name of a field in quotes here.');
    const name = tokens.readText();
    tokens.require(TOKEN.colon);
    if (depth === 0 && !budget.isWanted(name)) skipValue(tokens, budget.file, depth + 1);
    else object.set(name, parseValue(tokens, budget, depth + 1));
  } while (tokens.skip(TOKEN.comma));
  tokens.require(TOKEN.closeObject);
  return object;
}

/** Steps over a value; it has to be one. */
function skipValue(tokens: JsonTokens, file: string, depth: number): void {
  requireShallow(file, depth);
  const next = tokens.peek();
  if (next === TOKEN.quote) tokens.skipText();
  else if (next === TOKEN.openList || next === TOKEN.openObject) skipMembers(tokens, file, depth, next);
  else tokens.readWord();
}

function skipMembers(tokens: JsonTokens, file: string, depth: number, open: number): void {
  const isObject = open === TOKEN.openObject;
  const close = isObject ? TOKEN.closeObject : TOKEN.closeList;
  tokens.require(open);
  if (tokens.skip(close)) return;
  do {
    if (isObject) {
      tokens.peek();
      tokens.skipText();
      tokens.require(TOKEN.colon);
    }
    skipValue(tokens, file, depth + 1);
  } while (tokens.skip(TOKEN.comma));
  tokens.require(close);
}

function requireShallow(file: string, depth: number): void {
  if (depth <= MAX_DEPTH) return;
  throw new FormatUnsupportedError(file, `it is nested more than ${MAX_DEPTH} levels deep.`);
}

/** A digit, a minus, or the first letter of `null`, `NaN` and `Infinity`. */
function startsNumber(byte: number | undefined): boolean {
  return byte !== undefined && NUMBER_STARTS.has(byte);
}

function spend(budget: Budget, values: number): void {
  budget.values -= values;
  if (budget.values < 0) {
    throw new FormatUnsupportedError(
      budget.file,
      `it holds more than ${MAX_VALUES} values besides its lists of numbers.`,
    );
  }
}

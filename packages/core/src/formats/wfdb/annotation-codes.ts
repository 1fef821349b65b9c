/**
 * The annotation types of WFDB: a code in the file, a symbol on the screen.
 *
 * @see ecgcodes.h of the WFDB library; https://physionet.org/physiotools/wpg/wpg_36.htm
 */

/** By code; codes without a meaning are shown as `[15]`. */
const SYMBOLS: readonly string[] = [
  ...[' ', 'N', 'L', 'R', 'a', 'V', 'F', 'J', 'A', 'S'],
  ...['E', 'j', '/', 'Q', '~', '[15]', '|', '[17]', 's', 'T'],
  ...['*', 'D', '"', '=', 'p', 'B', '^', 't', '+', 'u'],
  ...['?', '!', '[', ']', 'e', 'n', '@', 'x', 'f', '('],
  ...[')', 'r', '[42]', '[43]', '[44]', '[45]', '[46]', '[47]', '[48]', '[49]'],
];

const CODES: ReadonlyMap<string, number> = new Map(SYMBOLS.map((symbol, code) => [symbol, code]));

const BEATS: ReadonlySet<string> = new Set('NLRBAaJSVrFejnE/fQ?');

/** Not an annotation: WFDB tools write it after definitions at the start of a file, and skip it when they read. */
export const NO_ANNOTATION_CODE = 0;

/** A comment: free text in `aux`. */
export const NOTE_CODE = 22;

/** @returns the symbol of a code from 0 to 49, else `undefined` */
export function symbolOf(code: number): string | undefined {
  return SYMBOLS[code];
}

/** @returns the code of a symbol as WFDB tools write it, else `undefined` */
export function codeOf(symbol: string): number | undefined {
  return CODES.get(symbol);
}

/** Whether the symbol stands for a beat (a QRS complex), as `isqrs` of the WFDB library has it. */
export function isBeat(symbol: string): boolean {
  return BEATS.has(symbol);
}

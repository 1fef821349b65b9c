/**
 * Time-stamped annotation lists (TALs), which EDF+ keeps in the place of samples:
 * `+onset [0x15 duration] 0x14 text 0x14 [text 0x14 …] 0x00`, padded with zeros.
 *
 * @see EDF+ specification, section 2.2.2
 */

/** One list: texts that all belong to one moment. */
export interface Tal {
  /** Since the start that the header gives. */
  readonly onsetSeconds: number;
  /** An empty text first marks the list that says when its data record begins. */
  readonly texts: readonly string[];
}

const DURATION_MARK = 0x15;
const TEXT_MARK = 0x14;

/** More digits than any time needs, and few enough for a stretch of noise to be no effort. */
const MAX_TIME_BYTES = 32;

const ONSET = /^[+-]\d+(\.\d*)?$/;
const DURATION = /^\d+(\.\d*)?$/;

const utf8 = new TextDecoder('utf-8');

/**
 * @param bytes - what one data record holds of one annotation signal
 * @returns its lists in the order of the bytes; `null` in the place of one that breaks the rules
 */
export function* talsIn(bytes: Uint8Array): Generator<Tal | null> {
  for (let start = 0; start < bytes.length; ) {
    if (bytes[start] === 0) {
      start++;
      continue;
    }
    // Some writers fill the signal to its last byte and leave out the zero.
    const zero = bytes.indexOf(0, start);
    const end = zero < 0 ? bytes.length : zero;
    yield talAt(bytes, start, end);
    start = end + 1;
  }
}

/** The list from `start` up to its closing zero at `end`. */
function talAt(bytes: Uint8Array, start: number, end: number): Tal | null {
  if (bytes[end - 1] !== TEXT_MARK) return null;
  const timeEnd = bytes.indexOf(TEXT_MARK, start);
  if (timeEnd - start > MAX_TIME_BYTES) return null;

  const [onset, duration = null] = timesOf(bytes, start, timeEnd);
  if (!ONSET.test(onset) || (duration !== null && !DURATION.test(duration))) return null;

  const texts: string[] = [];
  for (let at = timeEnd + 1; at < end; ) {
    const textEnd = bytes.indexOf(TEXT_MARK, at);
    texts.push(textEnd === at ? '' : utf8.decode(bytes.subarray(at, textEnd)));
    at = textEnd + 1;
  }
  return { onsetSeconds: Number(onset), texts };
}

/** Character by character, which for so few of them is several times as fast as decoding and splitting. */
function timesOf(bytes: Uint8Array, start: number, end: number): string[] {
  const times = [''];
  for (let at = start; at < end; at++) {
    if (bytes[at] === DURATION_MARK && times.length === 1) times.push('');
    else times[times.length - 1] += String.fromCharCode(bytes[at]);
  }
  return times;
}

/**
 * WFDB annotation files (`.atr` and others) in the MIT format: a stream of 16-bit words, low byte first, each with a
 * code in its upper 6 bits and a number in its lower 10.
 *
 * @see annot(5), WFDB Applications Guide, https://physionet.org/physiotools/wag/annot-5.htm
 */
import { FileCorruptError, FormatUnsupportedError, InvalidArgumentError } from '../../errors.ts';
import type { Annotation } from '../../recording/recording.ts';
import { codeOf, NO_ANNOTATION_CODE, NOTE_CODE, symbolOf } from './annotation-codes.ts';
import { decodeText } from './text.ts';

export { isBeat } from './annotation-codes.ts';

export interface AnnotationFile {
  /** In the order of the file. */
  readonly annotations: Annotation[];
  /** Hz that the sample indices refer to where the file says it; else `null`: the frame rate of the record. */
  readonly samplingRate: number | null;
}

/** Codes of words that carry a time interval (SKIP) or go with the annotation before them. */
const SKIP = 59;
const NUM = 60;
const SUB = 61;
const CHN = 62;
const AUX = 63;

/** Opens the note at sample 0 that says to which sampling rate the file refers. */
const TIME_RESOLUTION = '## time resolution: ';

/** Codes with which the format of the AHA database can begin (`annopen` in the WFDB library). */
const AHA_OPENING_CODES = 'NVFEPQUOR';

const LARGEST_INTERVAL = 1023;
/** What the four bytes of a long interval can reach. */
const LARGEST_SAMPLE = 2 ** 31 - 1;
const LARGEST_AUX_BYTES = 255;

/**
 * All of them at once: about 100 bytes of memory for each, of which a file may have one in two bytes.
 *
 * @param bytes - the whole file; the zero word at its end may be missing
 * @param file - its name, for messages
 * @throws as {@link forEachAnnotation}
 */
export function parseAnnotations(bytes: Uint8Array, file: string): AnnotationFile {
  const annotations: Annotation[] = [];
  const samplingRate = forEachAnnotation(bytes, file, (annotation) => void annotations.push(annotation));
  return { annotations, samplingRate };
}

/**
 * Visits the annotations in the order of the file, which need not all be in memory then.
 *
 * @param bytes - the whole file; the zero word at its end may be missing
 * @param file - its name, for messages
 * @returns Hz that the sample indices refer to, `null` where the file does not say
 * @throws FileCorruptError with the byte at which the file breaks the format's rules or ends too early
 * @throws FormatUnsupportedError for a file in the format of the AHA database
 */
export function forEachAnnotation(
  bytes: Uint8Array,
  file: string,
  visit: (annotation: Annotation) => void,
): number | null {
  if (looksLikeAha(bytes)) {
    throw new FormatUnsupportedError(
      file,
      'the annotations are in the format of the AHA database; convert them to the MIT format first.',
    );
  }
  let samplingRate: number | null = null;
  let sample = 0;
  // Both hold until the file changes them; subtype and aux go with one annotation only.
  let channel = 0;
  let number = 0;

  let at = 0;
  const corrupt = (where: number, reason: string) => new FileCorruptError(file, `byte ${where}`, reason);
  const take = (count: number): Uint8Array => {
    if (at + count > bytes.length) throw corrupt(at, 'the file ends in the middle of an annotation.');
    at += count;
    return bytes.subarray(at - count, at);
  };

  while (at < bytes.length) {
    const start = at;
    const [code, value] = splitWord(take(2));
    if (code === 0 && value === 0) break;
    if (code === SKIP) {
      sample += pdp11Long(take(4));
      continue;
    }
    const symbol = symbolOf(code);
    if (symbol === undefined) throw corrupt(start, `the code ${code} stands where an annotation should.`);
    sample += value;
    if (sample < 0 || sample > LARGEST_SAMPLE) {
      throw corrupt(start, `an annotation stands at sample ${sample}, which no recording has.`);
    }

    let subtype = 0;
    let aux = '';
    while (at + 1 < bytes.length && bytes[at + 1] >> 2 > SKIP) {
      const [field, fieldValue] = splitWord(take(2));
      // These are characters in the WFDB library: signed, except for the channel.
      const byte = fieldValue & 0xff;
      if (field === SUB) subtype = (byte << 24) >> 24;
      else if (field === NUM) number = (byte << 24) >> 24;
      else if (field === CHN) channel = byte;
      // An odd length is followed by one more byte, so that words stay aligned.
      else aux = decodeText(take(byte + (byte & 1)).subarray(0, byte)).replace(/\0+$/, '');
    }

    const rate = code === NOTE_CODE && sample === 0 ? timeResolution(aux) : null;
    if (rate !== null) samplingRate = rate;
    else if (code !== NO_ANNOTATION_CODE) visit({ sample, symbol, subtype, channel, number, aux });
  }
  return samplingRate;
}

function splitWord([low, high]: Uint8Array): [code: number, value: number] {
  return [high >> 2, ((high & 3) << 8) | low];
}

/** A signed 32-bit number whose high word comes first, each word with its low byte first. */
function pdp11Long([b2, b3, b0, b1]: Uint8Array): number {
  return (b3 << 24) | (b2 << 16) | (b1 << 8) | b0;
}

function timeResolution(aux: string): number | null {
  if (!aux.startsWith(TIME_RESOLUTION)) return null;
  const rate = Number(aux.slice(TIME_RESOLUTION.length));
  return Number.isFinite(rate) && rate > 0 ? rate : null;
}

/** An AHA annotation is 16 bytes: an unused one, its code, four of time, its serial number from 1 … */
function looksLikeAha(bytes: Uint8Array): boolean {
  return (
    bytes.length >= 16 &&
    bytes[0] === 0 &&
    AHA_OPENING_CODES.includes(String.fromCharCode(bytes[1])) &&
    bytes[6] === 1 &&
    bytes[7] === 0
  );
}

/**
 * Writes annotations as WFDB tools read them.
 *
 * @param annotations - in order of time
 * @param options.samplingRate - Hz that the sample indices refer to, written into the file when given
 * @throws InvalidArgumentError for what the format cannot hold
 */
export function encodeAnnotations(
  annotations: readonly Annotation[],
  options: { readonly samplingRate?: number } = {},
): Uint8Array {
  const bytes: number[] = [];
  const { samplingRate } = options;
  if (samplingRate !== undefined) {
    pushWord(bytes, NOTE_CODE, 0);
    pushAux(bytes, `${TIME_RESOLUTION}${samplingRate}`);
  }

  let previous = 0;
  let channel = 0;
  let number = 0;
  for (const annotation of annotations) {
    requireInRange('sample', annotation.sample, 0, LARGEST_SAMPLE);
    pushTimeAndCode(bytes, annotation.sample - previous, annotation.symbol);
    previous = annotation.sample;

    requireInRange('subtype', annotation.subtype, -128, 127);
    if (annotation.subtype !== 0) pushWord(bytes, SUB, annotation.subtype);
    requireInRange('channel', annotation.channel, 0, 255);
    if (annotation.channel !== channel) pushWord(bytes, CHN, annotation.channel);
    channel = annotation.channel;
    requireInRange('number', annotation.number, -128, 127);
    if (annotation.number !== number) pushWord(bytes, NUM, annotation.number);
    number = annotation.number;
    if (annotation.aux !== '') pushAux(bytes, annotation.aux);
  }
  pushWord(bytes, 0, 0);
  return Uint8Array.from(bytes);
}

function pushTimeAndCode(bytes: number[], interval: number, symbol: string): void {
  const code = codeOf(symbol);
  if (code === undefined || code === NO_ANNOTATION_CODE) {
    throw new InvalidArgumentError(`WFDB has no annotation "${symbol}".`);
  }
  if (interval >= 0 && interval <= LARGEST_INTERVAL) {
    pushWord(bytes, code, interval);
    return;
  }
  pushWord(bytes, SKIP, 0);
  bytes.push((interval >> 16) & 0xff, (interval >> 24) & 0xff, interval & 0xff, (interval >> 8) & 0xff);
  pushWord(bytes, code, 0);
}

function pushAux(bytes: number[], aux: string): void {
  const text = new TextEncoder().encode(aux);
  if (text.length > LARGEST_AUX_BYTES) {
    throw new InvalidArgumentError(
      `The text of an annotation is ${text.length} bytes long; the format holds ${LARGEST_AUX_BYTES}.`,
    );
  }
  pushWord(bytes, AUX, text.length);
  bytes.push(...text);
  if (text.length % 2 === 1) bytes.push(0);
}

function pushWord(bytes: number[], code: number, value: number): void {
  bytes.push(value & 0xff, (code << 2) | ((value >> 8) & 3));
}

function requireInRange(field: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new InvalidArgumentError(
      `The ${field} of an annotation is ${value}; WFDB holds whole numbers from ${least} to ${most}.`,
    );
  }
}

/**
 * The beats that an annotator marked, and the stretches in which none could be.
 */
import { FileCorruptError, FormatUnsupportedError } from '../errors.ts';
import type { ByteSource } from '../formats/byte-source.ts';
import { isText } from '../formats/csv/is-text.ts';
import { readMatVariables } from '../formats/mat/read-mat.ts';
import { isBeat, parseAnnotations } from '../formats/wfdb/annotations.ts';
import type { SampleSpan } from '../recording/sample-span.ts';

export interface ReferenceBeats {
  /** Ascending sample indices. */
  readonly beats: Int32Array;
  /** Ventricular flutter (`[` to `]`): left out of the comparison. */
  readonly excluded: readonly SampleSpan[];
  /** Hz of the indices, or `null` where the file does not say: then the recording's own. */
  readonly samplingRate: number | null;
}

/**
 * The challenge's `ref/R_XXXXX.mat`: variable `R_peak`, samples at 500 Hz.
 *
 * @throws FileCorruptError when there is no such variable or it does not hold positions
 */
export async function readChallengeReference(source: ByteSource): Promise<ReferenceBeats> {
  const variables = await readMatVariables(source);
  const peaks = variables.get('R_peak');
  if (peaks === undefined) {
    throw new FileCorruptError(
      source.name,
      'variable R_peak',
      'it is not there; the file holds no reference beats.',
    );
  }
  const beats = Int32Array.from(peaks.values);
  if (beats.some((beat, i) => beat !== peaks.values[i] || beat < 0)) {
    throw new FileCorruptError(
      source.name,
      'variable R_peak',
      'it must hold whole sample numbers from 0 on.',
    );
  }
  return { beats: beats.sort(), excluded: [], samplingRate: null };
}

/**
 * A WFDB annotation file: its beat annotations, in order of time.
 *
 * @throws FileCorruptError when the file breaks the format, FormatUnsupportedError for another one
 */
export async function readWfdbReference(source: ByteSource): Promise<ReferenceBeats> {
  const bytes = await source.read(0, source.size);
  // Letters are codes of beats too: a note beside the header would be read as a hundred of them.
  if (isText(bytes)) throw new FormatUnsupportedError(source.name, 'it is text, and not WFDB annotations.');
  const { annotations, samplingRate } = parseAnnotations(bytes, source.name);
  const beats = annotations.filter(({ symbol }) => isBeat(symbol)).map(({ sample }) => sample);

  const excluded: SampleSpan[] = [];
  let start: number | null = null;
  for (const { symbol, sample } of annotations) {
    if (symbol === '[') start ??= sample;
    else if (symbol === ']' && start !== null) {
      excluded.push({ start, end: sample + 1 });
      start = null;
    }
  }
  if (start !== null) excluded.push({ start, end: Number.POSITIVE_INFINITY });
  return { beats: Int32Array.from(beats).sort(), excluded, samplingRate };
}

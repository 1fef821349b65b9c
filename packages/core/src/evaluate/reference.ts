/**
 * The beats that an annotator marked, and the stretches in which none could be.
 */
import { EcgError, FileCorruptError, FormatUnsupportedError } from '../errors.ts';
import type { ByteSource, FileSet } from '../formats/byte-source.ts';
import { isText } from '../formats/csv/is-text.ts';
import { readMatVariables } from '../formats/mat/read-mat.ts';
import { forEachAnnotation, isBeat } from '../formats/wfdb/annotations.ts';
import { frameRateOf } from '../formats/wfdb/open-record.ts';
import { readHeader } from '../formats/wfdb/read-header.ts';
import type { SampleSpan } from '../recording/sample-span.ts';

export interface ReferenceBeats {
  /** Ascending sample indices. */
  readonly beats: Int32Array;
  /** Ventricular flutter (`[` to `]`): left out of the comparison. */
  readonly excluded: readonly SampleSpan[];
  /** Hz of the indices, or `null` where no file says: then the recording's own. */
  readonly samplingRate: number | null;
}

/**
 * The challenge's `ref/R_XXXXX.mat`: variable `R_peak`, samples at 500 Hz.
 *
 * @throws FileCorruptError when there is no such variable or it does not hold positions
 */
export async function readChallengeReference(source: ByteSource): Promise<ReferenceBeats> {
  const variables = await readMatVariables(source, ['R_peak']);
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

/** An annotation takes two bytes at least. */
const ANNOTATION_BYTES = 2;
/** More often than once a second for a day; each takes many times the four bytes that can make one. */
const MOST_STRETCHES = 100_000;

/**
 * A WFDB annotation file: its beat annotations, in order of time. Where it does not say its rate, the indices count
 * frames of the record, of which a signal may have several samples each; the header tells how many there are in a second.
 *
 * @param files - the files beside it, with the header of its record
 * @throws FileCorruptError when the file breaks the format, FormatUnsupportedError for another one
 */
export async function readWfdbReference(source: ByteSource, files: FileSet): Promise<ReferenceBeats> {
  const bytes = await source.read(0, source.size);
  // Letters are codes of beats too: a note beside the header would be read as a hundred of them.
  if (isText(bytes)) throw new FormatUnsupportedError(source.name, 'it is text, and not WFDB annotations.');
  const beats = new Int32Array(Math.ceil(bytes.length / ANNOTATION_BYTES));
  let beatCount = 0;
  const excluded: SampleSpan[] = [];
  let start: number | null = null;
  const ownRate = forEachAnnotation(bytes, source.name, ({ symbol, sample }) => {
    if (isBeat(symbol)) beats[beatCount++] = sample;
    else if (symbol === '[') start ??= sample;
    else if (symbol === ']' && start !== null) {
      if (excluded.length === MOST_STRETCHES) {
        const reason = `more than ${MOST_STRETCHES} stretches of ventricular flutter are marked.`;
        throw new FileCorruptError(source.name, `sample ${sample}`, reason);
      }
      excluded.push({ start, end: sample + 1 });
      start = null;
    }
  });
  if (start !== null) excluded.push({ start, end: Number.POSITIVE_INFINITY });
  const samplingRate = ownRate ?? (await frameRateBeside(source.name, files));
  return { beats: beats.slice(0, beatCount).sort(), excluded, samplingRate };
}

/** @returns Hz, or `null` where there is no header that says */
async function frameRateBeside(annotations: string, files: FileSet): Promise<number | null> {
  const stem = annotations.slice(0, annotations.lastIndexOf('.'));
  try {
    const source = (await files.open(`${stem}.hea`)) ?? (await files.open(`${stem}.HEA`));
    if (source === null) return null;
    const header = await readHeader(source);
    // Then the segments say it, which only the recording's reader looks into.
    if (header.frameRate === null && header.segments !== null) return null;
    return frameRateOf(header).frameRate;
  } catch (error) {
    // What is wrong with the header is said when the recording is opened.
    if (error instanceof EcgError) return null;
    throw error;
  }
}

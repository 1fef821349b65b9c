/**
 * The bytes of a WFDB header → what it says.
 */
import { FileCorruptError } from '../../errors.ts';
import type { SegmentSpec, WfdbHeader } from './header.ts';
import { fieldError, type HeaderLine, parseCount, requirePlainName } from './header-line.ts';
import { parseRecordLine } from './parse-record-line.ts';
import { parseSignalLine } from './parse-signal-line.ts';
import { decodeText } from './text.ts';

/**
 * Reads a header of an ordinary or a multi-segment record. Line ends may be LF, CR LF or CR, fields may be separated
 * by any blanks, comments may stand anywhere, and lines after the last one needed are ignored, as WFDB does.
 *
 * @param bytes - the whole file
 * @param file - its name, for messages
 * @throws FileCorruptError naming the line and the field
 * @see header(5), WFDB Applications Guide, https://physionet.org/physiotools/wag/header-5.htm
 */
export function parseHeader(bytes: Uint8Array, file: string): WfdbHeader {
  const { lines, comments } = splitLines(decodeText(bytes), file);
  if (lines.length === 0) throw new FileCorruptError(file, 'line 1', 'the header has no record line.');

  const warnings: string[] = [];
  const [recordLine, ...specLines] = lines;
  const record = parseRecordLine(recordLine, (sentence) => warnings.push(sentence));
  const common = { ...record, file, comments, warnings };

  if (record.segmentCount !== null) {
    requireLines(recordLine, 'segments', record.segmentCount, specLines.length);
    return {
      ...common,
      signals: [],
      segments: specLines.slice(0, record.segmentCount).map(parseSegmentLine),
    };
  }
  requireLines(recordLine, 'signals', record.signalCount, specLines.length);
  const signals = specLines
    .slice(0, record.signalCount)
    .map((line, index) => parseSignalLine(line, index + 1));
  return { ...common, signals, segments: null };
}

/** Segments, signals and comments. What is made of a line takes many times the few bytes that one needs. */
const MOST_LINES = 20_000;

function splitLines(text: string, file: string): { lines: HeaderLine[]; comments: string[] } {
  const lines: HeaderLine[] = [];
  const comments: string[] = [];
  for (const [index, raw] of text.split(/\r\n|\n|\r/).entries()) {
    // trim() also takes away a byte order mark.
    const trimmed = raw.trim();
    if (trimmed !== '' && lines.length + comments.length === MOST_LINES) {
      const reason = `a header has at most ${MOST_LINES} lines that are not blank.`;
      throw new FileCorruptError(file, `line ${index + 1}`, reason);
    }
    if (trimmed.startsWith('#')) comments.push(trimmed.slice(1).trim());
    else if (trimmed !== '') lines.push({ file, number: index + 1, text: trimmed });
  }
  return { lines, comments };
}

function requireLines(recordLine: HeaderLine, what: string, promised: number, present: number): void {
  if (present < promised) {
    throw fieldError(recordLine, `number of ${what}`, `is ${promised}, but only ${present} are described`);
  }
}

function parseSegmentLine(line: HeaderLine): SegmentSpec {
  const [name, frames] = line.text.split(/\s+/);
  if (frames === undefined) throw fieldError(line, 'length of the segment', 'is missing');
  requirePlainName(line, 'segment name', name);
  return { name, frameCount: parseCount(line, 'length of the segment', frames) };
}

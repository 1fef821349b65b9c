import { FormatUnsupportedError } from '../../errors.ts';
import type { RecordingReader } from '../../recording/recording.ts';
import type { ByteSource, OpenOptions } from '../byte-source.ts';
import { arrangeColumns } from './arrange-columns.ts';
import { chooseTiming } from './choose-timing.ts';
import { byteOrderMarkBytes, isText, isUtf16 } from './is-text.ts';
import { indexRows } from './row-index.ts';
import { sniffTable } from './sniff-table.ts';
import type { TimeColumn } from './time-column.ts';
import type { Timing } from './timeline.ts';

export { isText } from './is-text.ts';

const HEAD_BYTES = 4096;

/**
 * Opens a table of numbers: one row per sample, one column per lead, with or without a time column and header
 * lines; delimited by commas, semicolons, tabs or blanks. Every row is checked now; samples are read again in
 * pieces. Memory: about 1 MiB, and 8 bytes for every 4096 rows.
 *
 * @param options - a sampling rate given here wins over the time column
 * @throws FormatUnsupportedError for text that is not such a table
 * @throws FileCorruptError with line and column for a row that does not fit
 * @throws SamplingRateMissingError when neither the options nor a time column give a rate
 */
export async function openCsv(source: ByteSource, options: OpenOptions): Promise<RecordingReader> {
  const head = await source.read(0, HEAD_BYTES);
  refuseOtherEncodings(source.name, head);
  const table = await sniffTable(source, byteOrderMarkBytes(head));
  const columns = arrangeColumns(source.name, table);
  const { timeline, givenRate, warnings } = chooseTiming(source.name, columns.time, options);
  const index = await indexRows(source, table, columns, timeline);
  const timing = timeline?.finish(index.rowCount, givenRate) ?? evenTiming(index.rowCount, givenRate!);

  return {
    name: source.name,
    format: 'csv',
    leads: columns.leads.map(({ name, unit }) => ({ name, unit })),
    samplingRate: timing.samplingRate,
    sampleCount: timing.sampleCount,
    startTime: startTimeOf(columns.time),
    warnings: [...columns.warnings, ...warnings, ...timing.warnings],
    annotations: [],
    read: async (lead, start, end) => {
      const pieces = piecesBetween(timing.runs, index.rowCount, start, end);
      const firstRow = pieces[0]?.row ?? 0;
      const last = pieces.at(-1);
      const rows = new Float32Array(last === undefined ? 0 : last.row + last.count - firstRow);
      await index.readRows(columns.leads[lead], firstRow, rows);

      const samples = new Float32Array(end - start).fill(Number.NaN);
      for (const { row, sample, count } of pieces) {
        samples.set(rows.subarray(row - firstRow, row - firstRow + count), sample - start);
      }
      return samples;
    },
  };
}

/** Rows that are samples next to each other. */
interface Piece {
  readonly row: number;
  readonly sample: number;
  readonly count: number;
}

/** The rows that are samples `start` to `end`, without the gaps between them. */
function piecesBetween(runs: Timing['runs'], rowCount: number, start: number, end: number): Piece[] {
  return runs.flatMap(({ firstRow, firstSample }, i) => {
    const rows = (runs[i + 1]?.firstRow ?? rowCount) - firstRow;
    const from = Math.max(start, firstSample);
    const to = Math.min(end, firstSample + rows);
    return from < to ? [{ row: firstRow + from - firstSample, sample: from, count: to - from }] : [];
  });
}

function refuseOtherEncodings(file: string, head: Uint8Array): void {
  if (isUtf16(head)) {
    throw new FormatUnsupportedError(file, 'it is text in UTF-16; save it as UTF-8.');
  }
  if (!isText(head)) throw new FormatUnsupportedError(file, 'it is not a table of numbers but binary data.');
}

function evenTiming(rowCount: number, samplingRate: number): Timing {
  return { samplingRate, sampleCount: rowCount, runs: [{ firstRow: 0, firstSample: 0 }], warnings: [] };
}

function startTimeOf(time: TimeColumn | null): Date | null {
  return time?.isAbsolute ? new Date(Math.round(time.sample[0] * 1000)) : null;
}

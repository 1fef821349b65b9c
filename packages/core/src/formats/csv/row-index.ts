import { FileCorruptError } from '../../errors.ts';
import type { ByteSource } from '../byte-source.ts';
import { otherDecimalMark, parseNumber } from '../parse-number.ts';
import type { Columns, LeadColumn } from './arrange-columns.ts';
import { fieldText } from './field-text.ts';
import { forEachRow, lineBlocks, lineTooLong, MAX_LINE_BYTES } from './lines.ts';
import type { TableShape } from './sniff-table.ts';
import { newFieldBounds, QUOTE_NOT_CLOSED, splitFields } from './split-fields.ts';
import type { Timeline } from './timeline.ts';

/** The rows of a table, found again by their number. */
export interface RowIndex {
  readonly rowCount: number;
  /** Rows `firstRow` to `firstRow + out.length` of a lead, in mV, into `out`. */
  readRows(lead: LeadColumn, firstRow: number, out: Float32Array): Promise<void>;
}

/** Between two marks a few hundred kB have to be read to find a row; a day at 500 Hz has some 10 000 marks. */
const ROWS_PER_MARK = 4096;

const MAX_QUOTED_CHARACTERS = 40;

/**
 * Reads the table once, in blocks: checks every row and marks where each 4096th of them begins.
 *
 * @param timeline - gets the time of each row
 * @throws FileCorruptError with line and column for the first row that is not as the others
 */
export async function indexRows(
  source: ByteSource,
  table: TableShape,
  columns: Columns,
  timeline: Timeline | null,
): Promise<RowIndex> {
  const checkRow = createRowCheck(source.name, table, columns, timeline);
  const marks: number[] = [];
  let rowCount = 0;
  let line = table.dataLine;
  for await (const { bytes, offset } of lineBlocks(source, table.dataOffset, source.size)) {
    const firstLine = line;
    line += forEachRow(bytes, (start, end, lineInBlock) => {
      if (rowCount % ROWS_PER_MARK === 0) marks.push(offset + start);
      checkRow(bytes, start, end, rowCount, firstLine + lineInBlock);
      rowCount++;
      return true;
    });
  }
  return {
    rowCount,
    readRows: (lead, firstRow, out) => readRows(source, table, marks, lead, firstRow, out),
  };
}

type RowCheck = (bytes: Uint8Array, start: number, end: number, row: number, line: number) => void;

function createRowCheck(
  file: string,
  { delimiter, columnCount }: TableShape,
  { leads, time }: Columns,
  timeline: Timeline | null,
): RowCheck {
  const bounds = newFieldBounds();
  const otherMark = otherDecimalMark(delimiter);

  return (bytes, start, end, row, line) => {
    if (end - start > MAX_LINE_BYTES) throw lineTooLong(file);
    const count = splitFields(bytes, start, end, delimiter, bounds);
    if (count !== columnCount) {
      const found = count === QUOTE_NOT_CLOSED ? 'a quote that does not end' : `${count} fields`;
      throw new FileCorruptError(
        file,
        `line ${line}`,
        `the row has ${found}, not ${columnCount} fields as the others.`,
      );
    }
    for (const { column } of leads) {
      const [from, to] = [bounds[2 * column], bounds[2 * column + 1]];
      if (parseNumber(bytes, from, to, otherMark) === null) {
        throw badCell(file, line, column, fieldText(bytes, from, to), 'a number');
      }
    }
    if (timeline !== null && time !== null) {
      const [from, to] = [bounds[2 * time.column], bounds[2 * time.column + 1]];
      const seconds = time.parse(bytes, from, to);
      if (seconds === null) {
        throw badCell(file, line, time.column, fieldText(bytes, from, to), 'a time as in the rows before');
      }
      timeline.add(row, seconds, line);
    }
  };
}

async function readRows(
  source: ByteSource,
  { delimiter, columnCount }: TableShape,
  marks: readonly number[],
  { column, mvPerUnit }: LeadColumn,
  firstRow: number,
  out: Float32Array,
): Promise<void> {
  if (out.length === 0) return;
  const bounds = newFieldBounds();
  const otherMark = otherDecimalMark(delimiter);
  const endRow = firstRow + out.length;
  const firstMark = Math.floor(firstRow / ROWS_PER_MARK);
  const endOffset = marks[Math.ceil(endRow / ROWS_PER_MARK)] ?? source.size;
  let row = firstMark * ROWS_PER_MARK;

  const readRow = (bytes: Uint8Array, start: number, end: number): boolean => {
    if (row >= firstRow) {
      const count = splitFields(bytes, start, end, delimiter, bounds);
      const value = parseNumber(bytes, bounds[2 * column], bounds[2 * column + 1], otherMark);
      if (count !== columnCount || value === null) throw changedWhileRead(source, row);
      const sample = Math.fround(value * mvPerUnit);
      out[row - firstRow] = Number.isFinite(sample) ? sample : Number.NaN;
    }
    row++;
    return row < endRow;
  };
  for await (const { bytes } of lineBlocks(source, marks[firstMark], endOffset)) {
    forEachRow(bytes, (start, end) => readRow(bytes, start, end));
    if (row === endRow) return;
  }
  throw changedWhileRead(source, row);
}

/** Every row was checked when the file was opened. */
function changedWhileRead(source: ByteSource, row: number): FileCorruptError {
  return new FileCorruptError(
    source.name,
    `row ${row + 1} of the data`,
    'the file changed while it was read.',
  );
}

function badCell(
  file: string,
  line: number,
  column: number,
  text: string,
  expected: string,
): FileCorruptError {
  const quoted = JSON.stringify(text.slice(0, MAX_QUOTED_CHARACTERS));
  return new FileCorruptError(file, `line ${line}, column ${column + 1}`, `${quoted} is not ${expected}.`);
}

import { FileCorruptError, FormatUnsupportedError } from '../../errors.ts';
import type { ByteSource } from '../byte-source.ts';
import { otherDecimalMark, parseNumber } from '../parse-number.ts';
import { fieldText } from './field-text.ts';
import { isKnownUnit } from './header-cell.ts';
import { forEachRow, lineBlocks } from './lines.ts';
import { parseClock, parseDateTime } from './parse-time.ts';
import { DELIMITER, MAX_COLUMNS, newFieldBounds, splitFields } from './split-fields.ts';

/** What the first lines of a table tell about all of it. */
export interface TableShape {
  readonly delimiter: number;
  readonly columnCount: number;
  /** The header line, or `null` where the first row holds data already. */
  readonly header: readonly string[] | null;
  /** A second header line with the units, as PhysioNet's `rdsamp -v` writes it. */
  readonly units: readonly string[] | null;
  /** The first rows of data, as text. */
  readonly sample: readonly (readonly string[])[];
  /** Where the first row of data is in the file, … */
  readonly dataOffset: number;
  /** … and the number of its line, from 1. */
  readonly dataLine: number;
}

/** Half a second at 500 Hz: enough to tell the columns apart. */
const SAMPLED_ROWS = 250;
/** Of a wide table fewer rows do: a cell takes many times the byte or two that can make one. */
const SAMPLED_CELLS = 32_768;

interface SampledRow {
  readonly offset: number;
  readonly line: number;
  readonly bytes: Uint8Array;
}

/**
 * @param start - where the text begins, after a byte order mark
 * @throws FormatUnsupportedError when there are no rows of numbers or more than 1024 columns
 * @throws FileCorruptError when the header does not fit the rows
 */
export async function sniffTable(source: ByteSource, start: number): Promise<TableShape> {
  const rows = await firstRows(source, start);
  if (rows.length === 0) throw new FormatUnsupportedError(source.name, 'it holds no rows of numbers.');

  // The third line is data, whether or not names and units precede it.
  const typicalRow = rows[Math.min(2, rows.length - 1)];
  const delimiter = delimiterOf(typicalRow.bytes);
  const columnCount = fieldsOf(typicalRow.bytes, delimiter).length;
  if (columnCount > MAX_COLUMNS) {
    throw new FormatUnsupportedError(
      source.name,
      `it has more than ${MAX_COLUMNS} columns; a table has one row of samples per line.`,
    );
  }

  const sampledRows = Math.ceil(SAMPLED_CELLS / columnCount);
  const cells = rows.slice(0, sampledRows).map(({ bytes }) => fieldsOf(bytes, delimiter));
  const isData = (text: string) => isDataCell(text, otherDecimalMark(delimiter));
  const header = cells[0].every(isData) ? null : cells[0];
  if (header !== null && header.length !== columnCount) {
    throw new FileCorruptError(
      source.name,
      `line ${rows[0].line}`,
      `the header names ${header.length} columns, the rows have ${columnCount}.`,
    );
  }
  const units = header !== null && cells.length > 1 && areUnits(cells[1], isData) ? cells[1] : null;
  const headerRows = (header === null ? 0 : 1) + (units === null ? 0 : 1);
  if (headerRows === rows.length) {
    throw new FormatUnsupportedError(source.name, 'it holds a header and no rows of numbers.');
  }
  const sample = cells.slice(headerRows).filter((row) => row.length === columnCount);
  if (!sample.some((row) => row.some(isData))) {
    throw new FormatUnsupportedError(source.name, 'it is text without rows of numbers.');
  }
  return {
    delimiter,
    columnCount,
    header,
    units,
    sample,
    dataOffset: rows[headerRows].offset,
    dataLine: rows[headerRows].line,
  };
}

async function firstRows(source: ByteSource, from: number): Promise<SampledRow[]> {
  const rows: SampledRow[] = [];
  let linesBefore = 1;
  for await (const { bytes, offset } of lineBlocks(source, from, source.size)) {
    linesBefore += forEachRow(bytes, (start, end, line) => {
      rows.push({ offset: offset + start, line: linesBefore + line, bytes: bytes.subarray(start, end) });
      return rows.length < SAMPLED_ROWS;
    });
    // A block of comments only says nothing yet.
    if (rows.length > 2) break;
  }
  return rows;
}

/** A row of numbers holds a tab or a semicolon only between fields; a comma may also be a decimal mark. */
function delimiterOf(row: Uint8Array): number {
  const { tab, semicolon, comma, blanks } = DELIMITER;
  const separates = (delimiter: number) => fieldsOf(row, delimiter).length > 1;
  // In a single column nothing separates; then blanks in the header are not to split its name.
  return [tab, semicolon, comma, blanks].find(separates) ?? comma;
}

/** A row with a quote that does not end is one field; reading the rows reports it. */
function fieldsOf(row: Uint8Array, delimiter: number): string[] {
  const bounds = newFieldBounds();
  const count = splitFields(row, 0, row.length, delimiter, bounds);
  if (count < 0) return [fieldText(row, 0, row.length)];
  return Array.from({ length: count }, (_, i) => fieldText(row, bounds[2 * i], bounds[2 * i + 1]));
}

function isDataCell(text: string, otherMark: number): boolean {
  const bytes = new TextEncoder().encode(text);
  return (
    parseNumber(bytes, 0, bytes.length, otherMark) !== null ||
    parseClock(text) !== null ||
    parseDateTime(text) !== null
  );
}

function areUnits(cells: readonly string[], isData: (text: string) => boolean): boolean {
  return cells.some(isKnownUnit) && cells.every((cell) => cell === '' || !isData(cell));
}

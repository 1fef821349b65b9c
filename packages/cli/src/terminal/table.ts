import { stripVTControlCharacters } from 'node:util';

/** One column of a table for people. */
export interface Column {
  readonly title: string;
  /** Numbers stand under each other by their last digit. */
  readonly align?: 'left' | 'right';
  /** At least this wide, where rows are printed before all of them are known. */
  readonly minimumWidth?: number;
}

const GUTTER = '  ';

/** The columns' heading, and a function that lays out one row of cells beneath it. */
export function layOut(columns: readonly Column[], rows: readonly (readonly string[])[] = []) {
  const widths = columns.map((column, index) =>
    Math.max(
      visibleWidth(column.title),
      column.minimumWidth ?? 0,
      ...rows.map((row) => visibleWidth(row[index] ?? '')),
    ),
  );
  const line = (cells: readonly string[]) =>
    columns
      .map((column, index) => pad(cells[index] ?? '', widths[index] ?? 0, column.align ?? 'left'))
      .join(GUTTER)
      .trimEnd();
  return { heading: line(columns.map((column) => column.title)), line };
}

/** A whole table as text, one line a row, ending in a newline. */
export function formatTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const { heading, line } = layOut(columns, rows);
  return `${[heading, ...rows.map(line)].join('\n')}\n`;
}

/** Colour codes take no room on the screen. */
function visibleWidth(text: string): number {
  return [...stripVTControlCharacters(text)].length;
}

function pad(text: string, width: number, align: 'left' | 'right'): string {
  const space = ' '.repeat(Math.max(0, width - visibleWidth(text)));
  return align === 'right' ? space + text : text + space;
}

import { FormatUnsupportedError } from '../../errors.ts';
import type { LeadInfo } from '../../recording/recording.ts';
import { uniqueNames } from '../unique-names.ts';
import { mvPerUnit } from '../units.ts';
import { type HeaderCell, isTimeName, parseHeaderCell } from './header-cell.ts';
import type { TableShape } from './sniff-table.ts';
import { findTimeColumn, isIndexName, type TimeColumn } from './time-column.ts';

export interface LeadColumn extends LeadInfo {
  readonly column: number;
  readonly mvPerUnit: number;
}

/** Which column is what. */
export interface Columns {
  readonly leads: readonly LeadColumn[];
  readonly time: TimeColumn | null;
  readonly warnings: readonly string[];
}

/**
 * Columns of time and row numbers are told by their names, by how their values are written, and an unnamed first
 * one by how it rises; what is left are leads.
 *
 * @throws FormatUnsupportedError when nothing is left
 */
export function arrangeColumns(file: string, table: TableShape): Columns {
  const cells = headerCells(table);
  const { time, counters, warnings } = findTimeColumn(cells, table.sample);
  const leadColumns = cells.flatMap((cell, column) => {
    const isLead =
      cells.length === 1 ||
      !(
        column === time?.column ||
        counters.includes(column) ||
        isTimeName(cell.name) ||
        isIndexName(cell.name) ||
        isTrailingBlank(table, cell, column)
      );
    return isLead ? [column] : [];
  });
  if (leadColumns.length === 0) {
    throw new FormatUnsupportedError(
      file,
      'it has columns of time or row numbers only, and none with an ECG.',
    );
  }

  const names = uniqueNames(
    leadColumns.map((column) => cells[column].name),
    'ecg',
  );
  const unitWarnings: string[] = [];
  const leads = leadColumns.map((column, i): LeadColumn => {
    const { unit } = cells[column];
    const factor = unit === null ? 1 : mvPerUnit(unit);
    if (factor === null) {
      unitWarnings.push(
        `Lead ${names[i]} is in ${unit}, which is no voltage; its values are kept as they are.`,
      );
    }
    return { column, name: names[i], unit, mvPerUnit: factor ?? 1 };
  });
  return { leads, time, warnings: [...warnings, ...unitWarnings] };
}

function headerCells({ header, units, columnCount }: TableShape): HeaderCell[] {
  return Array.from({ length: columnCount }, (_, column) => {
    const cell = parseHeaderCell(header?.[column] ?? '');
    const unit = units?.[column] ?? '';
    return unit === '' ? cell : { name: header?.[column] ?? '', unit };
  });
}

/** Rows that end with a delimiter have one column more than they mean. */
function isTrailingBlank(table: TableShape, cell: HeaderCell, column: number): boolean {
  return (
    cell.name === '' && column === table.columnCount - 1 && table.sample.every((row) => row[column] === '')
  );
}

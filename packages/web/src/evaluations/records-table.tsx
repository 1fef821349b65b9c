import { Badge, Table, Text, Title, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { texts } from '../texts/index.ts';
import { AnchorLink } from '../ui/anchor-link.tsx';
import { formatCount, NOTHING } from '../ui/format.ts';
import { formatNumber, formatScore, formatShare } from '../ui/format-score.ts';
import { ScrollRegion } from '../ui/scroll-region.tsx';
import {
  COLUMNS,
  type ColumnKey,
  cellOf,
  firstDirection,
  type RecordOrder,
  sortRecords,
  WORST_FIRST,
} from './record-order.ts';
import classes from './records-table.module.css';
import type { EvaluatedRecord, Protocol } from './types.ts';
import { usePages } from './use-pages.tsx';
import type { TargetOf } from './use-recording-target.ts';

const { table: words } = texts.evaluations;

/** Every record with its score, the worst first; each opens its recording where it went wrong. */
export function RecordsTable({
  protocol,
  records,
  intro,
  targetOf,
  isPrinting,
}: {
  readonly protocol: Protocol;
  readonly records: readonly EvaluatedRecord[];
  readonly intro: string;
  readonly targetOf: TargetOf;
  readonly isPrinting: boolean;
}) {
  const [order, setOrder] = useState<RecordOrder>(WORST_FIRST[protocol]);
  const sorted = useMemo(() => sortRecords(records, order), [records, order]);
  const { shown, pages, restart } = usePages(sorted, isPrinting);
  const columns = COLUMNS[protocol];

  function sortBy(column: ColumnKey) {
    const turned = order.direction === 'ascending' ? 'descending' : 'ascending';
    setOrder({ column, direction: column === order.column ? turned : firstDirection(column) });
    restart();
  }

  return (
    <section>
      <Title order={2} size="h3" mb={4}>
        {words.title}
      </Title>
      <Text size="sm" c="dimmed" mb="sm" className={classes.intro}>
        {intro}
      </Text>
      <ScrollRegion label={words.scroll}>
        <Table highlightOnHover verticalSpacing={6} className={classes.table}>
          <Table.Thead>
            <Table.Tr>
              {columns.map((column) => (
                <HeaderCell key={column} column={column} order={order} onSort={() => sortBy(column)} />
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((record) => (
              <Row key={keyOf(record)} record={record} columns={columns} targetOf={targetOf} />
            ))}
          </Table.Tbody>
        </Table>
      </ScrollRegion>
      {pages}
    </section>
  );
}

function HeaderCell({
  column,
  order,
  onSort,
}: {
  readonly column: ColumnKey;
  readonly order: RecordOrder;
  readonly onSort: () => void;
}) {
  const isSorted = order.column === column;
  const Icon = !isSorted ? IconArrowsSort : order.direction === 'ascending' ? IconArrowUp : IconArrowDown;
  return (
    <Table.Th
      aria-sort={isSorted ? order.direction : 'none'}
      className={isText(column) ? undefined : classes.number}
    >
      <UnstyledButton className={classes.sort} onClick={onSort} title={words.sortBy(words.columns[column])}>
        {words.columns[column]}
        <Icon size={14} aria-hidden className={isSorted ? undefined : classes.unsorted} />
      </UnstyledButton>
    </Table.Th>
  );
}

function Row({
  record,
  columns,
  targetOf,
}: {
  readonly record: EvaluatedRecord;
  readonly columns: readonly ColumnKey[];
  readonly targetOf: TargetOf;
}) {
  const target = targetOf(record);
  const [, ...rest] = columns;
  return (
    <Table.Tr className={target === null ? undefined : classes.linked}>
      <Table.Th scope="row" className={classes.name}>
        {target === null ? (
          record.record
        ) : (
          <AnchorLink {...target} className={classes.link}>
            {record.record}
          </AnchorLink>
        )}
        {record.error !== null && (
          <Text size="xs" className={classes.error}>
            {`${words.notAnalysed} ${record.error}`}
          </Text>
        )}
      </Table.Th>
      {rest.map((column) => (
        <Table.Td key={column} className={isText(column) ? undefined : classes.number}>
          <Cell record={record} column={column} />
        </Table.Td>
      ))}
    </Table.Tr>
  );
}

function Cell({ record, column }: { readonly record: EvaluatedRecord; readonly column: ColumnKey }) {
  const value = cellOf(record, column);
  if (column === 'seenInTraining') {
    return record.seenInTraining ? (
      <Badge color="yellow" variant="light" tt="none" size="sm">
        {words.seen}
      </Badge>
    ) : (
      words.unseen
    );
  }
  if (value === null) return NOTHING;
  if (typeof value === 'string') return value;
  switch (column) {
    case 'f1':
      return formatShare(value);
    case 'qrsScore':
    case 'heartRateScore':
      return formatScore(value);
    case 'heartRate':
    case 'referenceHeartRate':
      return formatNumber(value, Number.isInteger(value) ? 0 : 1);
    default:
      return formatCount(value);
  }
}

/** Names alone need not be unique: two recordings of mine may have the same. */
function keyOf({ record, lead, recordingId }: EvaluatedRecord): string {
  return [record, lead, recordingId].join('/');
}

function isText(column: ColumnKey): boolean {
  return column === 'record' || column === 'lead' || column === 'seenInTraining';
}

import { Table, Text, Title } from '@mantine/core';
import { texts } from '../texts/index.ts';
import { formatScore, formatSigned } from '../ui/format-score.ts';
import { ScrollRegion } from '../ui/scroll-region.tsx';
import { RecordLink } from './plots/record-link.tsx';
import classes from './records-table.module.css';
import type { Asked, ComparedRecord, EvaluatedRecord, EvaluationComparison, Protocol } from './types.ts';
import { usePages } from './use-pages.tsx';
import { type TargetOf, useRecordingTarget } from './use-recording-target.ts';

const words = texts.evaluations.comparison.records;

/** Which records became better or worse, and by how much. */
export function ComparedRecords({
  comparison: { records, protocol },
  asked,
}: {
  readonly comparison: EvaluationComparison;
  /** By which their recordings are opened. */
  readonly asked: Asked;
}) {
  const targetOf = useRecordingTarget(asked);
  const worse = records.filter(({ change }) => change < 0);
  // The list begins with the worst change; here the largest comes first.
  const better = records.filter(({ change }) => change > 0).reverse();
  const unchanged = records.length - worse.length - better.length;
  const tables = [
    { title: words.worse(worse.length), changed: worse },
    { title: words.better(better.length), changed: better },
  ].filter(({ changed }) => changed.length > 0);
  return (
    <>
      {tables.map(({ title, changed }) => (
        <Changed key={title} title={title} records={changed} protocol={protocol} targetOf={targetOf} />
      ))}
      {records.length > 0 && <Text>{tables.length === 0 ? words.none : words.unchanged(unchanged)}</Text>}
    </>
  );
}

function Changed({
  title,
  records,
  protocol,
  targetOf,
}: {
  readonly title: string;
  readonly records: readonly ComparedRecord[];
  readonly protocol: Protocol;
  readonly targetOf: TargetOf;
}) {
  const { shown, pages } = usePages(records);
  return (
    <section>
      <Title order={2} size="h3" mb="sm">
        {title}
      </Title>
      <ScrollRegion label={title}>
        <Table className={classes.table} verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.record}</Table.Th>
              <Table.Th>{words.change}</Table.Th>
              <Table.Th>{words.before}</Table.Th>
              <Table.Th>{words.after}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map(({ record, lead, change, a, b }) => (
              <Table.Tr key={[record, lead, b.recordingId].join('/')}>
                <Table.Th scope="row" className={classes.name}>
                  <RecordLink record={b} targetOf={targetOf} />
                </Table.Th>
                <Table.Td>{changeOf(change, protocol)}</Table.Td>
                <Table.Td>{scoreOf(a, protocol)}</Table.Td>
                <Table.Td>{scoreOf(b, protocol)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollRegion>
      {pages}
    </section>
  );
}

function changeOf(change: number, protocol: Protocol): string {
  return protocol === 'cpsc2019'
    ? words.points(formatSigned(change, formatScore))
    : words.errors(Math.abs(change), change > 0);
}

function scoreOf(record: EvaluatedRecord, protocol: Protocol): string {
  return protocol === 'cpsc2019'
    ? words.challenge(formatScore(record.qrsScore), formatScore(record.heartRateScore))
    : words.counted(record.falseNegatives, record.falsePositives);
}

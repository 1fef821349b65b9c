import { Badge, Table, Text, Title } from '@mantine/core';
import type { Interval } from '@sinode/core';
import { type ReactNode, useCallback } from 'react';
import { texts } from '../texts/index.ts';
import { AnchorLink } from '../ui/anchor-link.tsx';
import { formatCount } from '../ui/format.ts';
import { formatSigned } from '../ui/format-score.ts';
import { ScrollRegion } from '../ui/scroll-region.tsx';
import { formatFigure } from './describe-evaluation.ts';
import { FIGURES, type Figure, type FigureKey } from './figures.ts';
import { differenceInterval, figureDifference } from './intervals.ts';
import classes from './records-table.module.css';
import type { EvaluationComparison } from './types.ts';
import { useEachFigure } from './use-each-figure.ts';
import { type Verdict, verdictOf } from './verdict.ts';

const { comparison: words, figures, training } = texts.evaluations;

const COUNTS = ['truePositives', 'falsePositives', 'falseNegatives'] as const;

const COLORS = { better: 'teal', worse: 'red', chance: 'gray', same: 'gray', unknown: 'gray' } as const;

interface Compared {
  readonly difference: number | null;
  readonly interval: Interval | null;
}

/** The figures of both, their differences, and how sure these are. */
export function ComparedTotals({ comparison }: { readonly comparison: EvaluationComparison }) {
  const { protocol, a, b, records, inBoth, onlyInA, onlyInB } = comparison;
  const compute = useCallback(
    (figure: Figure): Compared => ({
      difference: figureDifference(records, figure),
      interval: differenceInterval(records, figure),
    }),
    [records],
  );
  const compared = useEachFigure(protocol, compute);
  return (
    <section>
      <Title order={2} size="h3" mb="sm">
        {words.totals}
      </Title>
      <ScrollRegion label={words.scroll}>
        <Table className={classes.table}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.figure}</Table.Th>
              <Side side={a} label={words.a} />
              <Side side={b} label={words.b} />
              <Table.Th className={classes.number}>{words.difference}</Table.Th>
              <Table.Th>{words.verdict}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {FIGURES[protocol].map(({ key }) => (
              <Row
                key={key}
                name={figures[key].name}
                a={formatFigure(key, a.totals[key])}
                b={formatFigure(key, b.totals[key])}
                difference={<Difference figure={key} compared={compared.get(key)} />}
                verdict={<VerdictBadge compared={compared.get(key)} />}
              />
            ))}
            {COUNTS.map((key) => (
              <Row
                key={key}
                name={words.counts[key]}
                a={formatCount(a.totals[key])}
                b={formatCount(b.totals[key])}
                difference={formatSigned(comparison.differences[key], formatCount)}
                verdict={null}
              />
            ))}
            <Row
              name={figures.files.name}
              a={formatCount(a.totals.files)}
              b={formatCount(b.totals.files)}
              difference={formatSigned(b.totals.files - a.totals.files, formatCount)}
              verdict={null}
            />
          </Table.Tbody>
        </Table>
      </ScrollRegion>
      <Text size="sm" c="dimmed" mt="sm">
        {inBoth === 0 ? words.nothingInCommon : words.intervalExplanation(inBoth)}
        {inBoth > 0 && onlyInA + onlyInB > 0 && ` ${words.onlyIn(onlyInA, onlyInB)}`} {figures.notMedical}
      </Text>
    </section>
  );
}

function Side({ side, label }: { readonly side: EvaluationComparison['a']; readonly label: string }) {
  const { id, name, model, totals } = side;
  return (
    <Table.Th className={classes.number}>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <AnchorLink to="/evaluations/$id" params={{ id }} size="sm">
        {name}
      </AnchorLink>
      <Text size="xs" c="dimmed">
        {`${model.name} ${model.version}`}
      </Text>
      {totals.seenInTraining > 0 && (
        <Text size="xs" fw={600}>
          {training.badge(totals.seenInTraining, totals.files)}
        </Text>
      )}
    </Table.Th>
  );
}

function Row({
  name,
  a,
  b,
  difference,
  verdict,
}: {
  readonly name: string;
  readonly a: string;
  readonly b: string;
  readonly difference: ReactNode;
  readonly verdict: ReactNode;
}) {
  return (
    <Table.Tr>
      <Table.Th scope="row" className={classes.name}>
        {name}
      </Table.Th>
      <Table.Td className={classes.number}>{a}</Table.Td>
      <Table.Td className={classes.number}>{b}</Table.Td>
      <Table.Td className={classes.number}>{difference}</Table.Td>
      <Table.Td>{verdict}</Table.Td>
    </Table.Tr>
  );
}

function Difference({
  figure,
  compared,
}: {
  readonly figure: FigureKey;
  readonly compared: Compared | undefined;
}) {
  if (compared === undefined) return figures.computing;
  const { difference, interval } = compared;
  const signed = (value: number) => formatSigned(value, (magnitude) => formatFigure(figure, magnitude));
  return (
    <>
      {difference === null ? formatFigure(figure, null) : signed(difference)}
      {interval !== null && (
        <Text size="xs" c="dimmed" className={classes.interval}>
          {words.interval(signed(interval.low), signed(interval.high))}
        </Text>
      )}
    </>
  );
}

function VerdictBadge({ compared }: { readonly compared: Compared | undefined }) {
  if (compared === undefined) return null;
  const verdict: Verdict = verdictOf(compared.difference, compared.interval);
  return (
    <Badge color={COLORS[verdict]} variant="light" tt="none">
      {words[verdict]}
    </Badge>
  );
}

import { Stack, Text } from '@mantine/core';
import type { Interval } from '@sinode/core';
import { summarizeEvaluation } from '@sinode/core';
import { useCallback } from 'react';
import { texts } from '../texts/index.ts';
import { formatCount, formatDuration } from '../ui/format.ts';
import { formatFigure } from './describe-evaluation.ts';
import { FigureCard, FigureList } from './figure-card.tsx';
import { FIGURES, type Figure, type FigureKey } from './figures.ts';
import { figureInterval } from './intervals.ts';
import type { EvaluatedRecord, Evaluation, Protocol } from './types.ts';
import { useEachFigure } from './use-each-figure.ts';

const { figures: words } = texts.evaluations;

/** Nothing takes no time at all. */
const LEAST_SECONDS = 0.1;

/** The figures of a protocol in large, each with how sure it is. */
export function FigureCards({
  protocol,
  records,
  isFinal,
  timing,
}: {
  readonly protocol: Protocol;
  readonly records: readonly EvaluatedRecord[];
  /** What changes by the second has no interval. */
  readonly isFinal: boolean;
  /** `null` where it is not that of these records. */
  readonly timing: Evaluation['timing'] | null;
}) {
  const totals = summarizeEvaluation(protocol, records);
  const compute = useCallback(
    (figure: Figure) => (isFinal ? figureInterval(records, figure) : null),
    [records, isFinal],
  );
  const intervals = useEachFigure(protocol, compute);
  return (
    <Stack gap="sm">
      <FigureList>
        {FIGURES[protocol].map(({ key }) => (
          <FigureCard
            key={key}
            name={words[key].name}
            value={formatFigure(key, totals[key])}
            explanation={words[key].explanation}
          >
            {isFinal && totals[key] !== null && (
              <Text component="dd" size="sm" fw={500}>
                {intervalWords(key, intervals.get(key), records.length)}
              </Text>
            )}
          </FigureCard>
        ))}
        <FigureCard
          name={words.files.name}
          value={formatCount(totals.files)}
          explanation={words.files.explanation}
        />
        <FigureCard
          name={words.counts.name}
          value={formatCount(totals.truePositives + totals.falseNegatives)}
          explanation={words.counts.explanation(
            formatCount(totals.truePositives),
            formatCount(totals.falseNegatives),
            formatCount(totals.falsePositives),
          )}
        />
      </FigureList>
      <Text size="sm" c="dimmed">
        {isFinal && records.length > 1 && `${words.intervalExplanation} `}
        {timing !== null &&
          timing.ecgSeconds > 0 &&
          `${words.speed(formatDuration(timing.ecgSeconds), formatDuration(Math.max(LEAST_SECONDS, timing.wallSeconds)))} `}
        {words.notMedical}
      </Text>
    </Stack>
  );
}

function intervalWords(key: FigureKey, interval: Interval | null | undefined, records: number): string {
  if (interval === undefined) return words.computing;
  if (interval === null) return records < 2 ? words.noInterval : words.noSpread;
  if (interval.low === interval.high) return words.noSpread;
  return words.interval(formatFigure(key, interval.low), formatFigure(key, interval.high));
}

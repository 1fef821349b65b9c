import { useCallback, useMemo } from 'react';
import type uPlot from 'uplot';
import { texts } from '../../texts/index.ts';
import { formatScore, formatShare } from '../../ui/format-score.ts';
import { errorsOf } from '../record-order.ts';
import type { EvaluatedRecord, Protocol } from '../types.ts';
import type { TargetOf } from '../use-recording-target.ts';
import { axesOf, PLAIN } from './axes.ts';
import type { PlotLook } from './look.ts';
import { PlotFigure } from './plot-figure.tsx';
import { rangeBelow } from './ranges.ts';
import { medianOf, rankedScores } from './ranked-scores.ts';
import { RecordLink } from './record-link.tsx';

const { scores: words, hint } = texts.evaluations.plots;

/** The score of each record, the worst first: whether all are alike, or a few spoil the mean. */
export function ScoresPlot({
  protocol,
  records,
  targetOf,
  look,
  onOpen,
}: {
  readonly protocol: Protocol;
  readonly records: readonly EvaluatedRecord[];
  readonly targetOf: TargetOf;
  readonly look: PlotLook;
  readonly onOpen: (record: EvaluatedRecord) => void;
}) {
  const ranked = useMemo(() => rankedScores(protocol, records), [protocol, records]);
  const isF1 = protocol === 'ec57';
  const format = isF1 ? formatShare : formatScore;
  const data = useMemo<uPlot.AlignedData>(
    () => [ranked.map((_, index) => index + 1), ranked.map(({ score }) => (isF1 ? 100 * score : score))],
    [ranked, isF1],
  );
  const options = useCallback(
    (colors: PlotLook): Omit<uPlot.Options, 'width' | 'height'> => ({
      ...PLAIN,
      scales: {
        x: { time: false, range: () => [0, ranked.length + 1] },
        // Points are few and far between: all of them have their place.
        y: { range: (_plot, low) => (isF1 ? rangeBelow(100, low) : rangeBelow(1, 0)) },
      },
      axes: axesOf(colors, { x: words.x, y: isF1 ? words.yF1 : words.yQrs }),
      series: [
        {},
        { paths: () => null, points: { show: true, size: 7, fill: colors.mark, stroke: colors.mark } },
      ],
    }),
    [isF1, ranked.length],
  );
  const title = isF1 ? words.titleF1 : words.titleQrs;
  const [worst] = ranked;
  if (worst === undefined) return <PlotFigure title={title} summary={words.none} plot={null} table={null} />;
  return (
    <PlotFigure
      title={title}
      summary={words.summary({
        records: ranked.length,
        median: format(medianOf(ranked)),
        worst: format(worst.score),
        record: worst.record.record,
        perfect: ranked.filter(({ record }) => errorsOf(record) === 0).length,
      })}
      plot={{
        data,
        options,
        look,
        marks: 'points',
        hint,
        describe(index) {
          const point = ranked[index];
          return point === undefined ? '' : words.point(point.record.record, format(point.score));
        },
        onPick(index) {
          const point = ranked[index];
          if (point !== undefined) onOpen(point.record);
        },
      }}
      table={{
        columns: isF1 ? words.columnsF1 : words.columnsQrs,
        rows: ranked.map(({ record, score }, index) => ({
          key: `${record.record}/${index}`,
          cells: [
            String(index + 1),
            <RecordLink key="record" record={record} targetOf={targetOf} />,
            format(score),
          ],
        })),
      }}
    />
  );
}

import { useCallback, useMemo } from 'react';
import type uPlot from 'uplot';
import { texts } from '../../texts/index.ts';
import { formatCount } from '../../ui/format.ts';
import { formatMs, formatNumber, formatSigned } from '../../ui/format-score.ts';
import type { EvaluatedRecord } from '../types.ts';
import { axesOf, PLAIN } from './axes.ts';
import { barsOf } from './bars.ts';
import type { PlotLook } from './look.ts';
import { PlotFigure } from './plot-figure.tsx';
import { offsetsOf, type Timing, timingOf } from './timing.ts';

const { timing: words } = texts.evaluations.plots;

/** How far beats are from their reference, before (−) and after it (+). */
export function TimingPlot({
  records,
  look,
}: {
  readonly records: readonly EvaluatedRecord[];
  readonly look: PlotLook;
}) {
  const offsets = useMemo(() => offsetsOf(records), [records]);
  const timing = useMemo(() => (offsets === null ? null : timingOf(offsets)), [offsets]);
  if (timing === null) {
    const reason = offsets === null ? words.notKept : words.none;
    return <PlotFigure title={words.title} summary={reason} plot={null} table={null} />;
  }
  return <Drawn timing={timing} look={look} />;
}

function Drawn({ timing, look }: { readonly timing: Timing; readonly look: PlotLook }) {
  const { beats, bins, binMs, outside, reachMs, medianAbsoluteMs, percentile95AbsoluteMs, medianMs } = timing;
  const data = useMemo<uPlot.AlignedData>(
    () => [bins.map(({ centreMs }) => centreMs), bins.map(({ count }) => count)],
    [bins],
  );
  const options = useCallback(
    (colors: PlotLook, plot: typeof uPlot): Omit<uPlot.Options, 'width' | 'height'> => ({
      ...PLAIN,
      scales: {
        x: { time: false, range: () => [-reachMs - binMs / 2, reachMs + binMs / 2] },
        y: { range: (_plot, _low, high) => [0, 1.05 * high] },
      },
      axes: axesOf(colors, words),
      series: [
        {},
        {
          stroke: colors.mark,
          fill: colors.mark,
          width: 0,
          points: { show: false },
          ...barsOf(plot),
        },
      ],
    }),
    [binMs, reachMs],
  );
  const summary = [
    words.summary({
      beats,
      median: formatMs(medianAbsoluteMs),
      percentile95: formatMs(percentile95AbsoluteMs),
      shift: formatSigned(medianMs, formatMs),
    }),
    ...(outside > 0 ? [words.outside(outside, formatMs(reachMs))] : []),
  ].join(' ');
  return (
    <PlotFigure
      title={words.title}
      summary={summary}
      plot={{
        data,
        options,
        look,
        marks: 'bars',
        hint: words.hint,
        describe(index) {
          const bin = bins[index];
          return bin === undefined ? '' : words.bin(formatSigned(bin.centreMs, formatMs), bin.count);
        },
      }}
      table={{
        columns: words.columns,
        rows: bins.map(({ centreMs, count }) => ({
          key: String(centreMs),
          cells: [
            formatSigned(centreMs, (ms) => formatNumber(ms, Number.isInteger(ms) ? 0 : 1)),
            formatCount(count),
          ],
        })),
      }}
    />
  );
}

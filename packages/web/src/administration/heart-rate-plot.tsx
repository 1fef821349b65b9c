import { useComputedColorScheme } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import type uPlot from 'uplot';
import { axesOf, PLAIN } from '../evaluations/plots/axes.ts';
import { barsOf } from '../evaluations/plots/bars.ts';
import { LOOKS, type PlotLook } from '../evaluations/plots/look.ts';
import { PlotFigure } from '../evaluations/plots/plot-figure.tsx';
import { texts } from '../texts/index.ts';
import { formatCount } from '../ui/format.ts';
import { formatNumber, formatSigned } from '../ui/format-score.ts';
import { type DifferenceBin, differenceBins } from './difference-bins.ts';
import type { ShadowAgreement } from './types.ts';

const { plot: words } = texts.administration.shadow;

type Differences = ShadowAgreement['heartRate']['differences'];

/** Of the axis: differences are counted in whole bpm. */
const STEPS_BPM = [1, 2, 5, 10];

/** How far the heart rates of both models differ. */
export function HeartRatePlot({ differences }: { readonly differences: Differences }) {
  const look = LOOKS[useComputedColorScheme('light')];
  const bins = useMemo(() => differenceBins(differences), [differences]);
  const data = useMemo<uPlot.AlignedData>(
    () => [bins.map(({ bpm }) => bpm), bins.map(({ count }) => count)],
    [bins],
  );
  const options = useCallback(
    (colors: PlotLook, plot: typeof uPlot): Omit<uPlot.Options, 'width' | 'height'> => {
      const [x = {}, y = {}] = axesOf(colors, words);
      return {
        ...PLAIN,
        scales: {
          x: { time: false, range: (_plot, low, high) => [low - 0.5, high + 0.5] },
          y: { range: (_plot, _low, high) => [0, 1.05 * high] },
        },
        axes: [{ ...x, incrs: STEPS_BPM }, y],
        series: [
          {},
          { stroke: colors.mark, fill: colors.mark, width: 0, points: { show: false }, ...barsOf(plot) },
        ],
      };
    },
    [],
  );
  if (bins.length === 0) {
    return <PlotFigure title={words.title} summary={words.none} plot={null} table={null} />;
  }
  const all = bins.reduce((total, { count }) => total + count, 0);
  const same = bins.find(({ bpm }) => bpm === 0)?.count ?? 0;
  return (
    <PlotFigure
      title={words.title}
      summary={words.summary(all, formatCount(same))}
      plot={{
        data,
        options,
        look,
        marks: 'bars',
        hint: words.hint,
        describe(index) {
          const bin = bins[index];
          return bin === undefined ? '' : words.bin(labelOf(bin), bin.count);
        },
      }}
      table={{
        columns: words.columns,
        rows: bins.map((bin) => ({
          key: String(bin.bpm),
          cells: [labelOf(bin), formatCount(bin.count)],
        })),
      }}
    />
  );
}

function labelOf({ bpm, isOpen }: DifferenceBin): string {
  const label = formatSigned(bpm, (magnitude) => formatNumber(magnitude, 0));
  if (!isOpen) return label;
  return bpm < 0 ? words.orLess(label) : words.orMore(label);
}

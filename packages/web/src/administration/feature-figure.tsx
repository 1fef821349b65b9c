import { Text, useComputedColorScheme } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import type uPlot from 'uplot';
import { axesOf, PLAIN } from '../evaluations/plots/axes.ts';
import { barsOf } from '../evaluations/plots/bars.ts';
import { LOOKS, type PlotLook } from '../evaluations/plots/look.ts';
import { PlotFigure } from '../evaluations/plots/plot-figure.tsx';
import { texts } from '../texts/index.ts';
import { formatBinShare } from './describe.ts';
import { formatIndex, formatMean } from './describe-drift.ts';
import { DriftBadge } from './drift-badge.tsx';
import classes from './feature-figure.module.css';
import type { DriftFeature } from './types.ts';

const { drift: words } = texts.administration;

/** Names of bins stand upright nearly: so much room do they need below the plot, and from each other. */
const NAMES_PX = 96;
const NAME_PX = 16;
const TURN_DEGREES = 60;

/** One feature of the input: how often each part of its range is met here, beside how often it was met in training. */
export function FeatureFigure({ feature: described }: { readonly feature: DriftFeature }) {
  const { feature, unit, status, index, analyses, mean, trainingMean, bins } = described;
  const { name, text } = words.features[feature];
  const look = LOOKS[useComputedColorScheme('light')];
  const hasTraining = bins.some(({ trainingShare }) => trainingShare !== null);
  const data = useMemo<uPlot.AlignedData>(
    () => [
      bins.map((_, at) => at),
      bins.map(({ share }) => 100 * (share ?? 0)),
      ...(hasTraining ? [bins.map(({ trainingShare }) => 100 * (trainingShare ?? 0))] : []),
    ],
    [bins, hasTraining],
  );
  const options = useCallback(
    (colors: PlotLook, plot: typeof uPlot) => optionsOf(colors, plot, { bins, hasTraining }),
    [bins, hasTraining],
  );
  const training = hasTraining ? formatMean(feature, trainingMean) : null;
  const summary =
    analyses === 0
      ? words.feature.none
      : words.feature.summary(analyses, formatMean(feature, mean), training);
  return (
    <PlotFigure
      title={words.feature.title(name, unit)}
      badge={<DriftBadge status={status} />}
      summary={
        <>
          {`${text}. `}
          {index !== null && (
            <Text span inherit fw={600}>
              {`${words.feature.index(formatIndex(index))}. `}
            </Text>
          )}
          {summary}
          <Legend hasTraining={hasTraining} />
        </>
      }
      plot={{
        data,
        options,
        look,
        marks: 'bars',
        hint: words.feature.hint,
        describe(at) {
          const bin = bins[at];
          if (bin === undefined) return '';
          const inTraining = hasTraining ? formatBinShare(bin.trainingShare) : null;
          return words.feature.bin(bin.label, formatBinShare(bin.share), inTraining);
        },
      }}
      table={{
        columns: words.feature.columns(unit),
        rows: bins.map(({ label, share, trainingShare }) => ({
          key: label,
          cells: [label, formatBinShare(share), formatBinShare(trainingShare)],
        })),
      }}
    />
  );
}

/** Filled or not tells the two apart, also without colour. */
function Legend({ hasTraining }: { readonly hasTraining: boolean }) {
  if (!hasTraining) return null;
  return (
    <span className={classes.legend}>
      <span className={classes.live} aria-hidden />
      {words.feature.live}
      <span className={classes.training} aria-hidden />
      {words.feature.training}
    </span>
  );
}

function optionsOf(
  look: PlotLook,
  plot: typeof uPlot,
  { bins, hasTraining }: Pick<DriftFeature, 'bins'> & { readonly hasTraining: boolean },
): Omit<uPlot.Options, 'width' | 'height'> {
  const [x = {}, y = {}] = axesOf(look, { x: '', y: words.feature.y });
  const half = { share: 0.42, align: -1 } as const;
  return {
    ...PLAIN,
    scales: {
      x: { time: false, range: () => [-0.6, bins.length - 0.4] },
      y: { range: (_plot, _low, high) => [0, 1.05 * Math.max(high, 1)] },
    },
    axes: [
      {
        ...x,
        // Its unit is in the title: there is room for the names of the bins only.
        labelSize: 0,
        grid: { show: false },
        size: NAMES_PX,
        rotate: TURN_DEGREES,
        splits: ({ width }) => {
          const step = Math.ceil((NAME_PX * bins.length) / Math.max(width - NAMES_PX, NAME_PX));
          return bins.map((_, at) => at).filter((at) => at % step === 0);
        },
        values: (_plot, places) => places.map((at) => bins[at]?.label ?? ''),
      },
      y,
    ],
    series: [
      {},
      {
        stroke: look.mark,
        fill: look.mark,
        width: 0,
        points: { show: false },
        ...barsOf(plot, hasTraining ? half : {}),
      },
      ...(hasTraining
        ? [{ stroke: look.text, width: 1.5, points: { show: false }, ...barsOf(plot, { ...half, align: 1 }) }]
        : []),
    ],
  };
}

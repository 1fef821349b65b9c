import { useCallback, useMemo } from 'react';
import type uPlot from 'uplot';
import { texts } from '../../texts/index.ts';
import { formatExactBpm, formatNumber, formatSigned } from '../../ui/format-score.ts';
import type { EvaluatedRecord } from '../types.ts';
import type { TargetOf } from '../use-recording-target.ts';
import { type Agreement, heartRateAgreement } from './agreement.ts';
import { axesOf, drawLines, type Line, PLAIN } from './axes.ts';
import type { PlotLook } from './look.ts';
import { PlotFigure } from './plot-figure.tsx';
import { rangeAround } from './ranges.ts';
import { RecordLink } from './record-link.tsx';

const { agreement: words, hint } = texts.evaluations.plots;

/** A mean of many is known to one digit more than each of them. */
const MEAN_DIGITS = 2;
/** bpm; narrower than this, rounding would look like disagreement. */
const LEAST_RANGE_BPM = 2;

/** Bland–Altman: the difference of both heart rates against their mean. */
export function AgreementPlot({
  records,
  targetOf,
  look,
  onOpen,
}: {
  readonly records: readonly EvaluatedRecord[];
  readonly targetOf: TargetOf;
  readonly look: PlotLook;
  readonly onOpen: (record: EvaluatedRecord) => void;
}) {
  const agreement = useMemo(() => heartRateAgreement(records), [records]);
  if (agreement === null) {
    return <PlotFigure title={words.title} summary={words.none} plot={null} table={null} />;
  }
  return <Drawn agreement={agreement} targetOf={targetOf} look={look} onOpen={onOpen} />;
}

function Drawn({
  agreement,
  targetOf,
  look,
  onOpen,
}: {
  readonly agreement: Agreement;
  readonly targetOf: TargetOf;
  readonly look: PlotLook;
  readonly onOpen: (record: EvaluatedRecord) => void;
}) {
  const { records, means, differences, bias, lowerLimit, upperLimit, leftOut } = agreement;
  const signed = (bpm: number) => formatSigned(bpm, (value) => formatExactBpm(value));
  const exactly = (bpm: number) => formatSigned(bpm, (value) => formatExactBpm(value, MEAN_DIGITS));
  const data = useMemo<uPlot.AlignedData>(() => [means, differences], [means, differences]);
  const options = useCallback(
    (colors: PlotLook) => optionsOf(colors, { differences, bias, lowerLimit, upperLimit }),
    [differences, bias, lowerLimit, upperLimit],
  );
  const summary = [
    words.summary({
      records: records.length,
      bias: exactly(bias),
      lower: exactly(lowerLimit),
      upper: exactly(upperLimit),
    }),
    ...(leftOut > 0 ? [words.leftOut(leftOut)] : []),
  ].join(' ');
  return (
    <PlotFigure
      title={words.title}
      summary={summary}
      plot={{
        data,
        options,
        look,
        marks: 'points',
        hint,
        describe: (index) =>
          words.point(
            records[index]?.record ?? '',
            formatExactBpm(means[index] ?? 0),
            signed(differences[index] ?? 0),
          ),
        onPick(index) {
          const record = records[index];
          if (record !== undefined) onOpen(record);
        },
      }}
      table={{
        columns: words.columns,
        rows: records.map((record, index) => ({
          key: `${record.record}/${record.lead}/${index}`,
          cells: [
            <RecordLink key="record" record={record} targetOf={targetOf} />,
            formatNumber(record.heartRate ?? 0, 1),
            formatNumber(record.referenceHeartRate ?? 0, 1),
            formatSigned(differences[index] ?? 0, (value) => formatNumber(value, 1)),
          ],
        })),
      }}
    />
  );
}

function optionsOf(
  look: PlotLook,
  {
    differences,
    bias,
    lowerLimit,
    upperLimit,
  }: Pick<Agreement, 'differences' | 'bias' | 'lowerLimit' | 'upperLimit'>,
): Omit<uPlot.Options, 'width' | 'height'> {
  const figure = (bpm: number) => formatSigned(bpm, (value) => formatNumber(value, MEAN_DIGITS));
  const lines: Line[] = [
    { at: 0, color: look.zero },
    {
      at: bias,
      color: look.mark,
      // Away from the line at 0.
      label: { text: words.bias(figure(bias)), align: 'left', side: bias < 0 ? 'below' : 'above' },
    },
    {
      at: upperLimit,
      color: look.line,
      dash: [6, 4],
      label: { text: words.upper(figure(upperLimit)), align: 'right', side: 'above' },
    },
    {
      at: lowerLimit,
      color: look.line,
      dash: [6, 4],
      label: { text: words.lower(figure(lowerLimit)), align: 'right', side: 'below' },
    },
  ];
  return {
    ...PLAIN,
    scales: {
      x: { time: false, range: (_plot, low, high) => rangeAround([low, high], LEAST_RANGE_BPM) },
      y: { range: () => rangeAround([...differences, lowerLimit, upperLimit], LEAST_RANGE_BPM) },
    },
    axes: axesOf(look, words),
    series: [{}, { paths: () => null, points: { show: true, size: 7, fill: look.mark, stroke: look.mark } }],
    hooks: { draw: [drawLines(lines, look.text)] },
  };
}

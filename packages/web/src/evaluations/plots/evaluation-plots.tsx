import { Title, useComputedColorScheme } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { texts } from '../../texts/index.ts';
import type { EvaluatedRecord, Protocol } from '../types.ts';
import type { TargetOf } from '../use-recording-target.ts';
import { AgreementPlot } from './agreement-plot.tsx';
import { LOOKS } from './look.ts';
import classes from './plot.module.css';
import { ScoresPlot } from './scores-plot.tsx';
import { TimingPlot } from './timing-plot.tsx';

/** The plots by which the field judges a detector. */
export function EvaluationPlots({
  protocol,
  records,
  targetOf,
  isPrinting,
}: {
  readonly protocol: Protocol;
  readonly records: readonly EvaluatedRecord[];
  readonly targetOf: TargetOf;
  readonly isPrinting: boolean;
}) {
  const scheme = useComputedColorScheme('light');
  const look = LOOKS[isPrinting ? 'paper' : scheme];
  const navigate = useNavigate();
  const open = (record: EvaluatedRecord) => {
    const target = targetOf(record);
    if (target !== null) void navigate(target);
  };
  return (
    <section>
      <Title order={2} size="h3" mb="sm">
        {texts.evaluations.plots.title}
      </Title>
      <div className={classes.plots}>
        <ScoresPlot protocol={protocol} records={records} targetOf={targetOf} look={look} onOpen={open} />
        <AgreementPlot records={records} targetOf={targetOf} look={look} onOpen={open} />
        <TimingPlot records={records} look={look} />
      </div>
    </section>
  );
}

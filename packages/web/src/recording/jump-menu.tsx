import { Button, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowRightBar } from '@tabler/icons-react';
import { useMemo } from 'react';
import { texts } from '../texts/index.ts';
import type { ShownReference } from '../trace/scene.ts';
import type { TraceModel } from '../trace/trace-model.ts';
import { shownSeconds } from '../trace/view.ts';
import type { Beats } from './beat-state.ts';
import { nextError } from './compare-with-reference.ts';
import { type Moment, momentsOf } from './moments.ts';
import type { AnalysisReport } from './viewed.ts';

export interface JumpMenuProps {
  readonly model: TraceModel;
  readonly beats: Beats | null;
  readonly compared: ShownReference | null;
  readonly report: AnalysisReport | null;
}

/** Places that one wants to see first, each with its value. */
export function JumpMenu({ model, beats, compared, report }: JumpMenuProps) {
  const { jump, tools } = texts.recording;
  const moments = useMemo(() => (beats === null ? null : momentsOf(beats)), [beats]);
  const { samplingRate } = model.source;
  const goTo = (sample: number) => {
    model.set({ cursor: sample });
    model.goTo(sample / samplingRate);
  };
  const item = (moment: Moment | null | undefined, label: (value: number) => string) =>
    moment != null && <Menu.Item onClick={() => goTo(moment.sample)}>{label(moment.value)}</Menu.Item>;
  const middleSeconds = () => {
    const { view } = model.get();
    return view.startSeconds + shownSeconds(view, model.extent()) / 2;
  };
  /** What was gone to last, or else the middle. */
  const here = () => model.get().cursor ?? Math.round(middleSeconds() * samplingRate);
  const toNextError = () => {
    const next = compared === null ? null : nextError(compared, here());
    if (next === null) notifications.show({ message: jump.noError });
    else goTo(next);
  };
  const toNextPoor = () => {
    const next = report?.quality.stretches.find(
      ({ startSeconds, verdict }) => verdict !== 'good' && startSeconds * samplingRate > here(),
    );
    if (next === undefined) notifications.show({ message: jump.noPoor });
    else goTo(Math.round(next.startSeconds * samplingRate));
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconArrowRightBar size={16} aria-hidden />}>
          {tools.jump}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => model.goTo(0)}>{jump.start}</Menu.Item>
        <Menu.Item onClick={() => model.goTo(model.extent().durationSeconds)}>{jump.end}</Menu.Item>
        {item(moments?.fastest, jump.fastest)}
        {item(moments?.slowest, jump.slowest)}
        {item(moments?.pause, jump.pause)}
        {item(moments?.doubtful, jump.doubtful)}
        {report !== null && <Menu.Item onClick={toNextPoor}>{jump.poor}</Menu.Item>}
        {compared !== null && <Menu.Item onClick={toNextError}>{jump.error}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}

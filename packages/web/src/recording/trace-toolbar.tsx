import { ActionIcon, Button, Collapse, Group, SegmentedControl, Select, Text, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAdjustmentsHorizontal, IconKeyboard, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { texts } from '../texts/index.ts';
import type { ShownReference } from '../trace/scene.ts';
import type { Tool, TraceModel } from '../trace/trace-model.ts';
import { useSettledTrace, useTrace } from '../trace/use-trace.ts';
import {
  fittingSpeed,
  GAINS_MM_PER_MV,
  SPEEDS_MM_PER_SECOND,
  shownSeconds,
  zoomAround,
} from '../trace/view.ts';
import type { Beats } from './beat-state.ts';
import { ExportMenu } from './export-menu.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { JumpMenu } from './jump-menu.tsx';
import { LeadsPicker } from './leads-picker.tsx';
import type { AnalysisReport } from './viewed.ts';

const ZOOM_FACTOR = 1.5;
const FIT = 'fit';

export interface TraceToolbarProps {
  readonly model: TraceModel;
  readonly name: string;
  readonly report: AnalysisReport | null;
  readonly beats: Beats | null;
  readonly compared: ShownReference | null;
  readonly isReadOnly: boolean;
  readonly onLead?: (lead: string) => void;
  readonly onDownload?: () => Promise<void>;
  /** More to choose. */
  readonly controls?: ReactNode;
}

/** Everything that changes how the trace is shown, and where. On a phone the trace comes before the details. */
export function TraceToolbar(props: TraceToolbarProps) {
  const { model, report, beats } = props;
  const { tools, correct } = texts.recording;
  const [isHelpOpen, help] = useDisclosure();
  const [isOpen, { toggle }] = useDisclosure();
  const tool = useTrace(model, (state) => state.tool);
  const setTool = (next: string) =>
    model.set({ tool: next as Tool, ...(next === 'measure' ? {} : { calipers: null }) });
  return (
    <>
      <Group gap="xs" align="flex-end">
        <SegmentedControl
          aria-label={tools.label}
          value={tool}
          onChange={setTool}
          data={[
            { value: 'move', label: tools.move },
            { value: 'measure', label: tools.measure },
            { value: 'correct', label: tools.correct, disabled: report === null || props.isReadOnly },
          ]}
        />
        <ZoomButtons model={model} />
        <Group gap="xs" align="flex-end" visibleFrom="sm">
          <Settings {...props} />
        </Group>
        <Button
          hiddenFrom="sm"
          variant="default"
          aria-expanded={isOpen}
          leftSection={<IconAdjustmentsHorizontal size={16} aria-hidden />}
          onClick={toggle}
        >
          {tools.settings}
        </Button>
        <Group gap="xs" ml={{ base: 0, sm: 'auto' }}>
          <JumpMenu model={model} beats={beats} compared={props.compared} report={report} />
          <ExportMenu
            model={model}
            name={props.name}
            report={report}
            beats={beats}
            {...(props.onDownload === undefined ? {} : { onDownload: props.onDownload })}
          />
          <Tooltip label={tools.help}>
            <ActionIcon variant="default" size={36} aria-label={tools.help} onClick={help.open}>
              <IconKeyboard size={20} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </Group>
      </Group>
      <Collapse expanded={isOpen} hiddenFrom="sm">
        {isOpen && (
          <Group gap="xs" align="flex-end">
            <Settings {...props} />
          </Group>
        )}
      </Collapse>
      {props.isReadOnly && report !== null && (
        <Text size="sm" c="dimmed">
          {correct.older}
        </Text>
      )}
      <HelpDialog opened={isHelpOpen} onClose={help.close} />
    </>
  );
}

function ZoomButtons({ model }: { readonly model: TraceModel }) {
  const { tools } = texts.recording;
  const zoom = (factor: number) => {
    const extent = model.extent();
    model.set({ view: zoomAround(model.get().view, extent, factor, extent.widthPixels / 2) });
  };
  return (
    <ActionIcon.Group>
      <ActionIcon
        variant="default"
        size={36}
        aria-label={tools.zoomOut}
        onClick={() => zoom(1 / ZOOM_FACTOR)}
      >
        <IconZoomOut size={18} aria-hidden />
      </ActionIcon>
      <ActionIcon variant="default" size={36} aria-label={tools.zoomIn} onClick={() => zoom(ZOOM_FACTOR)}>
        <IconZoomIn size={18} aria-hidden />
      </ActionIcon>
    </ActionIcon.Group>
  );
}

/** Speed, gain, leads, and what the page adds. */
function Settings({ model, report, onLead, controls }: TraceToolbarProps) {
  const { tools } = texts.recording;
  const speed = useSettledTrace(model, ({ view }) => Math.round(view.mmPerSecond * 1000) / 1000);
  const gain = useSettledTrace(model, ({ view }) => view.mmPerMv);
  const setSpeed = (mmPerSecond: number) => {
    const { view } = model.get();
    const middle = view.startSeconds + shownSeconds(view, model.extent()) / 2;
    model.set({ view: { ...view, mmPerSecond } });
    model.goTo(middle);
  };
  const setGain = (mmPerMv: number) => model.set({ view: { ...model.get().view, mmPerMv } });
  const speeds = [...new Set([...SPEEDS_MM_PER_SECOND, speed])].sort((a, b) => a - b);
  return (
    <>
      <Select
        label={tools.speed}
        size="xs"
        w={140}
        allowDeselect={false}
        value={String(speed)}
        data={[
          { value: FIT, label: tools.fit },
          ...speeds.map((each) => ({
            value: String(each),
            label: tools.speedOf(Number(each.toPrecision(3))),
          })),
        ]}
        onChange={(value) =>
          value !== null && setSpeed(value === FIT ? fittingSpeed(model.extent()) : Number(value))
        }
      />
      <Select
        label={tools.gain}
        size="xs"
        w={110}
        allowDeselect={false}
        value={String(gain)}
        data={GAINS_MM_PER_MV.map((each) => ({ value: String(each), label: tools.gainOf(each) }))}
        onChange={(value) => value !== null && setGain(Number(value))}
      />
      {model.source.leads.length > 1 && <LeadsPicker model={model} />}
      {onLead !== undefined && model.source.leads.length > 1 && (
        <Select
          label={tools.analysedLead}
          size="xs"
          w={140}
          data={[...model.source.leads]}
          value={report?.lead ?? null}
          allowDeselect={false}
          onChange={(lead) => lead !== null && onLead(lead)}
        />
      )}
      {controls}
    </>
  );
}

import {
  ActionIcon,
  Button,
  Group,
  Modal,
  MultiSelect,
  SegmentedControl,
  Select,
  Table,
  Text,
  Tooltip,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKeyboard, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { texts } from '../texts/index.ts';
import type { ShownReference } from '../trace/scene.ts';
import type { Tool, TraceModel } from '../trace/trace-model.ts';
import { useTrace } from '../trace/use-trace.ts';
import {
  fittingSpeed,
  GAINS_MM_PER_MV,
  SPEEDS_MM_PER_SECOND,
  shownSeconds,
  zoomAround,
} from '../trace/view.ts';
import type { Beats } from './beat-state.ts';
import { ExportMenu } from './export-menu.tsx';
import { JumpMenu } from './jump-menu.tsx';
import type { AnalysisReport } from './recording-viewer.tsx';

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
}

/** Everything that changes how the trace is shown, and where. */
export function TraceToolbar(props: TraceToolbarProps) {
  const { model, report, beats, onLead } = props;
  const { tools, correct } = texts.recording;
  const [isHelpOpen, help] = useDisclosure();
  const tool = useTrace(model, (state) => state.tool);
  const leads = useTrace(model, (state) => state.leads);
  const allLeads = model.source.leads;
  const setTool = (next: string) =>
    model.set({ tool: next as Tool, ...(next === 'measure' ? {} : { calipers: null }) });
  return (
    <Group gap="xs" align="flex-end">
      <SegmentedControl
        aria-label={tools.label}
        value={tool}
        onChange={setTool}
        data={[
          { value: 'move', label: tools.move },
          { value: 'measure', label: tools.measure },
          {
            value: 'correct',
            label: tools.correct,
            disabled: report === null || props.isReadOnly,
          },
        ]}
      />
      <ScaleControls model={model} />
      {allLeads.length > 1 && (
        <MultiSelect
          label={tools.leads}
          size="xs"
          w={{ base: '100%', xs: 220 }}
          data={[...allLeads]}
          value={[...leads]}
          onChange={(chosen) => {
            // In the order of the recording, and never none.
            if (chosen.length > 0) model.set({ leads: allLeads.filter((lead) => chosen.includes(lead)) });
          }}
        />
      )}
      {onLead !== undefined && allLeads.length > 1 && (
        <Select
          label={tools.analysedLead}
          size="xs"
          w={140}
          data={[...allLeads]}
          value={report?.lead ?? null}
          allowDeselect={false}
          onChange={(lead) => lead !== null && onLead(lead)}
        />
      )}
      <Group gap="xs" ml={{ base: 0, md: 'auto' }}>
        <JumpMenu model={model} beats={beats} compared={props.compared} report={report} />
        <ExportMenu model={model} name={props.name} report={report} beats={beats} />
        <Tooltip label={tools.help}>
          <ActionIcon variant="default" size={36} aria-label={tools.help} onClick={help.open}>
            <IconKeyboard size={20} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Group>
      {props.isReadOnly && report !== null && (
        <Text size="sm" c="dimmed">
          {correct.older}
        </Text>
      )}
      <Modal opened={isHelpOpen} onClose={help.close} title={texts.recording.help.title} size="lg">
        <Table>
          <Table.Tbody>
            {texts.recording.help.rows.map(([keys, meaning]) => (
              <Table.Tr key={keys}>
                <Table.Th scope="row">{keys}</Table.Th>
                <Table.Td>{meaning}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Modal>
    </Group>
  );
}

function ScaleControls({ model }: { readonly model: TraceModel }) {
  const { tools } = texts.recording;
  const speed = useTrace(model, ({ view }) => Math.round(view.mmPerSecond * 1000) / 1000);
  const gain = useTrace(model, ({ view }) => view.mmPerMv);
  const set = (change: { mmPerSecond?: number; mmPerMv?: number }) => {
    const { view } = model.get();
    const extent = model.extent();
    const middle = view.startSeconds + shownSeconds(view, extent) / 2;
    model.set({ view: { ...view, ...change } });
    if (change.mmPerSecond !== undefined) model.goTo(middle);
  };
  const zoom = (factor: number) => {
    const extent = model.extent();
    model.set({ view: zoomAround(model.get().view, extent, factor, extent.widthPixels / 2) });
  };
  const speeds = [...new Set([...SPEEDS_MM_PER_SECOND, speed])].sort((a, b) => a - b);
  return (
    <>
      <Select
        label={tools.speed}
        size="xs"
        w={150}
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
          value !== null && set({ mmPerSecond: value === FIT ? fittingSpeed(model.extent()) : Number(value) })
        }
      />
      <Select
        label={tools.gain}
        size="xs"
        w={110}
        allowDeselect={false}
        value={String(gain)}
        data={GAINS_MM_PER_MV.map((each) => ({ value: String(each), label: tools.gainOf(each) }))}
        onChange={(value) => value !== null && set({ mmPerMv: Number(value) })}
      />
      <Button.Group>
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
      </Button.Group>
    </>
  );
}

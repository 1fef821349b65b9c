import { Button, Collapse, ScrollArea, Table, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useId } from 'react';
import { texts } from '../texts/index.ts';
import { firstAtLeast } from '../trace/search.ts';
import { sinceStart } from '../trace/time-labels.ts';
import type { TraceModel } from '../trace/trace-model.ts';
import { useSettledTrace, useTrace } from '../trace/use-trace.ts';
import { shownSeconds } from '../trace/view.ts';
import type { Beats } from './beat-state.ts';

/** More than this nobody reads, and no page draws quickly. */
const MOST_ROWS = 200;

export interface BeatTableProps {
  readonly model: TraceModel;
  readonly beats: Beats;
  readonly onRemove: (sample: number) => void;
}

/** The beats that the trace shows, in words and numbers: for screen readers, and for whoever wants to know exactly. */
export function BeatTable({ model, beats, onRemove }: BeatTableProps) {
  const [isOpen, { toggle }] = useDisclosure();
  const id = useId();
  const { samplingRate } = model.source;
  const first = useSettledTrace(model, ({ view }) =>
    firstAtLeast(beats.samples, view.startSeconds * samplingRate),
  );
  const last = useSettledTrace(model, ({ view }) =>
    firstAtLeast(beats.samples, (view.startSeconds + shownSeconds(view, model.extent())) * samplingRate),
  );
  const { beat } = texts.recording;
  const count = last - first;
  return (
    <div>
      <UnstyledButton onClick={toggle} aria-expanded={isOpen} aria-controls={id}>
        <Text size="sm" fw={600} component="span">
          {isOpen ? <IconChevronDown size={14} aria-hidden /> : <IconChevronRight size={14} aria-hidden />}{' '}
          {beat.table(count)}
        </Text>
      </UnstyledButton>
      <Collapse expanded={isOpen} id={id}>
        {isOpen &&
          (count > MOST_ROWS ? (
            <Text size="sm">{beat.tooMany(count)}</Text>
          ) : (
            <ScrollArea.Autosize mah={320} type="auto" viewportProps={{ tabIndex: 0 }}>
              <Rows model={model} beats={beats} first={first} last={last} onRemove={onRemove} />
            </ScrollArea.Autosize>
          ))}
      </Collapse>
    </div>
  );
}

function Rows({ model, beats, first, last, onRemove }: BeatTableProps & { first: number; last: number }) {
  const { beat, correct, summary } = texts.recording;
  const { samplingRate } = model.source;
  const isCorrecting = useTrace(model, (state) => state.tool === 'correct');
  const selected = useTrace(model, (state) => state.selected);
  const numbers = Array.from({ length: last - first }, (_, i) => first + i);
  return (
    <Table data-testid="beats-in-view" stickyHeader>
      <Table.Caption>{beat.caption}</Table.Caption>
      <Table.Thead>
        <Table.Tr>
          {[beat.number, beat.time, beat.sample, beat.rr, beat.rate, beat.confidence].map((name) => (
            <Table.Th key={name} scope="col">
              {name}
            </Table.Th>
          ))}
          {isCorrecting && <Table.Th scope="col">{correct.remove}</Table.Th>}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {numbers.map((i) => {
          const sample = beats.samples[i] ?? 0;
          const rrMs = beats.rrMs[i];
          const rate = beats.heartRates[i] ?? Number.NaN;
          const confidence = beats.confidence[i] ?? Number.NaN;
          return (
            <Table.Tr key={sample} data-sample={sample} data-selected={sample === selected || undefined}>
              <Table.Th scope="row">
                <Button
                  variant="subtle"
                  size="compact-sm"
                  aria-label={beat.go(i)}
                  onClick={() => {
                    model.set({ selected: sample, cursor: sample });
                    model.reveal(sample / samplingRate);
                  }}
                >
                  {i + 1}
                </Button>
              </Table.Th>
              <Table.Td>{sinceStart(sample / samplingRate, 0.01)}</Table.Td>
              <Table.Td>{sample}</Table.Td>
              <Table.Td>{rrMs === undefined ? summary.none : summary.ms(rrMs)}</Table.Td>
              <Table.Td>{Number.isNaN(rate) ? summary.none : `${Math.round(rate)} ${summary.bpm}`}</Table.Td>
              <Table.Td>{Number.isNaN(confidence) ? beat.byHand : confidence.toFixed(2)}</Table.Td>
              {isCorrecting && (
                <Table.Td>
                  <Button
                    variant="subtle"
                    color="red"
                    size="compact-sm"
                    aria-label={beat.remove(i)}
                    onClick={() => onRemove(sample)}
                  >
                    {correct.remove}
                  </Button>
                </Table.Td>
              )}
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}

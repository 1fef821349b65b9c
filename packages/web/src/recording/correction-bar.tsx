import { Alert, Button, Checkbox, Group, Paper, Stack, Text, TextInput } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconDeviceFloppy,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react';
import { useState } from 'react';
import { texts } from '../texts/index.ts';
import type { TraceModel } from '../trace/trace-model.ts';
import { useTrace } from '../trace/use-trace.ts';
import { wordsOf } from '../ui/failure.tsx';
import type { Corrections } from './use-corrections.ts';
import type { BeatChange } from './viewed.ts';

const LONGEST_NOTE = 2000;

export interface CorrectionBarProps {
  readonly model: TraceModel;
  readonly corrections: Corrections;
  readonly actions: {
    readonly add: (sample: number) => Promise<void>;
    readonly remove: (sample: number) => void;
  };
  readonly isSaving: boolean;
  readonly onSave?: (save: {
    readonly changes: readonly BeatChange[];
    readonly note: string;
  }) => Promise<void>;
}

/** Everything that the mouse and the keys do to beats, as buttons; and the way to keep it. */
export function CorrectionBar({ model, corrections, actions, isSaving, onSave }: CorrectionBarProps) {
  const { correct } = texts.recording;
  const selected = useTrace(model, (state) => state.selected);
  const cursor = useTrace(model, (state) => state.cursor);
  const [note, setNote] = useState('');
  const [failure, setFailure] = useState<unknown>(null);
  const { changes } = corrections;

  const save = async () => {
    if (onSave === undefined) return;
    setFailure(null);
    try {
      await onSave({ changes, note: note.trim() });
      setNote('');
    } catch (error) {
      setFailure(error);
    }
  };
  return (
    <Paper withBorder p="md" component="section" aria-label={correct.title}>
      <Stack gap="sm">
        <Text size="sm">{correct.help}</Text>
        <Group gap="xs">
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            disabled={isSaving || cursor === null || cursor === selected}
            onClick={() => cursor !== null && void actions.add(cursor)}
          >
            {correct.add}
          </Button>
          <Button
            variant="default"
            leftSection={<IconTrash size={16} aria-hidden />}
            disabled={isSaving || selected === null}
            onClick={() => selected !== null && actions.remove(selected)}
          >
            {correct.remove}
          </Button>
          <Button
            variant="default"
            leftSection={<IconArrowBackUp size={16} aria-hidden />}
            disabled={!corrections.canUndo}
            onClick={corrections.undo}
          >
            {correct.undo}
          </Button>
          <Button
            variant="default"
            leftSection={<IconArrowForwardUp size={16} aria-hidden />}
            disabled={!corrections.canRedo}
            onClick={corrections.redo}
          >
            {correct.redo}
          </Button>
          <Checkbox
            label={correct.snap}
            checked={corrections.isSnapping}
            onChange={(event) => corrections.setSnapping(event.currentTarget.checked)}
          />
        </Group>
        <Text size="sm" fw={600} role="status">
          {correct.changes(changes.length)}
        </Text>
        {onSave === undefined ? (
          <Text size="sm" c="dimmed">
            {correct.localOnly}
          </Text>
        ) : (
          <Group gap="xs" align="flex-end">
            <TextInput
              label={correct.note}
              placeholder={correct.notePlaceholder}
              maxLength={LONGEST_NOTE}
              flex={1}
              miw={200}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
            <Button
              leftSection={<IconDeviceFloppy size={16} aria-hidden />}
              loading={isSaving}
              onClick={() => void save()}
            >
              {changes.length === 0 ? correct.confirm : correct.save}
            </Button>
            <Button
              variant="subtle"
              disabled={isSaving || changes.length === 0}
              onClick={corrections.discard}
            >
              {correct.discard}
            </Button>
          </Group>
        )}
        {failure !== null && (
          <Alert color="red" title={correct.failed} role="alert">
            {wordsOf(failure)}
          </Alert>
        )}
      </Stack>
    </Paper>
  );
}

import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { RecordingChange } from '@sinode/contracts';
import { type FormEvent, useRef, useState } from 'react';
import { texts } from '../texts/index.ts';
import { wordsOf } from '../ui/failure.tsx';
import { Problem } from '../ui/problem.tsx';
import { parseTags } from './tags.ts';
import { type Recording, useAddTags } from './use-recordings.ts';

interface AddTagsDialogProps {
  readonly isOpen: boolean;
  readonly recordings: readonly Recording[];
  readonly onClose: () => void;
}

/** Tags for several recordings at once. */
export function AddTagsDialog({ isOpen, recordings, onClose }: AddTagsDialogProps) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={texts.recordings.selection.tagTitle(recordings.length)}
      closeButtonProps={{ 'aria-label': texts.common.close }}
    >
      <AddTagsForm recordings={recordings} onClose={onClose} />
    </Modal>
  );
}

function AddTagsForm({ recordings, onClose }: Omit<AddTagsDialogProps, 'isOpen'>) {
  const [line, setLine] = useState('');
  const [hasTried, setHasTried] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const add = useAddTags();
  const { edit, selection } = texts.recordings;

  const tags = parseTags(line);
  const issue = RecordingChange.shape.tags.safeParse(tags).error?.issues[0]?.message;
  const problem = tags.length === 0 ? texts.session.failed.empty : issue && edit.rule(issue);

  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    setHasTried(true);
    if (problem !== undefined) {
      field.current?.focus();
      return;
    }
    add.mutate(
      { recordings, tags },
      {
        onSuccess() {
          notifications.show({ color: 'teal', message: selection.tagged(recordings.length) });
          onClose();
        },
      },
    );
  }

  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        <Problem words={add.isError ? wordsOf(add.error) : null} />
        <TextInput
          ref={field}
          label={edit.tags}
          description={edit.tagsHelp}
          autoComplete="off"
          data-autofocus
          value={line}
          onChange={(event) => setLine(event.currentTarget.value)}
          error={hasTried && problem}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {texts.common.cancel}
          </Button>
          <Button type="submit" loading={add.isPending}>
            {selection.tagSubmit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { RecordingChange } from '@sinode/contracts';
import { type FormEvent, useState } from 'react';
import { texts } from '../texts/index.ts';
import { wordsOf } from '../ui/failure.tsx';
import { Problem } from '../ui/problem.tsx';
import { useLast } from '../ui/use-last.ts';
import { joinTags, parseTags } from './tags.ts';
import { type Recording, useChangeRecording } from './use-recordings.ts';

interface EditDialogProps {
  /** null: closed. */
  readonly recording: Recording | null;
  readonly onClose: () => void;
}

/** Name, tags and note of a recording of one's own. */
export function EditDialog({ recording, onClose }: EditDialogProps) {
  const shown = useLast(recording);
  return (
    <Modal
      opened={recording !== null}
      onClose={onClose}
      title={texts.recordings.edit.title}
      closeButtonProps={{ 'aria-label': texts.common.close }}
    >
      {shown !== null && <EditForm recording={shown} onClose={onClose} />}
    </Modal>
  );
}

function EditForm({ recording, onClose }: { readonly recording: Recording; readonly onClose: () => void }) {
  const [name, setName] = useState(recording.name);
  const [tags, setTags] = useState(joinTags(recording.tags));
  const [note, setNote] = useState(recording.note);
  const [hasTried, setHasTried] = useState(false);
  const change = useChangeRecording(recording.id);
  const words = texts.recordings.edit;

  const parsed = RecordingChange.safeParse({ name, tags: parseTags(tags), note });
  const problemOf = (field: string): string | undefined => {
    const issue = parsed.error?.issues.find(({ path }) => path[0] === field);
    return hasTried && issue !== undefined ? words.rule(issue.message) : undefined;
  };

  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    setHasTried(true);
    if (parsed.success) change.mutate(parsed.data, { onSuccess: onClose });
  }

  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        <Problem words={change.isError ? wordsOf(change.error) : null} />
        <TextInput
          label={words.name}
          required
          withAsterisk={false}
          autoComplete="off"
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={problemOf('name')}
        />
        <TextInput
          label={words.tags}
          description={words.tagsHelp}
          autoComplete="off"
          value={tags}
          onChange={(event) => setTags(event.currentTarget.value)}
          error={problemOf('tags')}
        />
        <Textarea
          label={words.note}
          autosize
          minRows={3}
          maxRows={10}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          error={problemOf('note')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {texts.common.cancel}
          </Button>
          <Button type="submit" loading={change.isPending}>
            {words.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconFiles } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { texts } from '../texts/index.ts';
import { wordsOf } from '../ui/failure.tsx';
import { formatBytes, formatPercent } from '../ui/format.ts';
import { Problem } from '../ui/problem.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import classes from './administration.module.css';
import { nameOf } from './describe.ts';
import { modelFiles } from './model-files.ts';
import { useAddModel } from './use-add-model.ts';

const { upload: words } = texts.administration.models;

export function AddModelDialog({
  isOpen,
  onClose,
}: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={words.title}
      closeButtonProps={{ 'aria-label': texts.common.close }}
    >
      <AddModel onClose={onClose} />
    </Modal>
  );
}

/** The files of a model are chosen, sent and tried. */
function AddModel({ onClose }: { readonly onClose: () => void }) {
  const [files, setFiles] = useState<readonly File[]>([]);
  const chooser = useRef<HTMLInputElement>(null);
  const { add, sent, cancel } = useAddModel();
  const { chosen, missing, unknown } = modelFiles(files);

  function onSubmit(): void {
    add.mutate(chosen, {
      onSuccess(model) {
        onClose();
        notifications.show({ message: words.done(nameOf(model)) });
      },
    });
  }

  return (
    <Stack>
      <Text size="sm">{words.intro}</Text>
      <Button
        variant="default"
        leftSection={<IconFiles size={18} aria-hidden />}
        disabled={add.isPending}
        onClick={() => chooser.current?.click()}
        style={{ alignSelf: 'start' }}
        data-autofocus
      >
        {words.choose}
      </Button>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          const more = Array.from(event.currentTarget.files ?? []);
          setFiles((before) => [...before, ...more]);
          add.reset();
          // So that the same files can be chosen once more.
          event.currentTarget.value = '';
        }}
      />
      {chosen.length > 0 && (
        <ul className={classes.list} aria-label={words.files}>
          {chosen.map(({ name, size }) => (
            <li key={name}>{words.chosen(name, formatBytes(size))}</li>
          ))}
        </ul>
      )}
      <div role="status">
        {files.length > 0 && missing.length > 0 && <Text size="sm">{words.missing(missing.join(', '))}</Text>}
        {unknown.length > 0 && (
          <Text size="sm" c="dimmed">
            {words.unknown(unknown.join(', '))}
          </Text>
        )}
        {add.isPending && (
          <Stack gap={4}>
            <Text size="sm">{sent < 1 ? words.sending(formatPercent(sent)) : words.checking}</Text>
            <ProgressBar share={sent} label={words.progress} words={formatPercent(sent)} />
          </Stack>
        )}
      </div>
      <Problem words={add.isError && !isAbort(add.error) ? wordsOf(add.error) : null} />
      <Group justify="flex-end">
        <Button
          variant="default"
          onClick={() => {
            cancel();
            onClose();
          }}
        >
          {texts.common.cancel}
        </Button>
        <Button disabled={missing.length > 0} loading={add.isPending} onClick={onSubmit}>
          {words.submit}
        </Button>
      </Group>
    </Stack>
  );
}

/** The person's own doing. */
function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

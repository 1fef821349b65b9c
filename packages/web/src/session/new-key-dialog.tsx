import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import type { components } from '@sinode/client';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { texts } from '../texts/index.ts';
import { useLast } from '../ui/use-last.ts';

interface NewKeyDialogProps {
  readonly made: components['schemas']['CreatedApiKey'] | null;
  readonly onClose: () => void;
}

/** A key that was just made: the only time that it can be seen. */
export function NewKeyDialog({ made, onClose }: NewKeyDialogProps) {
  const [outcome, setOutcome] = useState<'none' | 'copied' | 'selected'>('none');
  const field = useRef<HTMLInputElement>(null);
  const words = texts.session.account.keys;
  const shown = useLast(made);

  async function copy(key: string): Promise<void> {
    try {
      // A page of a plain http address has no clipboard.
      await navigator.clipboard.writeText(key);
      setOutcome('copied');
    } catch {
      field.current?.select();
      setOutcome('selected');
    }
  }

  function close(): void {
    setOutcome('none');
    onClose();
  }

  return (
    <Modal
      opened={made !== null}
      onClose={close}
      title={shown === null ? '' : words.newTitle(shown.name)}
      // It cannot be seen again, so it does not go away by mistake.
      closeOnClickOutside={false}
      withCloseButton={false}
    >
      {shown !== null && (
        <Stack>
          <Text size="sm">{words.newText}</Text>
          <TextInput
            ref={field}
            label={words.key}
            value={shown.key}
            readOnly
            data-autofocus
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
            onFocus={(event) => event.currentTarget.select()}
          />
          <Text size="sm" role="status" mih="1lh">
            {outcome === 'copied' && words.copied}
            {outcome === 'selected' && words.copyYourself}
          </Text>
          <Group justify="flex-end">
            <Button
              variant="default"
              leftSection={
                outcome === 'copied' ? (
                  <IconCheck size={16} aria-hidden />
                ) : (
                  <IconCopy size={16} aria-hidden />
                )
              }
              onClick={() => void copy(shown.key)}
            >
              {words.copy}
            </Button>
            <Button onClick={close}>{words.close}</Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { texts } from '../texts/index.ts';

/** Asks before something that cannot be undone. What is safe comes first and has the focus. */
export function ConfirmDialog({
  isOpen,
  title,
  text,
  confirm,
  back,
  isBusy = false,
  onConfirm,
  onClose,
}: {
  readonly isOpen: boolean;
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
  readonly back: string;
  readonly isBusy?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={title}
      centered
      closeButtonProps={{ 'aria-label': texts.common.close }}
    >
      <Stack>
        <Text>{text}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {back}
          </Button>
          <Button color="red" loading={isBusy} onClick={onConfirm}>
            {confirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

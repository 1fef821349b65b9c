import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { texts } from '../texts/index.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { wordsOf } from '../ui/failure.tsx';
import type { EvaluationItem } from './types.ts';
import { isUnfinished, useDeleteEvaluation } from './use-evaluations.ts';

const { evaluations: words } = texts;

/** Deletes an evaluation, or stops one that is not done, after a question. */
export function DeleteEvaluation({
  evaluation,
  trigger,
  onDeleted,
}: {
  readonly evaluation: Pick<EvaluationItem, 'id' | 'name' | 'state'>;
  readonly trigger: (open: () => void) => ReactNode;
  readonly onDeleted?: () => void;
}) {
  const [isOpen, { open, close }] = useDisclosure();
  const remove = useDeleteEvaluation();
  const { id, name } = evaluation;
  const runs = isUnfinished(evaluation);
  const { title, confirm, back } = runs ? words.cancel : words.delete;

  function confirmed() {
    remove.mutate(id, {
      onSuccess() {
        notifications.show({ message: runs ? words.cancel.done : words.delete.done(name) });
        close();
        onDeleted?.();
      },
      onError: (error) => notifications.show({ color: 'red', message: wordsOf(error) }),
    });
  }

  return (
    <>
      {trigger(open)}
      <ConfirmDialog
        isOpen={isOpen}
        title={title}
        text={runs ? words.cancel.text : words.delete.text(name)}
        confirm={confirm}
        back={back}
        isBusy={remove.isPending}
        onConfirm={confirmed}
        onClose={close}
      />
    </>
  );
}

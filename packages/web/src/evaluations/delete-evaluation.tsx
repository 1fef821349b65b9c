import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { refresh } from '../api/refresh.ts';
import { texts } from '../texts/index.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { wordsOf } from '../ui/failure.tsx';
import { EVALUATIONS } from './query-keys.ts';
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
  /** For the focus, or the page, to go elsewhere: what had it is gone. */
  readonly onDeleted: () => void | Promise<void>;
}) {
  const [isOpen, { open, close }] = useDisclosure();
  const remove = useDeleteEvaluation();
  const queries = useQueryClient();
  const { id, name } = evaluation;
  const runs = isUnfinished(evaluation);
  const { title, confirm, back } = runs ? words.cancel : words.delete;

  async function confirmed() {
    try {
      await remove.mutateAsync(id);
    } catch (error) {
      notifications.show({ color: 'red', message: wordsOf(error) });
      return;
    }
    close();
    await onDeleted();
    // Once nobody shows it any more: it cannot be asked for again.
    queries.removeQueries({ queryKey: [...EVALUATIONS, 'one', id] });
    notifications.show({ message: runs ? words.cancel.done : words.delete.done(name) });
    await refresh(queries, [...EVALUATIONS, 'list']);
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
        onConfirm={() => void confirmed()}
        onClose={close}
      />
    </>
  );
}

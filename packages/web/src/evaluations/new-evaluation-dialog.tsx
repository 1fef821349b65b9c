import { Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { lazy, Suspense } from 'react';
import { texts } from '../texts/index.ts';
import { Loading } from '../ui/loading.tsx';

/** With it come the rules of all requests; who only looks at a list has no use for them. */
const NewEvaluationForm = lazy(() =>
  import('./new-evaluation-form.tsx').then(({ NewEvaluationForm: component }) => ({ default: component })),
);

export function NewEvaluationDialog({
  isOpen,
  onClose,
  model,
}: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** Chosen beforehand. */
  readonly model: string | undefined;
}) {
  const isPhone = useMediaQuery('(max-width: 36em)');
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={texts.evaluations.form.title}
      size="lg"
      fullScreen={isPhone === true}
      closeButtonProps={{ 'aria-label': texts.common.close }}
    >
      <Suspense fallback={<Loading />}>
        <NewEvaluationForm model={model} onCancel={onClose} />
      </Suspense>
    </Modal>
  );
}

import { Alert, Button, Group, Stack, Text, Title, VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle, IconPlayerStop, IconTrash } from '@tabler/icons-react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Page } from '../app/shell.tsx';
import { texts } from '../texts/index.ts';
import { AnchorLink } from '../ui/anchor-link.tsx';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import { DeleteEvaluation } from './delete-evaluation.tsx';
import { DownloadMenu } from './download-menu.tsx';
import classes from './evaluation-page.module.css';
import { EvaluationProgress } from './evaluation-progress.tsx';
import { EvaluationResults } from './evaluation-results.tsx';
import { EvaluationSettings } from './evaluation-settings.tsx';
import { StateBadge } from './state-badge.tsx';
import type { Evaluation } from './types.ts';
import { useEvaluation } from './use-evaluation.ts';
import { isUnfinished } from './use-evaluations.ts';

const { evaluations: words } = texts;
const route = getRouteApi('/signed-in/evaluations/$id');

/** One evaluation: how far it is, or what came of it. */
export function EvaluationPage() {
  const { id } = route.useParams();
  const evaluation = useEvaluation(id);
  return (
    <Page>
      <title>{words.documentTitle(evaluation.data?.name ?? words.title)}</title>
      <AnchorLink to="/evaluations" size="sm" className={classes.back}>
        {words.page.back}
      </AnchorLink>
      {evaluation.data === undefined && (
        <Stack mt="sm">
          <Title order={1}>{words.title}</Title>
          {evaluation.isPending && <Loading />}
          {evaluation.isError && (
            <Failure error={evaluation.error} onRetry={() => void evaluation.refetch()} />
          )}
        </Stack>
      )}
      {/* Another evaluation is another page: nothing chosen for the one stays for the next. */}
      {evaluation.data !== undefined && <Found key={id} evaluation={evaluation.data} />}
    </Page>
  );
}

function Found({ evaluation }: { readonly evaluation: Evaluation }) {
  const { name, state, error, records, unscored } = evaluation;
  return (
    <Stack gap="lg" className={classes.page}>
      <Group justify="space-between" align="flex-start">
        <Group gap="sm" flex="1 1 300px" align="center">
          <Title order={1} className={classes.title}>
            {name}
          </Title>
          <StateBadge state={state} />
        </Group>
        <Actions evaluation={evaluation} />
      </Group>
      <EvaluationSettings evaluation={evaluation} />
      {/* Always there, so that screen readers hear what appears in it. */}
      <VisuallyHidden role="status">{state === 'done' && words.running.done}</VisuallyHidden>
      {isUnfinished(evaluation) && <EvaluationProgress evaluation={evaluation} />}
      {state === 'failed' && (
        <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={words.failed.title} role="alert">
          {error !== null && <Text size="sm">{error.detail}</Text>}
          <Text size="sm">{words.failed.again}</Text>
        </Alert>
      )}
      {state === 'cancelled' && (
        <Alert color="gray" title={words.cancelled.title}>
          {words.cancelled.text}
        </Alert>
      )}
      {(records.length > 0 || unscored.length > 0) && <EvaluationResults evaluation={evaluation} />}
    </Stack>
  );
}

function Actions({ evaluation }: { readonly evaluation: Evaluation }) {
  const navigate = useNavigate();
  const runs = isUnfinished(evaluation);
  return (
    <Group gap="xs" className={classes.actions}>
      {evaluation.records.length > 0 && !runs && <DownloadMenu evaluation={evaluation} />}
      <DeleteEvaluation
        evaluation={evaluation}
        onDeleted={() => navigate({ to: '/evaluations' })}
        trigger={(open) => (
          <Button
            variant="default"
            leftSection={
              runs ? <IconPlayerStop size={18} aria-hidden /> : <IconTrash size={18} aria-hidden />
            }
            onClick={open}
          >
            {runs ? words.cancel.button : words.delete.button}
          </Button>
        )}
      />
    </Group>
  );
}

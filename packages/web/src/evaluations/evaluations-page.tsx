import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChartDots, IconPlus } from '@tabler/icons-react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Page } from '../app/shell.tsx';
import { texts } from '../texts/index.ts';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import { EvaluationList } from './evaluation-list.tsx';
import { NewEvaluationDialog } from './new-evaluation-dialog.tsx';
import { useEvaluations } from './use-evaluations.ts';

const { evaluations: words } = texts;
const route = getRouteApi('/signed-in/evaluations');

/** All evaluations, and the way to a new one. */
export function EvaluationsPage() {
  const { model } = route.useSearch();
  const navigate = useNavigate();
  const [isOpen, { open, close }] = useDisclosure(model !== undefined);
  const evaluations = useEvaluations();
  const items = evaluations.data?.pages.flatMap((page) => page.items) ?? [];

  function leaveDialog() {
    close();
    // So that going back does not ask again.
    if (model !== undefined) void navigate({ to: '/evaluations', search: {}, replace: true });
  }

  return (
    <Page>
      <title>{words.documentTitle(words.title)}</title>
      <Stack gap="lg">
        <Group justify="space-between" align="flex-start" gap="md">
          <Stack gap={4} flex="1 1 320px">
            <Title order={1}>{words.title}</Title>
            <Text c="dimmed" maw={680}>
              {words.intro}
            </Text>
          </Stack>
          <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={open}>
            {words.form.open}
          </Button>
        </Group>
        {evaluations.isPending && <Loading />}
        {evaluations.isError && (evaluations.data === undefined || evaluations.isFetchNextPageError) && (
          <Failure error={evaluations.error} onRetry={() => void evaluations.refetch()} />
        )}
        {evaluations.data !== undefined &&
          (items.length === 0 ? (
            <Empty onStart={open} />
          ) : (
            <EvaluationList
              items={items}
              hasMore={evaluations.hasNextPage}
              isLoadingMore={evaluations.isFetchingNextPage}
              onMore={() => void evaluations.fetchNextPage()}
            />
          ))}
      </Stack>
      <NewEvaluationDialog isOpen={isOpen} onClose={leaveDialog} model={model} />
    </Page>
  );
}

function Empty({ onStart }: { readonly onStart: () => void }) {
  const { title, text, action } = words.list.empty;
  return (
    <Stack align="center" ta="center" py="xl" gap="sm">
      <IconChartDots size={48} stroke={1.2} aria-hidden />
      <Title order={2} size="h3">
        {title}
      </Title>
      <Text maw={520} c="dimmed">
        {text}
      </Text>
      <Button onClick={onStart}>{action}</Button>
    </Stack>
  );
}

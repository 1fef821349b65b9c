import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import { Page } from '../app/shell.tsx';
import { texts } from '../texts/index.ts';
import { AnchorLink } from '../ui/anchor-link.tsx';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import { EvaluateButton } from './evaluate-button.tsx';
import { LoadedBadge } from './loaded-badge.tsx';
import classes from './model-page.module.css';
import { type ModelSummary, useModels } from './use-models.ts';

const { models: words } = texts;

/** The networks of this server. */
export function ModelsPage() {
  const models = useModels();
  return (
    <Page>
      <title>{words.documentTitle(words.title)}</title>
      <Stack gap="lg">
        <Stack gap={4}>
          <Title order={1}>{words.title}</Title>
          <Text c="dimmed" maw={680}>
            {words.intro}
          </Text>
        </Stack>
        {models.isPending && <Loading />}
        {models.isError && <Failure error={models.error} onRetry={() => void models.refetch()} />}
        {models.data?.items.length === 0 && <Text>{words.empty}</Text>}
        <ul className={classes.list}>
          {models.data?.items.map((model) => (
            <li key={`${model.name} ${model.version}`}>
              <ModelCard model={model} />
            </li>
          ))}
        </ul>
        <Text size="sm" c="dimmed">
          {words.notMedical}
        </Text>
      </Stack>
    </Page>
  );
}

function ModelCard({ model }: { readonly model: ModelSummary }) {
  const { name, version, description, licence, isLoaded } = model;
  return (
    <Paper withBorder p="md" component="article">
      <Stack gap="sm">
        <Group gap="sm">
          <Title order={2} size="h4">
            <AnchorLink to="/models/$name" params={{ name }} inherit>
              {name}
            </AnchorLink>
          </Title>
          <LoadedBadge isLoaded={isLoaded} />
        </Group>
        <Text size="sm" c="dimmed">
          {`${words.version(version)} · ${words.licence(licence)}`}
        </Text>
        <Text maw={760}>{description}</Text>
        {isLoaded && (
          <Group>
            <EvaluateButton name={name} variant="default" />
          </Group>
        )}
      </Stack>
    </Paper>
  );
}

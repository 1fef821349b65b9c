import { Alert, Code, Group, Stack, Table, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from '../app/shell.tsx';
import { texts } from '../texts/index.ts';
import { AnchorLink } from '../ui/anchor-link.tsx';
import { Failure } from '../ui/failure.tsx';
import { formatCount, formatRate } from '../ui/format.ts';
import { formatLarge } from '../ui/format-score.ts';
import { Loading } from '../ui/loading.tsx';
import { ScrollRegion } from '../ui/scroll-region.tsx';
import { EvaluateButton } from './evaluate-button.tsx';
import { LoadedBadge } from './loaded-badge.tsx';
import classes from './model-page.module.css';
import { ModelScores } from './model-scores.tsx';
import { type Model, useModel } from './use-models.ts';

const { models: words } = texts;
const route = getRouteApi('/signed-in/models/$name');

/** The card of a model, for people. */
export function ModelPage() {
  const { name } = route.useParams();
  const { version } = route.useSearch();
  const model = useModel(name, version);
  return (
    <Page>
      <title>{words.documentTitle(name)}</title>
      <AnchorLink to="/models" size="sm" className={classes.back}>
        {words.back}
      </AnchorLink>
      {model.data === undefined && (
        <Stack>
          <Title order={1} className={classes.title}>
            {name}
          </Title>
          {model.isPending && <Loading />}
          {model.isError && <Failure error={model.error} onRetry={() => void model.refetch()} />}
        </Stack>
      )}
      {model.data !== undefined && <Card model={model.data} />}
    </Page>
  );
}

function Card({ model }: { readonly model: Model }) {
  const { name, version, description, isLoaded, limits, licence, scores } = model;
  return (
    <Stack gap="xl">
      <Group justify="space-between" align="flex-start">
        <Stack gap={6} flex="1 1 300px">
          <Group gap="sm">
            <Title order={1} className={classes.title}>
              {name}
            </Title>
            <LoadedBadge isLoaded={isLoaded} />
          </Group>
          <Text c="dimmed">{`${words.version(version)} · ${words.licence(licence)}`}</Text>
          <Text maw={760}>{description}</Text>
        </Stack>
        {isLoaded && <EvaluateButton name={name} />}
      </Group>
      <Limits limits={limits} />
      <Section title={words.scores.title} intro={words.scores.intro}>
        <ModelScores scores={scores} />
      </Section>
      <Section title={words.training.title}>
        <Training training={model.training} />
      </Section>
      <Section title={words.facts.title}>
        <Facts model={model} />
      </Section>
    </Stack>
  );
}

function Section({
  title,
  intro,
  children,
}: {
  readonly title: string;
  readonly intro?: string;
  readonly children: ReactNode;
}) {
  return (
    <section>
      <Title order={2} size="h3" mb="sm">
        {title}
      </Title>
      {intro !== undefined && (
        <Text c="dimmed" mb="sm">
          {intro}
        </Text>
      )}
      {children}
    </section>
  );
}

/** Before the scores: who reads those should know what they do not tell. */
function Limits({ limits }: { readonly limits: readonly string[] }) {
  return (
    <Alert color="orange" icon={<IconAlertTriangle aria-hidden />} title={words.limits.title}>
      <ul className={classes.limits}>
        {(limits.length === 0 ? [words.notMedical] : limits).map((limit) => (
          <li key={limit}>{limit}</li>
        ))}
      </ul>
    </Alert>
  );
}

function Training({ training }: { readonly training: Model['training'] }) {
  const { data, split, heldOut, fingerprints } = training;
  const { training: labels } = words;
  const heldOutSets = Object.entries(heldOut);
  return (
    <Stack gap="md">
      <ScrollRegion label={labels.scroll}>
        <Table tabularNums>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{labels.dataSet}</Table.Th>
              <Table.Th ta="end">{labels.records}</Table.Th>
              <Table.Th ta="end">{labels.leads}</Table.Th>
              <Table.Th>{labels.licence}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.map(({ name, records, leads, licence }) => (
              <Table.Tr key={name}>
                <Table.Th scope="row">{name}</Table.Th>
                <Table.Td ta="end">{formatCount(records)}</Table.Td>
                <Table.Td ta="end">{formatCount(leads)}</Table.Td>
                <Table.Td>{licence}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollRegion>
      <div>
        <Title order={3} size="h5" mb={4}>
          {labels.split}
        </Title>
        <Text maw={760}>{split}</Text>
      </div>
      <div>
        <Title order={3} size="h5" mb={4}>
          {labels.heldOut}
        </Title>
        {heldOutSets.length === 0 && <Text>{labels.noneHeldOut}</Text>}
        {heldOutSets.map(([dataSet, records]) => (
          <Text key={dataSet}>
            {`${labels.heldOutText(records.length, dataSet)} `}
            <Text span ff="monospace" size="sm">
              {records.join(', ')}
            </Text>
          </Text>
        ))}
      </div>
      <Text c="dimmed">{labels.fingerprints(fingerprints)}</Text>
    </Stack>
  );
}

function Facts({ model }: { readonly model: Model }) {
  const { parameters, macsPerSecond, samplingRate, licence, sha256, version } = model;
  const { facts } = words;
  return (
    <dl className={classes.facts}>
      <dt>{facts.version}</dt>
      <dd>{version}</dd>
      <dt>{facts.parameters}</dt>
      <dd>{formatCount(parameters)}</dd>
      <dt>{facts.cost}</dt>
      <dd>{facts.costText(formatLarge(macsPerSecond))}</dd>
      <dt>{facts.samplingRate}</dt>
      <dd>{facts.samplingRateText(formatRate(samplingRate))}</dd>
      <dt>{facts.licence}</dt>
      <dd>{licence}</dd>
      <dt>{facts.sha256}</dt>
      <dd>
        <Code className={classes.code}>{sha256}</Code>
      </dd>
    </dl>
  );
}

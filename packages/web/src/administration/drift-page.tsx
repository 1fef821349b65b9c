import { Alert, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import plotClasses from '../evaluations/plots/plot.module.css';
import { texts } from '../texts/index.ts';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import classes from './administration.module.css';
import { AdministrationPage, Part } from './administration-page.tsx';
import { DaysChoice } from './days-choice.tsx';
import { nameOf } from './describe.ts';
import { featuresWith, overallStatus } from './describe-drift.ts';
import { FeatureFigure } from './feature-figure.tsx';
import type { DriftReport } from './types.ts';
import { useDrift } from './use-administration.ts';

const { administration: all } = texts;
const { drift: words } = all;
const route = getRouteApi('/signed-in/administrators/admin/drift');

const DAYS = [1, 7, 30, 90];
const USUAL_DAYS = 7;

/** Whether what is analysed still looks like what the model was trained on. */
export function DriftPage() {
  const { days = USUAL_DAYS } = route.useSearch();
  const navigate = route.useNavigate();
  const drift = useDrift(days);
  return (
    <AdministrationPage title={words.title} intro={words.intro}>
      {drift.isPending && <Loading />}
      {drift.isError && drift.data === undefined && (
        <Failure error={drift.error} onRetry={() => void drift.refetch()} />
      )}
      {drift.data !== undefined && (
        <>
          <Group justify="space-between" align="flex-end">
            <DaysChoice
              value={days}
              of={DAYS}
              onChange={(next) => void navigate({ search: { days: next }, replace: true })}
            />
            <Text size="sm" c="dimmed" role="status">
              {words.about(nameOf(drift.data.model), drift.data.analyses, all.days.option(drift.data.days))}
            </Text>
          </Group>
          <Report report={drift.data} />
        </>
      )}
    </AdministrationPage>
  );
}

function Report({ report }: { readonly report: DriftReport }) {
  const { analyses, days, features } = report;
  if (analyses === 0) {
    return (
      <Alert color="gray" title={words.none.title} icon={<IconInfoCircle aria-hidden />}>
        {words.none.text(all.days.option(days))}
      </Alert>
    );
  }
  return (
    <>
      <Overall report={report} />
      <Part title={words.parts} intro={words.explanation}>
        <div className={plotClasses.plots}>
          {features.map((feature) => (
            <FeatureFigure key={feature.feature} feature={feature} />
          ))}
        </div>
      </Part>
    </>
  );
}

/** What all of it means, and what to do about it. */
function Overall({ report }: { readonly report: DriftReport }) {
  const { model, analyses, atLeast, features } = report;
  const status = overallStatus(features);
  switch (status) {
    case 'stable':
      return (
        <Alert color="teal" title={words.overall.stable.title} icon={<IconCircleCheck aria-hidden />}>
          {words.overall.stable.text}
        </Alert>
      );
    case 'too-few':
      return (
        <Alert color="gray" title={words.overall['too-few'].title} icon={<IconInfoCircle aria-hidden />}>
          {words.overall['too-few'].text(analyses, atLeast)}
        </Alert>
      );
    case 'no-profile':
      return (
        <Alert color="gray" title={words.overall['no-profile'].title} icon={<IconInfoCircle aria-hidden />}>
          <Stack gap="xs">
            <Text size="sm">{words.overall['no-profile'].text(nameOf(model))}</Text>
            <Text size="sm">{words.overall['no-profile'].help}</Text>
          </Stack>
        </Alert>
      );
    default: {
      const { title, text } = words.overall[status];
      return (
        <>
          <Alert
            color={status === 'shifted' ? 'red' : 'yellow'}
            title={title(featuresWith(features, status))}
            icon={<IconAlertTriangle aria-hidden />}
          >
            {text}
          </Alert>
          <WhatToDo />
        </>
      );
    }
  }
}

function WhatToDo() {
  const { title, items } = words.todo;
  return (
    <Paper withBorder p="md" component="section">
      <Title order={2} size="h5" mb="xs">
        {title}
      </Title>
      <ol className={classes.steps}>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ol>
    </Paper>
  );
}

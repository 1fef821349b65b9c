import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconArrowsExchange } from '@tabler/icons-react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Page } from '../app/shell.tsx';
import { texts } from '../texts/index.ts';
import { AnchorLink } from '../ui/anchor-link.tsx';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import { disparities, isSameModel } from './comparability.ts';
import { ComparedRecords } from './compared-records.tsx';
import { ComparedTotals } from './compared-totals.tsx';
import classes from './evaluation-page.module.css';
import type { Evaluation, EvaluationComparison } from './types.ts';
import { useComparison } from './use-comparison.ts';
import { useEvaluation } from './use-evaluation.ts';

const { comparison: words } = texts.evaluations;
const route = getRouteApi('/signed-in/evaluations/compare');

/** Two evaluations side by side: what is better, what is worse, and whether that is more than chance. */
export function ComparisonPage() {
  const { a, b } = route.useSearch();
  const navigate = useNavigate();
  const comparison = useComparison(a, b);
  // For what was asked, which the comparison does not say.
  const before = useEvaluation(a);
  const after = useEvaluation(b);
  const isChosen = a !== '' && b !== '';
  const error = comparison.error ?? before.error ?? after.error;
  return (
    <Page>
      <title>{texts.evaluations.documentTitle(words.title)}</title>
      <AnchorLink to="/evaluations" size="sm" className={classes.back}>
        {texts.evaluations.page.back}
      </AnchorLink>
      <Stack gap="lg">
        <Group justify="space-between" align="flex-start">
          <Stack gap={4} flex="1 1 300px">
            <Title order={1}>{words.title}</Title>
            {comparison.data !== undefined && (
              <Text c="dimmed">{words.intro(comparison.data.a.name, comparison.data.b.name)}</Text>
            )}
          </Stack>
          {comparison.data !== undefined && (
            <Button
              variant="default"
              leftSection={<IconArrowsExchange size={18} aria-hidden />}
              onClick={() =>
                void navigate({ to: '/evaluations/compare', search: { a: b, b: a }, replace: true })
              }
            >
              {words.swap}
            </Button>
          )}
        </Group>
        {!isChosen && <Text>{words.choose}</Text>}
        {isChosen && error !== null && (
          <Failure
            error={error}
            onRetry={() => void Promise.all([comparison.refetch(), before.refetch(), after.refetch()])}
          />
        )}
        {isChosen && error === null && comparison.isPending && <Loading />}
        {comparison.data !== undefined && before.data !== undefined && after.data !== undefined && (
          <Found comparison={comparison.data} before={before.data} after={after.data} />
        )}
      </Stack>
    </Page>
  );
}

function Found({
  comparison,
  before,
  after,
}: {
  readonly comparison: EvaluationComparison;
  readonly before: Evaluation;
  readonly after: Evaluation;
}) {
  return (
    <Stack gap="xl">
      <Warnings comparison={comparison} before={before} after={after} />
      <ComparedTotals comparison={comparison} />
      <ComparedRecords comparison={comparison} asked={after.asked} />
    </Stack>
  );
}

function Warnings({
  comparison: { onlyInA, onlyInB },
  before,
  after,
}: {
  readonly comparison: EvaluationComparison;
  readonly before: Evaluation;
  readonly after: Evaluation;
}) {
  const found = disparities(before, after, onlyInA + onlyInB);
  const isSame = isSameModel(before, after);
  if (found.length === 0) return isSame ? <Alert color="gray">{words.sameModel}</Alert> : null;
  return (
    <Alert
      color="yellow"
      icon={<IconAlertTriangle aria-hidden />}
      title={isSame ? words.sameModelOtherwise : words.warning}
    >
      <ul className={classes.warnings}>
        {found.map((disparity) => (
          <li key={disparity}>{words.warnings[disparity]}</li>
        ))}
      </ul>
    </Alert>
  );
}

import { Alert, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { texts } from '../texts/index.ts';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import classes from './administration.module.css';
import { AdministrationPage, Part } from './administration-page.tsx';
import { AgreementFigures } from './agreement-figures.tsx';
import { type Intention, isSame } from './change.ts';
import { ChangeDialog } from './change-dialog.tsx';
import { DaysChoice } from './days-choice.tsx';
import { formatChosenShare, nameOf } from './describe.ts';
import { DisagreementTable } from './disagreement-table.tsx';
import { HeartRatePlot } from './heart-rate-plot.tsx';
import type { ModelAdministration, ModelIdentity, ShadowAgreement } from './types.ts';
import { useAgreement, useModelAdministration } from './use-administration.ts';

const { administration: all, models: modelWords } = texts;
const { shadow: words } = all;
const route = getRouteApi('/signed-in/administrators/admin/models/shadow');

const DAYS = [1, 7, 30, 90];
const USUAL_DAYS = 30;
/** With fewer, one recording is more than a hundredth of all. */
const FEW = 100;

/** How far a candidate finds what the current model finds. */
export function ShadowPage() {
  const { days = USUAL_DAYS } = route.useSearch();
  const navigate = route.useNavigate();
  const administration = useModelAdministration();
  const agreement = useAgreement(days, administration.data?.candidate != null);
  const failed = [administration, agreement].find(({ isError, data }) => isError && data === undefined);
  return (
    <AdministrationPage title={words.title} intro={words.intro}>
      {failed !== undefined && <Failure error={failed.error} onRetry={() => void failed.refetch()} />}
      {failed === undefined && (administration.isPending || agreement.isPending) && <Loading />}
      {administration.data !== undefined && agreement.data !== undefined && (
        <Known
          administration={administration.data}
          agreement={agreement.data}
          onDays={(next) => void navigate({ search: { days: next }, replace: true })}
        />
      )}
      <Text size="sm" c="dimmed">
        {modelWords.notMedical}
      </Text>
    </AdministrationPage>
  );
}

function Known({
  administration,
  agreement,
  onDays,
}: {
  readonly administration: ModelAdministration;
  readonly agreement: ShadowAgreement;
  readonly onDays: (days: number) => void;
}) {
  const [intention, setIntention] = useState<Intention | null>(null);
  const { candidate } = agreement;
  if (candidate === null) return <NeverRan />;
  const isRunning = administration.candidate !== null && isSame(administration.candidate, candidate);
  return (
    <Stack gap="lg">
      <State administration={administration} ran={candidate} onIntend={setIntention} />
      <DaysChoice value={agreement.days} of={DAYS} onChange={onDays} />
      {agreement.comparisons === 0 ? (
        <Alert color="gray" title={words.waiting.title} icon={<IconInfoCircle aria-hidden />}>
          {(isRunning ? words.waiting.text : words.waiting.stoppedText)(all.days.option(agreement.days))}
        </Alert>
      ) : (
        <Figures agreement={agreement} />
      )}
      <ChangeDialog
        intention={intention}
        administration={administration}
        onClose={() => setIntention(null)}
      />
    </Stack>
  );
}

/** What runs, or ran, and what to do about it. */
function State({
  administration: { candidate, current },
  ran,
  onIntend,
}: {
  readonly administration: ModelAdministration;
  readonly ran: ModelIdentity;
  readonly onIntend: (intention: Intention) => void;
}) {
  if (candidate === null) return <Text>{words.stopped(nameOf(ran))}</Text>;
  return (
    <Stack gap="xs">
      <Text>{words.running(nameOf(candidate), nameOf(current), formatChosenShare(candidate.share))}</Text>
      <Text size="sm" c="dimmed">
        {words.updates}
      </Text>
      <Group gap="xs">
        <Button variant="default" size="sm" onClick={() => onIntend({ kind: 'promote', model: candidate })}>
          {words.promote}
        </Button>
        <Button variant="default" size="sm" onClick={() => onIntend({ kind: 'stop', candidate })}>
          {words.stop}
        </Button>
      </Group>
    </Stack>
  );
}

function Figures({ agreement }: { readonly agreement: ShadowAgreement }) {
  const { comparisons, notCompared, heartRate, worst } = agreement;
  return (
    <Stack gap="xl">
      {comparisons < FEW && (
        <Alert color="yellow" icon={<IconInfoCircle aria-hidden />}>
          {words.few(comparisons)}
        </Alert>
      )}
      <Part title={words.result}>
        <Stack gap="lg">
          <AgreementFigures agreement={agreement} />
          {notCompared.busy + notCompared.failed > 0 && (
            <Text size="sm" c="dimmed">
              {words.notCompared(notCompared.busy, notCompared.failed)}
            </Text>
          )}
          <HeartRatePlot differences={heartRate.differences} />
        </Stack>
      </Part>
      <DisagreementTable worst={worst} />
    </Stack>
  );
}

function NeverRan() {
  const { title, text, steps, toModels } = words.never;
  return (
    <Paper withBorder p="lg">
      <Stack align="flex-start" gap="sm">
        <Title order={2} size="h4">
          {title}
        </Title>
        <Text>{text}</Text>
        <ol className={classes.steps}>
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <Button component={Link} to="/admin/models">
          {toModels}
        </Button>
      </Stack>
    </Paper>
  );
}

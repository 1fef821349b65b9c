import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { texts } from '../texts/index.ts';
import { AnchorLink } from '../ui/anchor-link.tsx';
import { formatDateTime } from '../ui/format.ts';
import classes from './administration.module.css';
import type { Intention } from './change.ts';
import { formatChosenShare, nameOf } from './describe.ts';
import type { ModelAdministration } from './types.ts';

const { current: currentWords, candidate: candidateWords } = texts.administration.models;

/** What answers, and what runs beside it. */
export function ModelRoles({
  administration,
  onIntend,
}: {
  readonly administration: ModelAdministration;
  readonly onIntend: (intention: Intention) => void;
}) {
  const { current, candidate, rollbackTo } = administration;
  return (
    <div className={classes.roles}>
      <Role title={currentWords.title} name={nameOf(current)}>
        <Text size="sm" c="dimmed">
          {current.since === null
            ? currentWords.sinceStart
            : currentWords.since(formatDateTime(current.since))}
        </Text>
        <Text size="sm">
          {rollbackTo === null ? currentWords.nothingBefore : currentWords.rollBackTo(nameOf(rollbackTo))}
        </Text>
        {rollbackTo !== null && (
          <Button variant="default" size="sm" onClick={() => onIntend({ kind: 'roll-back', to: rollbackTo })}>
            {currentWords.rollBack}
          </Button>
        )}
      </Role>
      <Role title={candidateWords.title} name={candidate === null ? null : nameOf(candidate)}>
        {candidate === null ? (
          <Text size="sm">{candidateWords.none}</Text>
        ) : (
          <>
            <Text size="sm" c="dimmed">
              {candidateWords.share(formatChosenShare(candidate.share), formatDateTime(candidate.since))}
            </Text>
            <AnchorLink to="/admin/models/shadow" size="sm">
              {candidateWords.agreement}
            </AnchorLink>
            <Group gap="xs">
              <Button
                variant="default"
                size="sm"
                onClick={() => onIntend({ kind: 'shadow', model: candidate })}
              >
                {candidateWords.change}
              </Button>
              <Button variant="default" size="sm" onClick={() => onIntend({ kind: 'stop', candidate })}>
                {candidateWords.stop}
              </Button>
            </Group>
          </>
        )}
      </Role>
    </div>
  );
}

function Role({
  title,
  name,
  children,
}: {
  readonly title: string;
  readonly name: string | null;
  readonly children: ReactNode;
}) {
  return (
    <Paper withBorder p="md" component="section">
      <Stack gap="xs" align="flex-start">
        <Title order={2} size="h5" c="dimmed">
          {title}
        </Title>
        {name !== null && (
          <Text fw={650} size="xl" className={classes.name}>
            {name}
          </Text>
        )}
        {children}
      </Stack>
    </Paper>
  );
}

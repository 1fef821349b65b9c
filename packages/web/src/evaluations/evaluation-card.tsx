import { ActionIcon, Group, Paper, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { texts } from '../texts/index.ts';
import { AnchorLink } from '../ui/anchor-link.tsx';
import { formatCount, formatDateTime, formatPercent } from '../ui/format.ts';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { DeleteEvaluation } from './delete-evaluation.tsx';
import { dataOf, formatFigure } from './describe-evaluation.ts';
import classes from './evaluation-list.module.css';
import { FIGURES } from './figures.ts';
import { StateBadge } from './state-badge.tsx';
import { SeenBadge } from './training-notice.tsx';
import type { EvaluationItem } from './types.ts';
import { isUnfinished } from './use-evaluations.ts';

const { evaluations: words } = texts;

/** An evaluation in the list: what it is about, how far it is, what came of it. */
export function EvaluationCard({
  item,
  choice,
  onDeleted,
}: {
  readonly item: EvaluationItem;
  readonly onDeleted: () => void;
  /** By which it is chosen for a comparison. */
  readonly choice: ReactNode;
}) {
  const { id, name, asked, model, state, totals, error, createdAt, seenInTraining } = item;
  return (
    <Paper withBorder p="md" className={classes.card}>
      <div className={classes.choiceCell}>{choice}</div>
      <div className={classes.body}>
        <Group gap="xs">
          <AnchorLink to="/evaluations/$id" params={{ id }} fw={600} className={classes.name}>
            {name}
          </AnchorLink>
          <StateBadge state={state} />
        </Group>
        <Text size="sm" c="dimmed">
          {[
            dataOf(asked),
            words.protocols[asked.protocol].name,
            `${model.name} ${model.version}`,
            words.list.created(formatDateTime(createdAt)),
          ].join(' · ')}
        </Text>
        {isUnfinished(item) && <Running item={item} />}
        {state === 'failed' && error !== null && <Text size="sm">{error.detail}</Text>}
        {totals !== null && (
          <Group gap="sm">
            <dl className={classes.scores}>
              {FIGURES[asked.protocol].map(({ key }) => (
                <div key={key}>
                  <dt>{words.figures[key].name}</dt>
                  <dd>{formatFigure(key, totals[key])}</dd>
                </div>
              ))}
              <div>
                <dt>{words.figures.files.name}</dt>
                <dd>{formatCount(totals.files)}</dd>
              </div>
            </dl>
            {totals.files > 0 && <SeenBadge seen={seenInTraining} of={totals.files} />}
          </Group>
        )}
      </div>
      <div className={classes.actions}>
        <DeleteEvaluation
          evaluation={item}
          onDeleted={onDeleted}
          trigger={(open) => (
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={words.list.delete(name)}
              onClick={open}
            >
              <IconTrash size={18} aria-hidden />
            </ActionIcon>
          )}
        />
      </div>
    </Paper>
  );
}

function Running({ item: { name, progress, listed } }: { readonly item: EvaluationItem }) {
  const percent = formatPercent(progress);
  return (
    <>
      <ProgressBar share={progress} label={`${words.running.label}: ${name}`} words={percent} />
      <Text size="sm">{words.list.scoredSoFar(percent, listed)}</Text>
    </>
  );
}

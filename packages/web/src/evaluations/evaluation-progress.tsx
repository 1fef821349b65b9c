import { Paper, Stack, Text, Title, VisuallyHidden } from '@mantine/core';
import { useEffect, useState } from 'react';
import { texts } from '../texts/index.ts';
import { formatDuration, formatPercent } from '../ui/format.ts';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { type Observation, secondsLeft } from './seconds-left.ts';
import type { Evaluation } from './types.ts';
import { useEvaluationProgress } from './use-evaluation.ts';

const { running: words } = texts.evaluations;

/** Spoken at each quarter: more would be a chatter. */
const SPOKEN_STEPS = 4;

/** How far an evaluation is. It lives on the server: whoever comes back finds it here. */
export function EvaluationProgress({ evaluation }: { readonly evaluation: Evaluation }) {
  const { id, records, unscored, listed } = evaluation;
  const status = useEvaluationProgress(id);
  // Whichever heard of it last.
  const progress = Math.max(evaluation.progress, status?.progress ?? 0);
  const isWaiting = (status?.state ?? evaluation.state) === 'queued';
  const left = useSecondsLeft(progress, evaluation.timing.wallSeconds);
  const percent = formatPercent(progress);
  const done = words.progress(records.length + unscored.length, listed);
  const line = [done, ...(left === null ? [] : [words.left(formatDuration(Math.ceil(left)))])].join(', ');
  const spoken = Math.floor(progress * SPOKEN_STEPS) / SPOKEN_STEPS;
  return (
    <Paper withBorder p="md">
      <Stack gap="xs">
        <Title order={2} size="h4">
          {words.title}
        </Title>
        <ProgressBar share={progress} label={words.label} words={`${percent}, ${line}`} size="lg" />
        <Text>{isWaiting ? words.queued : `${percent} · ${line}`}</Text>
        <Text size="sm" c="dimmed">
          {words.leave}
        </Text>
        <VisuallyHidden role="status">{spoken > 0 && words.announce(formatPercent(spoken))}</VisuallyHidden>
      </Stack>
    </Paper>
  );
}

/** @param wallSeconds - since it began, by the server */
function useSecondsLeft(progress: number, wallSeconds: number): number | null {
  const [seen, setSeen] = useState<readonly Observation[]>([]);
  useEffect(() => {
    const now = Date.now();
    setSeen((before) => {
      // Whoever comes back has not seen the beginning, but the server has.
      const begin =
        before.length > 0 || wallSeconds === 0 ? [] : [{ atMs: now - 1000 * wallSeconds, progress: 0 }];
      return [...before, ...begin, { atMs: now, progress }];
    });
  }, [progress, wallSeconds]);
  return secondsLeft(seen);
}

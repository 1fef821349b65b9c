import { Button, Loader, Text } from '@mantine/core';
import { texts } from '../texts/index.ts';
import { wordsOf } from '../ui/failure.tsx';
import { formatBpm, formatCount, formatPercent } from '../ui/format.ts';
import { QualityBadge } from '../ui/quality-badge.tsx';
import classes from './recording-list.module.css';
import type { Recording } from './use-recordings.ts';
import { useRowAnalysis } from './use-row-analysis.ts';

interface RowResultProps {
  readonly recording: Recording;
  readonly isSeen: boolean;
}

/** The heart rate of a recording, how far it can be trusted, or why there is none. */
export function RowResult({ recording, isSeen }: RowResultProps) {
  const { state, start } = useRowAnalysis(recording, isSeen);
  const words = texts.recordings.analysis;
  switch (state.kind) {
    case 'known': {
      const { heartRate, beatCount, quality } = state.analysis;
      const { row } = texts.recordings;
      return (
        <>
          <Text className={classes.heartRate} aria-label={heartRate === null ? row.noHeartRate : undefined}>
            {formatBpm(heartRate)}
          </Text>
          <QualityBadge verdict={quality} />
          <Text size="xs" c="dimmed">
            {row.beats(formatCount(beatCount))}
          </Text>
        </>
      );
    }
    case 'pending':
      return (
        <Text size="xs" c="dimmed">
          <Loader size={12} type="dots" aria-hidden /> {words.pending}
        </Text>
      );
    case 'running':
      return (
        <Text size="xs" c="dimmed">
          {state.progress === null ? words.waiting : words.running(formatPercent(state.progress))}
        </Text>
      );
    case 'failed':
    case 'cancelled':
    case 'none': {
      const reason =
        state.kind === 'failed' ? wordsOf(state.error) : state.kind === 'cancelled' ? words.cancelled : null;
      return (
        <>
          <Text size="xs" fw={600}>
            {reason === null ? words.none : words.failed}
          </Text>
          {reason !== null && (
            <Text size="xs" c="dimmed" lineClamp={2} title={reason}>
              {reason}
            </Text>
          )}
          <Button
            className={classes.above}
            size="compact-sm"
            variant="default"
            aria-label={words.startOf(recording.name)}
            onClick={({ currentTarget }) => {
              start();
              // The button goes away; its row is what the person was at.
              currentTarget.closest('li')?.querySelector('a')?.focus();
            }}
          >
            {reason === null ? words.start : words.again}
          </Button>
        </>
      );
    }
  }
}

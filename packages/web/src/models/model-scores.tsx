import { Badge, Code, Group, Paper, Text, Title } from '@mantine/core';
import { texts } from '../texts/index.ts';
import { formatCount } from '../ui/format.ts';
import { formatScore, formatShare } from '../ui/format-score.ts';
import classes from './model-page.module.css';
import type { Model } from './use-models.ts';

const { scores: words } = texts.models;

/** What was measured on which data, and how to measure it again. */
export function ModelScores({ scores }: { readonly scores: Model['scores'] }) {
  if (scores.length === 0) return <Text>{words.none}</Text>;
  return (
    <ul className={classes.scores}>
      {scores.map((score) => (
        <li key={`${score.data} ${score.protocol} ${score.how}`}>
          <Score score={score} />
        </li>
      ))}
    </ul>
  );
}

function Score({ score }: { readonly score: Model['scores'][number] }) {
  const { data, protocol, how, command, records, results } = score;
  return (
    <Paper withBorder p="md" className={classes.score}>
      <Title order={3} size="h5">
        {data}
      </Title>
      <Group gap="xs">
        <Badge variant="light" color="gray" tt="none">
          {words.protocol[protocol]}
        </Badge>
        <Text size="sm" c="dimmed">
          {words.records(records)}
        </Text>
      </Group>
      <Text size="sm">{how}</Text>
      <dl className={classes.results}>
        {Object.entries(results).map(([key, value]) => [
          <dt key={`${key} name`}>{words.results[key] ?? key}</dt>,
          <dd key={key}>{formatResult(key, value)}</dd>,
        ])}
      </dl>
      <div className={classes.command}>
        <Text size="xs" c="dimmed">
          {words.command}
        </Text>
        <Code className={classes.code}>{command}</Code>
      </div>
    </Paper>
  );
}

const SHARES = new Set(['sensitivity', 'ppv', 'f1']);

/** Shares in percent, points with three decimals, the rest are counts; a name that is not known yet is shown as it is. */
function formatResult(key: string, value: number): string {
  if (SHARES.has(key)) return formatShare(value);
  if (key.endsWith('Accuracy')) return formatScore(value);
  return Number.isInteger(value) ? formatCount(value) : String(value);
}

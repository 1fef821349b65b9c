import { Badge, Code, Group, Paper, Text, Title } from '@mantine/core';
import { texts } from '../texts/index.ts';
import { describeResults } from './describe-result.ts';
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
  const { data, protocol, how, command, records } = score;
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
        {describeResults(score).map(({ key, name, value, interval, goal }) => [
          <dt key={`${key} name`}>{name}</dt>,
          <dd key={key}>{value}</dd>,
          interval === null && goal === null ? null : (
            <dd key={`${key} besides`} className={classes.besides}>
              {interval !== null && <span>{interval}</span>}
              {goal !== null && <span>{goal.text}</span>}
            </dd>
          ),
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

import { Badge, Button, Text } from '@mantine/core';
import { texts } from '../texts/index.ts';
import { wordsOf } from '../ui/failure.tsx';
import { formatAge, formatDateTime } from '../ui/format.ts';
import { Problem } from '../ui/problem.tsx';
import classes from './list.module.css';
import { Section } from './section.tsx';
import { useEndSession, useSessions } from './use-account.ts';

export function SessionsSection() {
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSessions();
  const end = useEndSession();
  const words = texts.session.account.sessions;
  const sessions = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Section title={words.title} help={words.help}>
      <Problem words={end.isError ? wordsOf(end.error) : null} />
      <ul className={classes.list} aria-label={words.list}>
        {sessions.map(({ id, isCurrent, createdAt, lastUsedAt }) => {
          const started = formatDateTime(createdAt);
          return (
            <li key={id} className={classes.row}>
              <div className={classes.what}>
                <Text>{words.started(started)}</Text>
                <Text size="sm" c="dimmed">
                  {words.lastUsed(formatAge(lastUsedAt))}
                </Text>
              </div>
              {isCurrent ? (
                <Badge variant="light" color="teal" tt="none">
                  {words.current}
                </Badge>
              ) : (
                <Button
                  variant="default"
                  size="xs"
                  aria-label={words.endOne(started)}
                  loading={end.isPending && end.variables === id}
                  onClick={() => end.mutate(id)}
                >
                  {words.end}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {hasNextPage && (
        <Button
          variant="default"
          size="xs"
          style={{ alignSelf: 'start' }}
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {words.more}
        </Button>
      )}
    </Section>
  );
}

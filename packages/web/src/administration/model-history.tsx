import { Button, Text } from '@mantine/core';
import { texts } from '../texts/index.ts';
import { Failure } from '../ui/failure.tsx';
import { formatDateTime } from '../ui/format.ts';
import { Loading } from '../ui/loading.tsx';
import classes from './administration.module.css';
import { describeEvent } from './describe.ts';
import type { ModelEvent } from './types.ts';
import { useModelEvents } from './use-administration.ts';

const { history: words } = texts.administration.models;

/** What became the current model or the candidate, when, by whom and why. */
export function ModelHistory() {
  const history = useModelEvents();
  if (history.isPending) return <Loading />;
  if (history.isError) return <Failure error={history.error} onRetry={() => void history.refetch()} />;
  const events = history.data.pages.flatMap(({ items }) => items);
  if (events.length === 0) return <Text>{words.none}</Text>;
  return (
    <>
      <ol className={classes.list} aria-label={words.list}>
        {events.map((event) => (
          <Event key={event.id} event={event} />
        ))}
      </ol>
      {history.hasNextPage && (
        <Button
          variant="default"
          mt="sm"
          loading={history.isFetchingNextPage}
          onClick={() => void history.fetchNextPage()}
        >
          {words.more}
        </Button>
      )}
    </>
  );
}

function Event({ event }: { readonly event: ModelEvent }) {
  const { at, by, reason } = event;
  return (
    <li className={classes.event}>
      <Text fw={500}>{describeEvent(event)}</Text>
      <Text size="sm" c="dimmed">
        {`${formatDateTime(at)}, ${by === null ? words.byCommandLine : words.by(by)}`}
      </Text>
      {reason !== '' && <Text size="sm">{words.reason(reason)}</Text>}
    </li>
  );
}

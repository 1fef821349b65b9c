/** Deletes recordings, with a notice that offers to undo it. */
import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { ApiError, orThrow } from '@sinode/client';
import { useEffect, useSyncExternalStore } from 'react';
import { client, session } from '../api/api.ts';
import { texts } from '../texts/index.ts';
import { wordsOf } from '../ui/failure.tsx';
import { removeCached } from './cached-recordings.ts';
import { createDeletions, type Deletion } from './deletions.ts';
import { createLimiter } from './limiter.ts';

const WAY_BACK_MS = 8000;
const AT_ONCE = 4;

export const deletions = createDeletions({
  afterMs: WAY_BACK_MS,
  async send(ids, { isLeaving }) {
    // A page that is left has no time for one after the other.
    const { run } = createLimiter(isLeaving ? ids.length : AT_ONCE);
    const outcomes = await Promise.allSettled(ids.map((id) => run(() => deleteRecording(id))));
    const failures = outcomes.filter((outcome) => outcome.status === 'rejected');
    if (failures.length > 0) tellFailure(failures.length, failures[0]?.reason);
    const gone = ids.filter((_, index) => outcomes[index]?.status === 'fulfilled');
    removeCached(gone);
    return gone;
  },
});

// Neither a closed tab nor a person who leaves brings back what was deleted.
addEventListener('pagehide', () => void deletions.flush({ isLeaving: true }));
session.beforeSignOut(() => deletions.flush({ isLeaving: false }));

/** @param recordings - of one's own */
export function deleteRecordings(
  recordings: readonly { readonly id: string; readonly name: string }[],
): void {
  const [first] = recordings;
  if (first === undefined) return;
  const deletion = deletions.ask(recordings.map(({ id }) => id));
  const { one, many } = texts.recordings.deleted;
  const id = `deleted ${first.id}`;
  notifications.show({
    id,
    autoClose: false,
    message: (
      <UndoNotice
        words={recordings.length === 1 ? one(first.name) : many(recordings.length)}
        deletion={deletion}
        onClosed={() => notifications.hide(id)}
      />
    ),
  });
}

/** Undoes what was deleted last; false where it is too late. */
export function undoLastDeletion(): boolean {
  const last = deletions.open().at(-1);
  if (last !== undefined) deletions.undo(last);
  return last !== undefined;
}

interface UndoNoticeProps {
  readonly words: string;
  readonly deletion: Deletion;
  readonly onClosed: () => void;
}

function UndoNotice({ words, deletion, onClosed }: UndoNoticeProps) {
  const isOpen = useSyncExternalStore(deletions.subscribe, deletions.open).includes(deletion);
  useEffect(() => {
    if (!isOpen) onClosed();
  }, [isOpen, onClosed]);
  return (
    // Who is about to press the button must not lose it.
    <Group
      justify="space-between"
      wrap="nowrap"
      onMouseEnter={() => deletions.hold(deletion)}
      onMouseLeave={() => deletions.release(deletion)}
      onFocus={() => deletions.hold(deletion)}
      onBlur={() => deletions.release(deletion)}
    >
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {words}
      </Text>
      <Button
        size="compact-sm"
        variant="default"
        aria-keyshortcuts="Control+Z Meta+Z"
        onClick={() => deletions.undo(deletion)}
      >
        {texts.recordings.deleted.undo}
      </Button>
    </Group>
  );
}

async function deleteRecording(id: string): Promise<void> {
  try {
    await orThrow(client.DELETE('/v1/recordings/{id}', { params: { path: { id } }, keepalive: true }));
  } catch (error) {
    // Somebody else, or another tab, was faster.
    if (!(error instanceof ApiError && error.status === 404)) throw error;
  }
}

function tellFailure(count: number, reason: unknown): void {
  notifications.show({
    color: 'red',
    autoClose: false,
    title: texts.recordings.deleted.failed(count),
    message: wordsOf(reason),
  });
}

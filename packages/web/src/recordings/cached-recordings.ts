/** Recordings in what was read before: changed there too when they change, without asking for whole lists again. */
import type { components } from '@sinode/client';
import type { InfiniteData } from '@tanstack/react-query';
import { queryClient } from '../api/api.ts';
import { LISTS } from '../recording/query-keys.ts';

type Recording = components['schemas']['Recording'];
interface RecordingPage {
  readonly items: Recording[];
  readonly nextCursor: string | null;
}

export function changeCached(id: string, changed: Partial<Recording>): void {
  const change = (recording: Recording) => (recording.id === id ? { ...recording, ...changed } : recording);
  mapLists((items) => (items.some((item) => item.id === id) ? items.map(change) : items));
  queryClient.setQueryData<Recording>(['recordings', id], (recording) => recording && change(recording));
}

export function removeCached(ids: readonly string[]): void {
  mapLists((items) => items.filter(({ id }) => !ids.includes(id)));
  for (const id of ids) queryClient.removeQueries({ queryKey: ['recordings', id] });
}

function mapLists(map: (items: Recording[]) => Recording[]): void {
  queryClient.setQueriesData<InfiniteData<RecordingPage>>(
    { queryKey: LISTS },
    (list) => list && { ...list, pages: list.pages.map((page) => ({ ...page, items: map(page.items) })) },
  );
}

/** Lists of recordings, and what one does with one's own. */
import { type components, orThrow } from '@sinode/client';
import type { RecordingChange } from '@sinode/contracts';
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { client, queryClient } from '../api/api.ts';
import { refresh } from '../api/refresh.ts';
import { LISTS } from '../recording/query-keys.ts';
import { changeCached } from './cached-recordings.ts';
import { defined } from './defined.ts';
import { deletions } from './recording-deletions.tsx';

export type Recording = components['schemas']['Recording'];

export interface RecordingSearch {
  readonly q?: string | undefined;
  readonly source?: 'all' | 'mine' | 'library' | undefined;
  readonly sort?: 'newest' | 'oldest' | 'name' | 'longest' | undefined;
  readonly tag?: string | undefined;
  readonly dataSet?: string | undefined;
}

const PAGE = 50;

/** Page after page; what was just deleted is not among them. */
export function useRecordings(search: RecordingSearch) {
  const list = useInfiniteQuery({
    queryKey: [...LISTS, search],
    queryFn({ pageParam, signal }) {
      const query = defined({ ...search, cursor: pageParam, limit: PAGE });
      return orThrow(client.GET('/v1/recordings', { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });
  const hidden = useSyncExternalStore(deletions.subscribe, deletions.hidden);
  const all = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return { list, recordings: all.filter(({ id }) => !hidden.has(id)) };
}

const WHILE_SCANNING_MS = 2000;

/** The data sets of the library, and how far a look through its folders is. */
export function useLibrary() {
  return useQuery({
    queryKey: ['library'],
    queryFn: ({ signal }) => orThrow(client.GET('/v1/library', { signal })),
    refetchInterval: ({ state }) => (isScanning(state.data?.scan) ? WHILE_SCANNING_MS : false),
  });
}

export function isScanning(scan: components['schemas']['LibraryScan'] | null | undefined): boolean {
  return scan?.state === 'running' || scan?.state === 'queued';
}

async function changeRecording(id: string, change: RecordingChange): Promise<void> {
  const params = { path: { id } };
  changeCached(id, await orThrow(client.PATCH('/v1/recordings/{id}', { params, body: defined(change) })));
}

export function useChangeRecording(id: string) {
  return useMutation({ mutationFn: (change: RecordingChange) => changeRecording(id, change) });
}

/** Gives several recordings further tags; those that they have stay. */
export function useAddTags() {
  return useMutation({
    async mutationFn({ recordings, tags }: { recordings: readonly Recording[]; tags: readonly string[] }) {
      for (const { id, tags: before } of recordings) {
        await changeRecording(id, { tags: [...new Set([...before, ...tags])] });
      }
    },
    // One of them may have been refused after others were changed.
    onError: () => refresh(queryClient, LISTS),
  });
}

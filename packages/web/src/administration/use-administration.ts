/** The models of the server, and what administrators do with them. */
import { orThrow } from '@sinode/client';
import {
  keepPreviousData,
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { client } from '../api/api.ts';
import { refresh } from '../api/refresh.ts';
import type { Change } from './change.ts';
import type { ModelAdministration } from './types.ts';

const ALL = ['administration'];
const MODELS = [...ALL, 'models'];

/** Processes change within seconds. */
const WHILE_CHANGING_MS = 2_000;
const AT_REST_MS = 15_000;
const WHILE_RUNNING_MS = 5_000;
const DRIFT_MS = 60_000;
const EVENTS = 20;

export function useModelAdministration() {
  return useQuery({
    queryKey: MODELS,
    queryFn: ({ signal }) => orThrow(client.GET('/v1/admin/models', { signal })),
    refetchInterval: ({ state }) =>
      state.data?.processes.some(({ isInStep }) => !isInStep) ? WHILE_CHANGING_MS : AT_REST_MS,
  });
}

export function useModelEvents() {
  return useInfiniteQuery({
    queryKey: [...ALL, 'history'],
    queryFn: ({ pageParam, signal }) =>
      orThrow(
        client.GET('/v1/admin/models/history', {
          params: { query: { limit: EVENTS, ...(pageParam === null ? {} : { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

/** @param isRunning - whether a shadow runs: its figures change all the time */
export function useAgreement(days: number, isRunning: boolean) {
  return useQuery({
    queryKey: [...ALL, 'agreement', days],
    queryFn: ({ signal }) =>
      orThrow(client.GET('/v1/admin/models/agreement', { params: { query: { days } }, signal })),
    placeholderData: keepPreviousData,
    refetchInterval: isRunning ? WHILE_RUNNING_MS : false,
  });
}

export function useDrift(days: number) {
  return useQuery({
    queryKey: [...ALL, 'drift', days],
    queryFn: ({ signal }) => orThrow(client.GET('/v1/admin/drift', { params: { query: { days } }, signal })),
    placeholderData: keepPreviousData,
    refetchInterval: DRIFT_MS,
  });
}

export function useChangeModels() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess(administration) {
      if (administration !== null) queries.setQueryData(MODELS, administration);
    },
    onSettled: () => lookAgain(queries),
  });
}

/** What models there are shows on other pages too. */
export async function lookAgain(queries: QueryClient): Promise<void> {
  await Promise.all([ALL, ['models'], ['server']].map((queryKey) => refresh(queries, queryKey)));
}

/** @returns `null` where the answer does not say how things stand now */
async function send(change: Change): Promise<ModelAdministration | null> {
  switch (change.kind) {
    case 'promote': {
      const { name, version } = change.model;
      const body = { name, version, reason: change.reason };
      return orThrow(client.PUT('/v1/admin/models/current', { body }));
    }
    case 'shadow': {
      const { name, version } = change.model;
      const body = { name, version, share: change.share, reason: change.reason };
      return orThrow(client.PUT('/v1/admin/models/candidate', { body }));
    }
    case 'roll-back':
      return orThrow(client.POST('/v1/admin/models/rollback', { body: { reason: change.reason } }));
    case 'stop':
      return orThrow(client.DELETE('/v1/admin/models/candidate'));
    case 'remove': {
      const { name, version } = change.model;
      await orThrow(
        client.DELETE('/v1/admin/models/{name}/{version}', { params: { path: { name, version } } }),
      );
      return null;
    }
  }
}

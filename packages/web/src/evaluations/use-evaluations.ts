import { orThrow } from '@sinode/client';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../api/api.ts';
import { refresh } from '../api/refresh.ts';
import { EVALUATIONS } from './query-keys.ts';
import type { EvaluationItem, EvaluationRequest } from './types.ts';

const LOOK_AGAIN_MS = 2_000;

/** One's own, the newest first, page by page; looked at again while one of them is under way. */
export function useEvaluations() {
  return useInfiniteQuery({
    queryKey: [...EVALUATIONS, 'list'],
    queryFn: ({ pageParam, signal }) =>
      orThrow(
        client.GET('/v1/evaluations', {
          params: { query: pageParam === null ? {} : { cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(isUnfinished)) ? LOOK_AGAIN_MS : false,
  });
}

export function isUnfinished({ state }: Pick<EvaluationItem, 'state'>): boolean {
  return state === 'queued' || state === 'running';
}

export function useCreateEvaluation() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: EvaluationRequest) => orThrow(client.POST('/v1/evaluations', { body })),
    onSuccess: () => refresh(queries, EVALUATIONS),
  });
}

/** Stops it too, if it is not done. */
export function useDeleteEvaluation() {
  return useMutation({
    mutationFn: (id: string) => orThrow(client.DELETE('/v1/evaluations/{id}', { params: { path: { id } } })),
  });
}

import { orThrow } from '@sinode/client';
import { useQuery } from '@tanstack/react-query';
import { client } from '../api/api.ts';
import { EVALUATIONS } from './query-keys.ts';

/** @param a - and `b`: ids, or empty where none was chosen */
export function useComparison(a: string, b: string) {
  return useQuery({
    queryKey: [...EVALUATIONS, 'comparison', a, b],
    queryFn: ({ signal }) =>
      orThrow(client.GET('/v1/evaluations/compare', { params: { query: { a, b } }, signal })),
    enabled: a !== '' && b !== '',
  });
}

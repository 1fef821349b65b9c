import { orThrow } from '@sinode/client';
import { useQuery } from '@tanstack/react-query';
import { client } from '../api/api.ts';

/** The data sets that the operator of the server put there. */
export function useLibrary() {
  return useQuery({
    queryKey: ['library'],
    queryFn: ({ signal }) => orThrow(client.GET('/v1/library', { signal })),
  });
}

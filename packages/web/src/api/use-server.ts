import { orThrow } from '@sinode/client';
import { useQuery } from '@tanstack/react-query';
import { client } from './api.ts';

/** What everybody may know of this server: whether accounts can be made, how large an upload may be. */
export function useServer() {
  return useQuery({
    queryKey: ['server'],
    queryFn: ({ signal }) => orThrow(client.GET('/v1/server', { signal })),
  });
}

import { type components, orThrow } from '@sinode/client';
import { useQuery } from '@tanstack/react-query';
import { client } from '../api/api.ts';

export type Model = components['schemas']['Model'];
export type ModelSummary = components['schemas']['ModelSummary'];

export function useModels() {
  return useQuery({
    queryKey: ['models'],
    queryFn: ({ signal }) => orThrow(client.GET('/v1/models', { signal })),
  });
}

/** @param version - the one that the server would choose without it */
export function useModel(name: string, version: string | undefined) {
  return useQuery({
    queryKey: ['models', name, version],
    queryFn({ signal }) {
      const query = version === undefined ? {} : { version };
      return orThrow(client.GET('/v1/models/{name}', { params: { path: { name }, query }, signal }));
    },
  });
}

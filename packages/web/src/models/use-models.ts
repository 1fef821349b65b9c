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

export function useModel(name: string) {
  return useQuery({
    queryKey: ['models', name],
    queryFn: ({ signal }) => orThrow(client.GET('/v1/models/{name}', { params: { path: { name } }, signal })),
  });
}

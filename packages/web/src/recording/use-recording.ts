/** What the server knows of a recording, and the beats of one of its leads. */
import { followJob, orThrow } from '@sinode/client';
import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { client } from '../api/api.ts';

export function useRecording(id: string) {
  return useQuery({
    queryKey: ['recordings', id],
    queryFn: () => orThrow(client.GET('/v1/recordings/{id}', { params: { path: { id } } })),
  });
}

/**
 * The analysis of a lead: asked for, and followed until it is done. The server answers the same question once, so
 * asking again costs nothing.
 *
 * @param lead - without it the lead that shows the beats best
 */
export function useAnalysis(id: string, lead: string | undefined) {
  const queries = useQueryClient();
  const key = ['recordings', id, 'analysis', lead ?? ''];
  const progress = useQuery<number>({
    queryKey: [...key, 'progress'],
    queryFn: () => 0,
    enabled: false,
    initialData: 0,
  });
  const analysis = useQuery({
    queryKey: key,
    staleTime: Number.POSITIVE_INFINITY,
    async queryFn({ signal }) {
      const body = lead === undefined ? {} : { lead };
      const asked = await orThrow(
        client.POST('/v1/recordings/{id}/analyses', { params: { path: { id } }, body, signal }),
      );
      if (asked.report !== null) return asked;
      for await (const status of followJob(client, { analysisId: asked.id }, { signal })) {
        queries.setQueryData([...key, 'progress'], status.progress);
        if (status.state === 'failed') throw new Error(status.error?.detail);
      }
      return orThrow(client.GET('/v1/analyses/{id}', { params: { path: { id: asked.id } }, signal }));
    },
  });
  return { analysis, progress: progress.data };
}

/** The person's own versions of the beats of a recording, newest first. */
export function useVersions(id: string) {
  return useQuery({
    queryKey: ['recordings', id, 'corrections'],
    queryFn: async () =>
      (
        await orThrow(
          client.GET('/v1/recordings/{id}/corrections', { params: { path: { id }, query: { limit: 100 } } }),
        )
      ).items,
  });
}

/** One version with its beats; versions never change. */
export function versionQuery(id: string) {
  return queryOptions({
    queryKey: ['corrections', id],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => orThrow(client.GET('/v1/corrections/{id}', { params: { path: { id } } })),
  });
}

/** @param annotator - without it the one that the server proposes for the lead */
export function useReference(id: string, annotator: string | undefined, lead: string | undefined) {
  return useQuery({
    queryKey: ['recordings', id, 'reference', annotator ?? '', lead ?? ''],
    enabled: lead !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
    queryFn: () =>
      orThrow(
        client.GET('/v1/recordings/{id}/reference', {
          params: {
            path: { id },
            query: {
              ...(annotator === undefined ? {} : { annotator }),
              ...(lead === undefined ? {} : { lead }),
            },
          },
        }),
      ),
  });
}

import { followJob, type JobStatus, orThrow } from '@sinode/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { client } from '../api/api.ts';
import { refresh } from '../api/refresh.ts';
import { EVALUATIONS } from './query-keys.ts';
import { isUnfinished } from './use-evaluations.ts';

/** The scores so far; how far it is comes by itself. */
const LOOK_AGAIN_MS = 2_500;

export function useEvaluation(id: string) {
  return useQuery({
    queryKey: [...EVALUATIONS, 'one', id],
    queryFn: ({ signal }) =>
      orThrow(client.GET('/v1/evaluations/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) =>
      state.data !== undefined && isUnfinished(state.data) ? LOOK_AGAIN_MS : false,
    enabled: id !== '',
  });
}

/** How far it is, as the server tells it; `null` before it has told anything. */
export function useEvaluationProgress(id: string): JobStatus | null {
  const queries = useQueryClient();
  const [status, setStatus] = useState<JobStatus | null>(null);
  useEffect(() => {
    const leave = new AbortController();
    async function follow() {
      for await (const next of followJob(client, { evaluationId: id }, { signal: leave.signal })) {
        setStatus(next);
        // One that was stopped is gone.
        if (next.state === 'cancelled') return;
      }
      await refresh(queries, EVALUATIONS);
    }
    // What cannot be followed is looked at again and again all the same.
    follow().catch(() => {});
    return () => leave.abort();
  }, [id, queries]);
  return status;
}

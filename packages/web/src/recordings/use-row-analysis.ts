/** What is known of the beats of a recording in a list; what is quickly found is asked for. */
import { ApiError, followJob, orThrow } from '@sinode/client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { client } from '../api/api.ts';
import { analyzeSoon, noteAnalysis, summaryOf } from './analyze-soon.ts';
import type { Recording } from './use-recordings.ts';

/** Up to here the server answers at once; more is a job that somebody has to want. */
const SHORT_SECONDS = 600;

export type RowAnalysis =
  | { readonly kind: 'known'; readonly analysis: NonNullable<Recording['analysis']> }
  /** Nobody has asked yet. */
  | { readonly kind: 'none' }
  | { readonly kind: 'pending' }
  /** @property progress - 0..1; null before it has begun */
  | { readonly kind: 'running'; readonly progress: number | null }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'cancelled' };

export function useRowAnalysis(recording: Recording, isSeen: boolean) {
  const { id, analysis, durationSeconds } = recording;
  const isOpen = analysis === null && isSeen;
  const isShort = durationSeconds <= SHORT_SECONDS;
  const short = useQuery({
    queryKey: ['recordings', id, 'short-analysis'],
    enabled: isOpen && isShort,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => summaryOf(await analyzeSoon(id, signal)),
  });
  const long = useLongAnalysis(id, isOpen && !isShort);
  return { state: stateOf(), start: isShort ? () => void short.refetch() : long.start };

  function stateOf(): RowAnalysis {
    // The list may have been asked for before this was found, and answered afterwards.
    const known = analysis ?? short.data ?? null;
    if (known !== null) return { kind: 'known', analysis: known };
    if (!isShort) return long.state;
    // Whoever may not write asks for nothing.
    if (short.isError && isForbidden(short.error)) return { kind: 'none' };
    return short.isError ? { kind: 'failed', error: short.error } : { kind: 'pending' };
  }
}

/** A job: begun by somebody, here or elsewhere, and followed while one looks. */
function useLongAnalysis(id: string, isWanted: boolean): { state: RowAnalysis; start: () => void } {
  const [progress, setProgress] = useState<number | null>(null);
  const control = useRef<AbortController>(null);
  useEffect(() => () => control.current?.abort(), []);

  const latest = useQuery({
    queryKey: ['recordings', id, 'latest-analysis'],
    enabled: isWanted,
    queryFn: async ({ signal }) => {
      const params = { path: { id }, query: { limit: 1 } };
      const { items } = await orThrow(client.GET('/v1/recordings/{id}/analyses', { params, signal }));
      return items[0] ?? null;
    },
  });
  const follow = useMutation({
    async mutationFn(analysisId: string | null) {
      control.current?.abort();
      control.current = new AbortController();
      const { signal } = control.current;
      const begun = analysisId ?? (await analyzeSoon(id, signal)).id;
      for await (const status of followJob(client, { analysisId: begun }, { signal })) {
        setProgress(status.state === 'queued' ? null : status.progress);
        if (status.state === 'failed') throw new Error(status.error?.detail);
        if (status.state === 'cancelled') return null;
      }
      const params = { path: { id: begun } };
      const analysis = await orThrow(client.GET('/v1/analyses/{id}', { params, signal }));
      noteAnalysis(analysis);
      return summaryOf(analysis);
    },
  });

  const { mutate } = follow;
  const { data: asked } = latest;
  // Also one that was done a moment ago, which the list does not know yet.
  const begun = asked != null && asked.state !== 'failed' && asked.state !== 'cancelled' ? asked.id : null;
  useEffect(() => {
    if (begun !== null) mutate(begun);
  }, [begun, mutate]);

  return { state: stateOf(), start: () => mutate(null) };

  function stateOf(): RowAnalysis {
    if (follow.isPending) return { kind: 'running', progress };
    if (follow.isError) return { kind: 'failed', error: follow.error };
    if (follow.isSuccess && follow.data !== null) return { kind: 'known', analysis: follow.data };
    if (follow.isSuccess || asked?.state === 'cancelled') return { kind: 'cancelled' };
    if (asked?.state === 'failed') return { kind: 'failed', error: new Error(asked.error?.detail) };
    return { kind: 'none' };
  }
}

function isForbidden(error: unknown): boolean {
  return error instanceof ApiError && error.status === 403;
}

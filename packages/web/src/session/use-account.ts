/** What a person can see and do of their own account. */
import { ApiError, type components, orThrow } from '@sinode/client';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { client, session } from '../api/api.ts';
import { refresh } from '../api/refresh.ts';

type NewApiKey = components['schemas']['NewApiKey'];
type PasswordProof = components['schemas']['PasswordProof'];

const KEYS = ['account', 'keys'];
const SESSIONS = ['account', 'sessions'];
const SHARING = ['account', 'sharing'];

export function useApiKeys() {
  return useQuery({
    queryKey: KEYS,
    queryFn: ({ signal }) => orThrow(client.GET('/v1/api-keys', { signal })),
  });
}

export function useSessions() {
  return useInfiniteQuery({
    queryKey: SESSIONS,
    queryFn: ({ pageParam, signal }) =>
      orThrow(
        client.GET('/v1/sessions', {
          params: { query: { limit: 20, ...(pageParam === null ? {} : { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

/** True for the answer to a key that asks for what only a password gives. */
export function needsPassword(error: unknown): boolean {
  return error instanceof ApiError && error.status === 403;
}

export function useMakeApiKey() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: NewApiKey) => orThrow(client.POST('/v1/api-keys', { body })),
    onSuccess: () => refresh(queries, KEYS),
  });
}

export function useRevokeApiKey() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => orThrow(client.DELETE('/v1/api-keys/{id}', { params: { path: { id } } })),
    onSettled: () => refresh(queries, KEYS),
  });
}

export function useEndSession() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => orThrow(client.DELETE('/v1/sessions/{id}', { params: { path: { id } } })),
    onSettled: () => refresh(queries, SESSIONS),
  });
}

export function useChangePassword() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { currentPassword: string; newPassword: string }) =>
      orThrow(client.PUT('/v1/account/password', { body })),
    onSuccess: () => refresh(queries, SESSIONS),
  });
}

export function useSharing() {
  return useQuery({
    queryKey: SHARING,
    queryFn: ({ signal }) => orThrow(client.GET('/v1/account/sharing', { signal })),
  });
}

export function useChangeSharing() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (corrections: boolean) =>
      orThrow(client.PUT('/v1/account/sharing', { body: { corrections } })),
    onSuccess: (sharing) => queries.setQueryData(SHARING, sharing),
  });
}

export function useDeleteAccount() {
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (proof: PasswordProof) => orThrow(client.DELETE('/v1/account', { body: proof })),
    // The session went with the account; this takes the cookie away and tells the other tabs.
    async onSuccess() {
      await session.signOut();
      await navigate({ to: '/' });
    },
  });
}

/** The one client of this page, who is signed in with it, and what it has answered. */
import { ApiError } from '@sinode/client';
import { QueryClient } from '@tanstack/react-query';
import { createConnection } from './connection.ts';
import { isPassing } from './is-passing.ts';
import { createSession } from './session.ts';

const MOST_RETRIES = 3;
const STALE_AFTER_MS = 10_000;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: STALE_AFTER_MS,
      // A refusal stays one; a server that is busy or away may answer the next time.
      retry: (failures, error) => failures < MOST_RETRIES && isPassing(error),
      retryDelay: (failures, error) =>
        error instanceof ApiError && error.retryAfterSeconds !== null
          ? error.retryAfterSeconds * 1000
          : 500 * 2 ** failures,
    },
  },
});

export const connection = createConnection(() => {
  void session.restore();
  void queryClient.invalidateQueries();
});

export const { session, client } = createSession(connection.fetch);

// What one person was shown is nothing for the next.
let signedIn: string | null = null;
session.subscribe(() => {
  const state = session.get();
  const now = state.kind === 'signed-in' || state.kind === 'ended' ? state.account.id : null;
  if (now !== signedIn) queryClient.clear();
  signedIn = now;
});

import type { QueryClient, QueryKey } from '@tanstack/react-query';

/**
 * Asks anew for what somebody has changed. What is on its way already may be from before the change; TanStack Query
 * would wait for it and be content where nothing was known yet, so it is broken off first.
 */
export async function refresh(queries: QueryClient, queryKey: QueryKey): Promise<void> {
  await queries.cancelQueries({ queryKey });
  await queries.invalidateQueries({ queryKey });
}

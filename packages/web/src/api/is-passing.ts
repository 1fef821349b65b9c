import { ApiError } from '@sinode/client';

/** True for a failure after which trying again makes sense. */
export function isPassing(error: unknown): boolean {
  if (error instanceof ApiError) return error.status === 503 || error.status === 502 || error.status === 504;
  return error instanceof TypeError;
}

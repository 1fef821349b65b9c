import type { FastifyRequest } from 'fastify';

/**
 * Throws away the files of an account that is gone. Where that fails the account is gone all the same, and the sweep
 * finds files that nobody owns.
 */
export async function removeFiles(
  { log }: FastifyRequest,
  removeRecordings: (ids: readonly string[]) => Promise<void>,
  ids: readonly string[],
): Promise<void> {
  try {
    await removeRecordings(ids);
  } catch (error) {
    log.warn({ err: error, recordings: ids.length }, 'files of a deleted account are left for the sweep');
  }
}

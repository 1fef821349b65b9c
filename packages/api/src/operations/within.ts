/** An answer of the database, or a refusal where it takes too long. */
import { Problem } from '../http/problem.ts';

/** @throws Problem 503 */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const detail = 'The database does not answer in time.';
    timer = setTimeout(() => reject(new Problem(503, 'DATABASE_AWAY', detail, { retryAfterSeconds: 2 })), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

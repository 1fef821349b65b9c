import type { FastifyRequest } from 'fastify';

/** For so long what is still on its way is read and thrown away. */
const LINGER_MS = 5_000;

/**
 * Lets the rest of a refused body flow into nothing. A client that is still sending sees no answer before it is done,
 * and none at all when the connection is closed under it; one that never ends is cut off.
 */
export function drain({ raw }: FastifyRequest): void {
  raw.unpipe();
  raw.resume();
  const timer = setTimeout(() => raw.destroy(), LINGER_MS);
  timer.unref();
  raw.once('close', () => clearTimeout(timer));
  raw.once('end', () => clearTimeout(timer));
}

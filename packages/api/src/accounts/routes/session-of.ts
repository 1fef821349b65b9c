import type { FastifyRequest } from 'fastify';
import { callerOf } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';

/**
 * The session that a request is made in.
 *
 * @throws Problem 403 for an API key
 */
export function sessionOf(request: FastifyRequest): string {
  const { credential } = callerOf(request);
  if (credential.kind === 'session') return credential.sessionId;
  throw new Problem(403, 'FORBIDDEN', 'An API key cannot do this: sign in with name and password.');
}

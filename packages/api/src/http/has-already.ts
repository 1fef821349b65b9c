import type { FastifyRequest } from 'fastify';

/** Whether a client has these bytes and asks only for others (RFC 9110, 13.1.2). */
export function hasAlready({ headers }: FastifyRequest, etag: string): boolean {
  const known = (headers['if-none-match'] ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return known.includes(etag) || known.includes('*');
}

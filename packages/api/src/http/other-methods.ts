/** Addresses that are there, asked in a way that they do not know: 405 and what they do know (RFC 9110, 15.5.6). */
import type { FastifyInstance } from 'fastify';
import { Problem } from './problem.ts';

/**
 * To be called before any route is added.
 *
 * @returns to be called after the last one: adds what answers all other methods
 */
export function refuseOtherMethods(app: FastifyInstance): () => void {
  const known = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }) => {
    const address = url.replace(/(?<=.)\/$/, '');
    const methods = known.get(address) ?? new Set();
    for (const name of [method].flat()) methods.add(name);
    known.set(address, methods);
  });
  return () => {
    for (const [url, methods] of [...known]) {
      const allowed = [...methods].sort().join(', ');
      app.route({
        method: app.supportedMethods.filter((name) => !methods.has(name)),
        url,
        config: { access: 'public' },
        schema: { hide: true },
        // Before a body is looked at, which would be refused for other reasons.
        onRequest: async (_request, reply) => {
          reply.header('allow', allowed);
          throw new Problem(405, 'METHOD_NOT_ALLOWED', `This address takes ${allowed}.`);
        },
        handler: () => {},
      });
    }
  };
}

/**
 * The dashboard's port: the files of the page, the model for those who use it without a server, and, on the same origin,
 * the API, so that the page needs neither CORS nor a second address.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  LogController,
} from 'fastify';
import { HTTP_LIMITS } from '../app.ts';
import { findFile, type SiteOptions } from './find-file.ts';
import { PAGE_HEADERS } from './page-headers.ts';
import { sendFile } from './send-file.ts';

export interface DashboardOptions extends SiteOptions {
  /** Answers what is the API's; it need not listen anywhere itself. */
  readonly api: { routing(request: IncomingMessage, response: ServerResponse): void };
  readonly logger: FastifyBaseLogger;
}

/** What the API answers on this port. The page has names of its own for some of the reference contract's. */
const OF_API = /^\/(v1|v2|health|docs|openapi\.json)(?=[/?]|$)/;

/** Methods that change nothing. */
const READING = ['GET', 'HEAD'];

/** An application that opens no port yet. */
export function createDashboard({ api, logger, ...site }: DashboardOptions): FastifyInstance {
  const app = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    serverFactory: (handle, { keepAliveTimeout }) =>
      createServer({ ...HTTP_LIMITS, keepAliveTimeout: Number(keepAliveTimeout) }, (request, response) => {
        if (OF_API.test(request.url ?? '')) return api.routing(request, response);
        // Here rather than in a hook: they are on whatever is answered, addresses that nobody can read included.
        for (const [name, value] of Object.entries(PAGE_HEADERS)) response.setHeader(name, value);
        handle(request, response);
      }),
    frameworkErrors: (_error, _request, reply) => void refuse(reply, 400, 'This is not an address.'),
  });
  app.setErrorHandler((error, request, reply) => {
    request.log.error({ err: error }, 'bug');
    return refuse(reply, 500, 'Something went wrong on our side.');
  });
  // Before a body is looked at, which would be refused for other reasons.
  app.addHook('onRequest', async (request, reply) => {
    if (READING.includes(request.method)) return;
    return refuse(reply.header('allow', READING.join(', ')), 405, 'This address is there to be read.');
  });
  app.route({
    method: READING,
    url: '*',
    async handler(request, reply) {
      const file = await findFile(site, request.raw.url ?? '/', request.headers);
      if (file === null) return refuse(reply, 404, 'There is no such file.');
      return sendFile(request, reply, file);
    },
  });
  return app;
}

function refuse(reply: FastifyReply, status: number, sentence: string): FastifyReply {
  return reply
    .code(status)
    .header('cache-control', 'no-cache')
    .type('text/plain; charset=utf-8')
    .send(`${sentence}\n`);
}

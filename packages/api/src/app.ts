/** The HTTP application: one function, used by the server and by its tests. It opens no port. */
import helmet from '@fastify/helmet';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { type Authenticate, guard, type LimitRequests } from './http/access.ts';
import { document } from './http/documentation.ts';
import { handleError, sendProblem } from './http/error-handler.ts';
import { refuseOtherMethods } from './http/other-methods.ts';
import { Problem } from './http/problem.ts';
import { validatorCompiler } from './http/validate.ts';

/** An application whose routes take zod schemas. */
export type App = FastifyInstance<
  import('node:http').Server,
  import('node:http').IncomingMessage,
  import('node:http').ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** A part of the application: adds its routes. */
export type Routes = (app: App) => void | Promise<void>;

export interface AppOptions {
  readonly logger: FastifyBaseLogger;
  readonly version: string;
  readonly authenticate: Authenticate;
  /** @default no limit */
  readonly limitRequests?: LimitRequests | null;
  readonly routes: readonly Routes[];
  /** Whether, or which, proxies are believed when they say who asks. */
  readonly trustProxy: boolean | string[];
  /** Given the application before any hook or route is added, to watch its requests. */
  readonly observe?: (app: FastifyInstance) => void;
}

/** Bodies other than uploads; uploads are streamed and have a limit of their own. */
const BODY_LIMIT_BYTES = 1024 * 1024;
/** Names of leads and files are parts of addresses. */
const LONGEST_PARAMETER = 2000;

/** For a year the browser comes by https only. */
const HSTS = 'max-age=31536000';

/** Of whatever server answers with it. */
export const HTTP_LIMITS = {
  /** A client that cannot send its headers in this time is not one. */
  headersTimeout: 15_000,
  /** For whole requests, uploads over slow lines included; an upload that stalls is ended much earlier. */
  requestTimeout: 3_600_000,
} as const;

export async function createApp({
  logger,
  version,
  authenticate,
  limitRequests = null,
  routes,
  trustProxy,
  observe,
}: AppOptions): Promise<App> {
  const app = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy,
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: HTTP_LIMITS.requestTimeout,
    http: { headersTimeout: HTTP_LIMITS.headersTimeout },
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: LONGEST_PARAMETER },
    frameworkErrors: (error, request, reply) => void handleError(error, request, reply),
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(handleError);
  app.setNotFoundHandler((request, reply) =>
    sendProblem(
      new Problem(404, 'NOT_FOUND', 'There is no such address; GET /docs lists all of them.'),
      request,
      reply,
    ),
  );
  app.decorateRequest('problemCode', null);
  observe?.(app);
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    // Answers are about people; a route whose answers may be kept says so itself.
    reply.header('cache-control', 'no-store');
    // Nothing for a server in a LAN, which may have no https (RFC 6797, 7.2); and it speaks for this host only.
    if (request.protocol === 'https') reply.header('strict-transport-security', HSTS);
  });
  app.addHook('onResponse', async (request, reply) => {
    // The pattern of the route instead of the address: names and ids of people's things stay out of the log.
    const route = request.routeOptions.url ?? null;
    const facts = {
      method: request.method,
      route,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      ...(request.problemCode === null ? {} : { code: request.problemCode }),
    };
    request.log.info(facts, 'request');
  });
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    frameguard: { action: 'deny' },
    hsts: false,
  });
  guard(app, authenticate, limitRequests);
  const refuseOthers = refuseOtherMethods(app);
  await document(app, version);
  for (const add of routes)
    await app.register(async (scope) => add(scope.withTypeProvider<ZodTypeProvider>()));
  refuseOthers();
  return app;
}

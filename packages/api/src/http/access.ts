/**
 * Who may use a route. Every route says it in its `config.access`; the server does not start with one that does not.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from './problem.ts';

/**
 * `public`: everyone; `read`, `write`: who is signed in, or a key of that scope; `account`: only who is signed in
 * with a password, since a key must not make keys; `admin`: administrators.
 */
type Access = 'public' | 'read' | 'write' | 'account' | 'admin';

/** Who makes a request. */
export interface Caller {
  readonly userId: string;
  readonly name: string;
  readonly role: 'user' | 'admin';
  readonly credential:
    | { readonly kind: 'session'; readonly sessionId: string }
    | { readonly kind: 'key'; readonly keyId: string; readonly scope: 'read' | 'write' };
}

/** @throws Problem 401 when the token is not good */
export type Authenticate = (token: string, address: string) => Promise<Caller>;

/** What a caller may still ask for. */
interface Allowed {
  /** Requests in a window. */
  readonly limit: number;
  readonly windowSeconds: number;
  /** That are left, as far as is known. */
  readonly remaining: number;
  /** Until the window ends. */
  readonly seconds: number;
}

/**
 * Takes one request from what an account has, or an address where nobody is signed in.
 *
 * @throws Problem 429
 */
export type LimitRequests = (userId: string | null, address: string) => Promise<Allowed>;

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
    /** Asked by machines that must be answered: no limit of requests has a say. */
    isUnlimited?: boolean;
    /** A route of the reference contract: its errors are `{"detail": …}` and nothing more. */
    isReference?: boolean;
    /** A route of the Open Inference Protocol: its errors are `{"error": …}`. */
    isInference?: boolean;
  }
  interface FastifyRequest {
    caller: Caller | null;
  }
}

/** Methods that change nothing. */
const READING = ['GET', 'HEAD'];

/** The pages of a plugin, whose routes cannot be given a config. */
const DOCUMENTATION = '/docs';

/**
 * Adds the check before any part of a body is read.
 *
 * @param limitRequests - null for no limit
 */
export function guard(
  app: FastifyInstance,
  authenticate: Authenticate,
  limitRequests: LimitRequests | null,
): void {
  const limit = async (request: FastifyRequest, reply: FastifyReply, userId: string | null) => {
    if (limitRequests === null || request.routeOptions.config.isUnlimited === true) return;
    const { limit, windowSeconds, remaining, seconds } = await limitRequests(userId, request.ip);
    // draft-ietf-httpapi-ratelimit-headers-10.
    reply.header('ratelimit-policy', `"default";q=${limit};w=${windowSeconds}`);
    reply.header('ratelimit', `"default";r=${remaining};t=${seconds}`);
  };

  app.decorateRequest('caller', null);
  app.addHook('onRoute', (route) => {
    if (route.config?.access !== undefined) return;
    if (!route.url.startsWith(DOCUMENTATION)) throw new Error(`${route.url} does not say who may use it`);
    route.config = { ...route.config, access: 'public' };
  });
  app.addHook('onRequest', async (request, reply) => {
    const { access } = request.routeOptions.config;
    // What has no route is answered with 404.
    if (access === undefined) return;
    if (access === 'public') return limit(request, reply, null);
    const caller = await authenticated(request).catch(async (error: unknown) => {
      // Whoever shows a token that is not good is known by the address only.
      if (error instanceof Problem && error.status === 401) await limit(request, reply, null);
      throw error;
    });
    await limit(request, reply, caller.userId);
    refuseUnlessAllowed(caller, access, request.method);
    request.caller = caller;
  });

  async function authenticated(request: FastifyRequest): Promise<Caller> {
    return authenticate(bearerToken(request), request.ip);
  }
}

/** The caller of a route that is not public. */
export function callerOf(request: FastifyRequest): Caller {
  if (request.caller === null) throw new Error('a public route has no caller');
  return request.caller;
}

function bearerToken({ headers }: FastifyRequest): string {
  const [scheme, token, ...rest] = (headers.authorization ?? '').trim().split(/ +/);
  if (token === undefined || rest.length > 0 || scheme?.toLowerCase() !== 'bearer') {
    throw new Problem(
      401,
      'NOT_SIGNED_IN',
      'Sign in first: send the header "Authorization: Bearer <token>" with an access token or an API key.',
    );
  }
  return token;
}

function refuseUnlessAllowed({ role, credential }: Caller, access: Access, method: string): void {
  if (access === 'account' && credential.kind === 'key') {
    throw new Problem(403, 'FORBIDDEN', 'An API key cannot do this: sign in with name and password.');
  }
  const isWriting = access === 'write' || (access === 'admin' && !READING.includes(method));
  if (isWriting && credential.kind === 'key' && credential.scope === 'read') {
    throw new Problem(403, 'SCOPE_MISSING', 'This API key may only read; make one with the scope "write".');
  }
  if (access === 'admin' && role !== 'admin') {
    throw new Problem(403, 'FORBIDDEN', 'Only an administrator can do this.');
  }
}

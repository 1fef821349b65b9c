import cookie, { type CookieSerializeOptions } from '@fastify/cookie';
import { BrowserSession, Credentials, type SignedIn } from '@sinode/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { App } from '../../app.ts';
import { type HeadersSchema, refusal } from '../../http/documentation.ts';
import { Problem } from '../../http/problem.ts';
import { type AccountsContext, signInFailed } from '../context.ts';
import { SESSION_SECONDS } from '../sessions.ts';
import { tokenInvalid } from '../tokens.ts';
import { NOT_STORED, TOO_MANY } from './words.ts';

const tags = ['accounts'];

const ADDRESS = '/v1/browser-session';
const COOKIE = 'sinode-session';

const SET_COOKIE = {
  'Set-Cookie': {
    type: 'string',
    description: `\`${COOKIE}\`, for this address only; no script can read it`,
  },
} as const satisfies HeadersSchema;

const FOREIGN = 'Another site asks';

/**
 * Sessions of pages that this server serves itself. What keeps such a session alive lies in a cookie that no script can
 * read: one that got into the page has the access token of a quarter of an hour, and nothing to take away.
 */
export async function browserSessionRoutes(app: App, context: AccountsContext): Promise<void> {
  const { sessions, signIn } = context;
  await app.register(cookie);

  app.route({
    method: 'POST',
    url: ADDRESS,
    config: { access: 'public', headers: { 200: SET_COOKIE } },
    onRequest: refuseOtherSites,
    schema: {
      tags,
      operationId: 'signInBrowser',
      summary: 'Sign in a page in a browser',
      description:
        'For a page of the same origin: as `POST /v1/auth/login`, with the refresh token in a cookie that no script can read.',
      body: Credentials,
      response: {
        200: BrowserSession,
        ...refusal(401, 'Wrong name or password'),
        ...refusal(403, FOREIGN),
        ...refusal(429, TOO_MANY),
      },
    },
    async handler(request, reply) {
      const signedIn = await sessions.start(await signIn(request.body, request.ip), request.ip);
      if (signedIn === null) throw signInFailed();
      return keep(signedIn, request, reply);
    },
  });

  app.route({
    method: 'POST',
    url: `${ADDRESS}/refresh`,
    config: { access: 'public', takesCookie: 'required', headers: { 200: SET_COOKIE, 401: SET_COOKIE } },
    onRequest: refuseOtherSites,
    schema: {
      tags,
      operationId: 'refreshBrowser',
      summary: 'Get the next access token of a page',
      description: 'With the cookie alone. Several tabs may ask at once; they get the same answer.',
      response: {
        200: BrowserSession,
        ...refusal(401, 'There is no such session, or no longer; the cookie is cleared'),
        ...refusal(403, FOREIGN),
      },
    },
    async handler(request, reply) {
      try {
        return keep(await sessions.refresh(tokenOf(request), request.ip), request, reply);
      } catch (error) {
        if (error instanceof Problem && error.status === 401) forget(request, reply);
        throw error;
      }
    },
  });

  app.route({
    method: 'DELETE',
    url: ADDRESS,
    config: { access: 'public', takesCookie: 'optional', headers: { 204: SET_COOKIE } },
    onRequest: refuseOtherSites,
    schema: {
      tags,
      operationId: 'signOutBrowser',
      summary: 'Sign a page out: ends its session and clears the cookie',
      description: 'With the cookie alone, so that it works long after the access token has expired.',
      response: {
        204: z.undefined().describe('Signed out, or it was not signed in any more'),
        ...refusal(403, FOREIGN),
      },
    },
    async handler(request, reply) {
      const refreshToken = request.cookies[COOKIE];
      if (refreshToken !== undefined) await sessions.signOut(refreshToken, request.ip);
      forget(request, reply);
      return reply.code(204).send();
    },
  });
}

/**
 * A cookie comes with whatever request a browser makes, also with one that another page made it make. `SameSite` keeps
 * other sites out, and not pages on another port of this host.
 *
 * @see https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
 */
async function refuseOtherSites({ headers }: FastifyRequest): Promise<void> {
  const site = headers['sec-fetch-site'];
  // Programs do not send it; `none` is what a person typed.
  if (site === undefined || site === 'same-origin' || site === 'none') return;
  throw new Problem(403, 'FORBIDDEN', 'Only pages of this server itself can do this.');
}

function tokenOf({ cookies }: FastifyRequest): string {
  const token = cookies[COOKIE];
  if (token === undefined) throw tokenInvalid();
  return token;
}

function keep(
  { refreshToken, ...session }: SignedIn,
  request: FastifyRequest,
  reply: FastifyReply,
): BrowserSession {
  keepSession(refreshToken, request, reply);
  return session;
}

/** Gives a session to the browser. */
export function keepSession(refreshToken: string, request: FastifyRequest, reply: FastifyReply): void {
  reply.setCookie(COOKIE, refreshToken, { ...attributes(request), maxAge: SESSION_SECONDS });
  reply.header(...NOT_STORED);
}

function forget(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(COOKIE, attributes(request));
  reply.header(...NOT_STORED);
}

/** A server in a LAN may have no https; where a request came by it, the cookie takes no other way. */
function attributes({ protocol }: FastifyRequest): CookieSerializeOptions {
  return { path: ADDRESS, httpOnly: true, sameSite: 'strict', secure: protocol === 'https' };
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { App } from '../../app.ts';
import { type HeadersSchema, refusal } from '../../http/documentation.ts';
import { Problem } from '../../http/problem.ts';
import type { Identities } from '../oidc/identities.ts';
import { type Provider, ProviderAwayError, ProviderRefusedError } from '../oidc/provider.ts';
import { TICKET_SECONDS, type Tickets } from '../oidc/tickets.ts';
import type { Sessions } from '../sessions.ts';
import { keepSession } from './browser-session.ts';
import { NOT_STORED } from './words.ts';

const tags = ['accounts'];

/** Providers send people back here, so this cookie, unlike that of a session, comes along with a link from elsewhere. */
const COOKIE = 'sinode-sign-in';
const PATH = '/v1/oidc';

const HEADERS = {
  Location: { type: 'string', description: 'Where the browser goes on' },
  'Set-Cookie': { type: 'string', description: 'No script can read it' },
} as const satisfies HeadersSchema;

const NO_PROVIDER = 'This server has no single sign-on';

/** Why it came to nothing, as the page for signing in is told. */
type Failure = 'provider-away' | 'refused' | 'expired' | 'no-account';

export interface OidcContext {
  /** Null where nothing was configured. */
  readonly oidc: {
    readonly provider: Provider;
    readonly tickets: Tickets;
    readonly identities: Identities;
  } | null;
  readonly sessions: Pick<Sessions, 'start'>;
}

/** Signing in through a provider of OpenID Connect: addresses for a browser to go to, not for a script to ask. */
export function oidcRoutes(app: App, { oidc, sessions }: OidcContext): void {
  app.route({
    method: 'GET',
    url: `${PATH}/sign-in`,
    config: { access: 'public', headers: { 302: HEADERS } },
    schema: {
      tags,
      operationId: 'beginOidc',
      summary: 'Send a browser to the provider of single sign-on',
      description:
        'For a link on a page of this server. What only this browser may finish is in a cookie (`state`, `nonce`, PKCE). Where the provider cannot be reached, the browser comes back to `/sign-in?failed=provider-away`.',
      querystring: z.object({
        to: z.string().optional().describe('The page to go on to, a path of the dashboard'),
      }),
      response: {
        302: z.undefined().describe('To the provider, or back to the page for signing in'),
        ...refusal(404, NO_PROVIDER),
      },
    },
    async handler(request, reply) {
      const { provider, tickets } = present(oidc);
      const to = pathOf(request.query.to);
      try {
        const { url, kept } = await provider.begin();
        reply.setCookie(COOKIE, await tickets.write({ ...kept, to }), {
          ...attributes(request),
          maxAge: TICKET_SECONDS,
        });
        return redirect(reply, url.href);
      } catch (error) {
        return redirect(reply, toSignIn({ failed: failureOf(error, request) }, to));
      }
    },
  });

  app.route({
    method: 'GET',
    url: `${PATH}/callback`,
    config: { access: 'public', headers: { 302: HEADERS } },
    schema: {
      tags,
      operationId: 'finishOidc',
      summary: 'Come back from the provider of single sign-on',
      description:
        'The address to register with the provider. Starts a session as `POST /v1/browser-session` does and sends the browser to `/sign-in?by=provider`, which goes on to the page that it wanted; where that fails, to `/sign-in?failed=…` (`provider-away`, `refused`, `expired`, `no-account`).',
      response: {
        302: z.undefined().describe('To the dashboard'),
        ...refusal(404, NO_PROVIDER),
      },
    },
    async handler(request, reply) {
      const { provider, tickets, identities } = present(oidc);
      const ticket = await tickets.read(request.cookies[COOKIE] ?? '');
      reply.clearCookie(COOKIE, attributes(request));
      if (ticket === null) return redirect(reply, toSignIn({ failed: 'expired' }, '/'));
      try {
        const identity = await provider.finish(request.url.split('?')[1] ?? '', ticket);
        const user = await identities.userOf(identity, request.ip);
        if (user === null) return redirect(reply, toSignIn({ failed: 'no-account' }, ticket.to));
        const signedIn = await sessions.start(user, request.ip);
        // The account was deleted at this very moment.
        if (signedIn === null) return redirect(reply, toSignIn({ failed: 'no-account' }, ticket.to));
        keepSession(signedIn.refreshToken, request, reply);
        return redirect(reply, toSignIn({ by: 'provider' }, ticket.to));
      } catch (error) {
        return redirect(reply, toSignIn({ failed: failureOf(error, request) }, ticket.to));
      }
    },
  });
}

function present(oidc: OidcContext['oidc']): NonNullable<OidcContext['oidc']> {
  if (oidc === null) throw new Problem(404, 'NOT_FOUND', `${NO_PROVIDER}.`);
  return oidc;
}

function redirect(reply: FastifyReply, to: string): FastifyReply {
  return reply.header(...NOT_STORED).redirect(to, 302);
}

/** A person at a browser is told on a page; the operator in the log. */
function failureOf(error: unknown, { log }: FastifyRequest): Failure {
  const isAway = error instanceof ProviderAwayError;
  if (!isAway && !(error instanceof ProviderRefusedError)) throw error;
  log.warn({ reason: error.message }, isAway ? 'single sign-on: provider away' : 'single sign-on: refused');
  return isAway ? 'provider-away' : 'refused';
}

/** To the page for signing in, which goes on to where the person wanted to be once they are. */
function toSignIn(what: { failed: Failure } | { by: 'provider' }, to: string): string {
  return `/sign-in?${new URLSearchParams(to === '/' ? { ...what } : { ...what, to })}`;
}

/** A path of this server, never an address elsewhere. */
function pathOf(to: string | undefined): string {
  return to !== undefined && /^\/(?![/\\])[\x21-\x7e]{0,2000}$/.test(to) ? to : '/';
}

function attributes({ protocol }: FastifyRequest) {
  return { path: PATH, httpOnly: true, sameSite: 'lax', secure: protocol === 'https' } as const;
}

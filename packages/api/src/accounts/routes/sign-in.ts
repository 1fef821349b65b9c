import { Account, Credentials, NewCredentials, RefreshRequest, SignedIn } from '@sinode/contracts';
import { z } from 'zod';
import type { App } from '../../app.ts';
import { callerOf } from '../../http/access.ts';
import { refusal } from '../../http/documentation.ts';
import { audit } from '../audit.ts';
import { type AccountsContext, signInFailed } from '../context.ts';
import { sessionOf } from './session-of.ts';
import { NOT_STORED, TOO_MANY } from './words.ts';

const tags = ['accounts'];

/** Registering, signing in and out. */
export function signInRoutes(app: App, context: AccountsContext): void {
  const { db, users, sessions, signIn, mayRegister } = context;

  app.route({
    method: 'POST',
    url: '/v1/auth/register',
    config: { access: 'public' },
    schema: {
      tags,
      operationId: 'register',
      summary: 'Make an account',
      description: 'The first account of a server is its administrator.',
      body: NewCredentials,
      response: {
        201: Account,
        ...refusal(403, 'Registration is closed here'),
        ...refusal(409, 'The name is taken'),
        ...refusal(429, TOO_MANY),
      },
    },
    async handler({ body, ip }, reply) {
      await mayRegister(ip);
      return reply.code(201).send(await users.add(body, { address: ip }));
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/auth/login',
    config: { access: 'public' },
    schema: {
      tags,
      operationId: 'signIn',
      summary: 'Sign in',
      body: Credentials,
      response: { 200: SignedIn, ...refusal(401, 'Wrong name or password'), ...refusal(429, TOO_MANY) },
    },
    async handler({ body, ip }, reply) {
      const signedIn = await sessions.start(await signIn(body, ip), ip);
      if (signedIn === null) throw signInFailed();
      reply.header(...NOT_STORED);
      return signedIn;
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/auth/refresh',
    config: { access: 'public' },
    schema: {
      tags,
      operationId: 'refresh',
      summary: 'Get the next access token',
      description:
        'A refresh token is good once: the answer has the next one. The same request may be repeated for ten seconds when its answer was lost; a used token that is shown later ends the session, since two must have it.',
      body: RefreshRequest,
      response: { 200: SignedIn, ...refusal(401, 'The refresh token is not valid, or no longer') },
    },
    async handler({ body, ip }, reply) {
      const signedIn = await sessions.refresh(body.refreshToken, ip);
      reply.header(...NOT_STORED);
      return signedIn;
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/auth/logout',
    config: { access: 'account' },
    schema: {
      tags,
      operationId: 'signOut',
      summary: 'Sign out: ends this session and its tokens at once',
      response: { 204: z.undefined().describe('Signed out') },
    },
    async handler(request, reply) {
      const { userId } = callerOf(request);
      const target = sessionOf(request);
      await sessions.end(userId, target);
      await audit(db, { userId, action: 'account.signed-out', target, address: request.ip });
      return reply.code(204).send();
    },
  });
}

import { Credentials, NewCredentials } from '@sinode/contracts';
import { z } from 'zod';
import type { App } from '../../app.ts';
import { Problem } from '../../http/problem.ts';
import { detailRefusal } from '../../reference/detail.ts';
import { type AccountsContext, signInFailed } from '../context.ts';
import { NOT_STORED, TOO_MANY } from './words.ts';

const Token = z
  .object({ token: z.string().describe('JWT, good for 15 minutes; its `sub` is the name') })
  .meta({ id: 'ReferenceToken' });

/** `POST /register` and `POST /login` of the reference contract. */
export function referenceRoutes(app: App, { users, sessions, signIn, mayRegister }: AccountsContext): void {
  app.route({
    method: 'POST',
    url: '/register',
    config: { access: 'public', isReference: true },
    schema: {
      tags: ['reference'],
      operationId: 'referenceRegister',
      summary: 'Make an account',
      body: NewCredentials,
      response: {
        200: {
          description: 'It is made',
          content: {
            'text/plain': { schema: z.string().meta({ examples: ['Successfully registered ada.'] }) },
          },
        },
        ...detailRefusal(400, 'The name is taken, or the request cannot be read'),
        ...detailRefusal(403, 'Registration is closed here'),
        ...detailRefusal(429, TOO_MANY),
      },
    },
    async handler({ body, ip }, reply) {
      await mayRegister(ip);
      const { username } = await users.add(body, { address: ip }).catch((error: unknown) => {
        const isTaken = error instanceof Problem && error.code === 'NAME_TAKEN';
        throw isTaken ? new Problem(400, 'NAME_TAKEN', error.detail) : error;
      });
      return reply.type('text/plain; charset=utf-8').send(`Successfully registered ${username}.`);
    },
  });

  app.route({
    method: 'POST',
    url: '/login',
    config: { access: 'public', isReference: true },
    schema: {
      tags: ['reference'],
      operationId: 'referenceLogin',
      summary: 'Sign in for 15 minutes',
      body: Credentials,
      response: {
        200: Token,
        ...detailRefusal(401, 'Wrong name or password'),
        ...detailRefusal(429, TOO_MANY),
      },
    },
    async handler({ body, ip }, reply) {
      const access = await sessions.startBrief(await signIn(body, ip), ip);
      if (access === null) throw signInFailed();
      reply.header(...NOT_STORED);
      return { token: access.token };
    },
  });
}

import { Account, PasswordChange, PasswordProof, Session } from '@sinode/contracts';
import { z } from 'zod';
import type { App } from '../../app.ts';
import { callerOf } from '../../http/access.ts';
import { refusal } from '../../http/documentation.ts';
import { PageQuery, pageOf } from '../../http/page.ts';
import { audit } from '../audit.ts';
import type { AccountsContext } from '../context.ts';
import { toAccount } from '../users.ts';
import { removeFiles } from './remove-files.ts';
import { sessionOf } from './session-of.ts';
import { TOO_MANY } from './words.ts';

const tags = ['accounts'];
const PASSWORD_WRONG = 'Not the password of the account, or not allowed with a key';
const NOT_PROVED = `${PASSWORD_WRONG}; without a password, a session that is not new (\`SIGN_IN_AGAIN\`)`;

/** What people do with their own account. */
export function accountRoutes(app: App, context: AccountsContext): void {
  const { db, users, sessions, provePassword, proveOwner, removeRecordings } = context;

  app.route({
    method: 'GET',
    url: '/v1/account',
    config: { access: 'read' },
    schema: {
      tags,
      operationId: 'getAccount',
      summary: 'Who am I?',
      response: { 200: Account },
    },
    handler: async (request) => toAccount(await users.get(callerOf(request).userId)),
  });

  app.route({
    method: 'PUT',
    url: '/v1/account/password',
    config: { access: 'account' },
    schema: {
      tags,
      operationId: 'changePassword',
      summary: 'Change the password',
      description: 'Ends all other sessions. API keys stay: revoke those that others may know.',
      body: PasswordChange,
      response: {
        204: z.undefined().describe('It is changed'),
        ...refusal(403, PASSWORD_WRONG),
        ...refusal(429, TOO_MANY),
      },
    },
    async handler(request, reply) {
      const { userId } = callerOf(request);
      const { currentPassword, newPassword } = request.body;
      await provePassword(userId, currentPassword, request.ip);
      await users.setPassword(userId, newPassword, { userId, address: request.ip }, sessionOf(request));
      return reply.code(204).send();
    },
  });

  app.route({
    method: 'DELETE',
    url: '/v1/account',
    config: { access: 'account' },
    schema: {
      tags,
      operationId: 'deleteAccount',
      summary: 'Delete the account with all its recordings, analyses, corrections and evaluations, for good',
      body: PasswordProof,
      response: {
        204: z.undefined().describe('It is gone'),
        ...refusal(400, 'The request cannot be read'),
        ...refusal(403, NOT_PROVED),
        ...refusal(409, 'It is the only administrator'),
        ...refusal(413, 'The request is too large'),
        ...refusal(415, 'The content type is not supported'),
        ...refusal(429, TOO_MANY),
      },
    },
    async handler(request, reply) {
      const { userId } = callerOf(request);
      const sessionId = sessionOf(request);
      await proveOwner({ userId, sessionId, password: request.body.password }, request.ip);
      const recordingIds = await users.remove(userId, { userId, address: request.ip });
      await removeFiles(request, removeRecordings, recordingIds);
      return reply.code(204).send();
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/sessions',
    config: { access: 'account' },
    schema: {
      tags,
      operationId: 'listSessions',
      summary: 'Where am I signed in?',
      querystring: PageQuery,
      response: { 200: pageOf(Session) },
    },
    handler: (request) =>
      sessions.list(callerOf(request).userId, { ...request.query, currentId: sessionOf(request) }),
  });

  app.route({
    method: 'DELETE',
    url: '/v1/sessions/:id',
    config: { access: 'account' },
    schema: {
      tags,
      operationId: 'endSession',
      summary: 'End a session: its tokens are worth nothing at once',
      params: z.object({ id: z.uuid().describe('Of the session') }),
      response: { 204: z.undefined().describe('It has ended') },
    },
    async handler(request, reply) {
      const { userId } = callerOf(request);
      const target = request.params.id;
      await sessions.end(userId, target);
      await audit(db, { userId, action: 'session.ended', target, address: request.ip });
      return reply.code(204).send();
    },
  });
}

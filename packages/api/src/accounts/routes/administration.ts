import { Account, AuditEvent, AuditFilter, RoleChange } from '@sinode/contracts';
import { z } from 'zod';
import type { App } from '../../app.ts';
import { callerOf } from '../../http/access.ts';
import { refusal } from '../../http/documentation.ts';
import { PageQuery, pageOf } from '../../http/page.ts';
import { listAudit } from '../audit.ts';
import type { AccountsContext } from '../context.ts';
import { removeFiles } from './remove-files.ts';
import { sessionOf } from './session-of.ts';

const tags = ['administration'];
const UserParams = z.object({ id: z.uuid().describe('Of the account') });

/** What administrators see and do. Their keys may look, but only who has signed in changes accounts. */
export function administrationRoutes(app: App, { db, users, removeRecordings }: AccountsContext): void {
  app.route({
    method: 'GET',
    url: '/v1/admin/users',
    config: { access: 'admin' },
    schema: {
      tags,
      operationId: 'listUsers',
      summary: 'List all accounts',
      querystring: PageQuery,
      response: { 200: pageOf(Account) },
    },
    handler: ({ query }) => users.list(query),
  });

  app.route({
    method: 'DELETE',
    url: '/v1/admin/users/:id',
    config: { access: 'admin' },
    schema: {
      tags,
      operationId: 'deleteUser',
      summary: 'Delete an account with all its data, for good',
      params: UserParams,
      response: {
        204: z.undefined().describe('It is gone'),
        ...refusal(409, 'It is the only administrator'),
      },
    },
    async handler(request, reply) {
      sessionOf(request);
      const by = { userId: callerOf(request).userId, address: request.ip };
      const recordingIds = await users.remove(request.params.id, by);
      await removeFiles(request, removeRecordings, recordingIds);
      return reply.code(204).send();
    },
  });

  app.route({
    method: 'PUT',
    url: '/v1/admin/users/:id/role',
    config: { access: 'admin' },
    schema: {
      tags,
      operationId: 'setUserRole',
      summary: 'Make an account an administrator, or a user again',
      params: UserParams,
      body: RoleChange,
      response: { 200: Account, ...refusal(409, 'It is the only administrator') },
    },
    handler: (request) => {
      sessionOf(request);
      const by = { userId: callerOf(request).userId, address: request.ip };
      return users.setRole(request.params.id, request.body.role, by);
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/admin/audit',
    config: { access: 'admin' },
    schema: {
      tags,
      operationId: 'listAudit',
      summary: 'Who did what, the newest first',
      querystring: AuditFilter.extend(PageQuery.shape),
      response: { 200: pageOf(AuditEvent) },
    },
    handler: ({ query }) => listAudit(db, query),
  });
}

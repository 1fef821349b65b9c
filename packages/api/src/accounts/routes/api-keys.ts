import { ApiKey, CreatedApiKey, NewApiKey } from '@sinode/contracts';
import { z } from 'zod';
import type { App } from '../../app.ts';
import { callerOf } from '../../http/access.ts';
import { refusal } from '../../http/documentation.ts';
import { type ApiKeys, MOST_KEYS } from '../api-keys.ts';
import { NOT_STORED } from './words.ts';

const tags = ['accounts'];

/** Keys for programs, made by people. */
export function apiKeyRoutes(app: App, apiKeys: ApiKeys): void {
  app.route({
    method: 'GET',
    url: '/v1/api-keys',
    config: { access: 'account' },
    schema: {
      tags,
      operationId: 'listApiKeys',
      summary: 'List your API keys',
      response: { 200: z.object({ items: z.array(ApiKey).max(MOST_KEYS) }) },
    },
    handler: async (request) => ({ items: await apiKeys.list(callerOf(request).userId) }),
  });

  app.route({
    method: 'POST',
    url: '/v1/api-keys',
    config: { access: 'account' },
    schema: {
      tags,
      operationId: 'makeApiKey',
      summary: 'Make an API key',
      description: `The key itself is in this answer and never again. At most ${MOST_KEYS} for an account.`,
      body: NewApiKey,
      response: { 201: CreatedApiKey, ...refusal(409, 'A key of this name is there, or there are too many') },
    },
    async handler(request, reply) {
      const made = await apiKeys.make(callerOf(request).userId, request.body, request.ip);
      return reply
        .code(201)
        .header(...NOT_STORED)
        .send(made);
    },
  });

  app.route({
    method: 'DELETE',
    url: '/v1/api-keys/:id',
    config: { access: 'account' },
    schema: {
      tags,
      operationId: 'revokeApiKey',
      summary: 'Revoke an API key: it is worth nothing at once',
      params: z.object({ id: z.uuid().describe('Of the key') }),
      response: { 204: z.undefined().describe('It is revoked') },
    },
    async handler(request, reply) {
      await apiKeys.revoke(callerOf(request).userId, request.params.id, request.ip);
      return reply.code(204).send();
    },
  });
}

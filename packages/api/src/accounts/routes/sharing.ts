import { Sharing } from '@sinode/contracts';
import { eq } from 'drizzle-orm';
import type { App } from '../../app.ts';
import { users } from '../../database/schema.ts';
import { callerOf } from '../../http/access.ts';
import { audit } from '../audit.ts';
import type { AccountsContext } from '../context.ts';

const tags = ['accounts'];

/** What people let the operator use for the next training; nothing until they say so. */
export function sharingRoutes(app: App, { db, users: accounts }: AccountsContext): void {
  app.route({
    method: 'GET',
    url: '/v1/account/sharing',
    config: { access: 'read' },
    schema: {
      tags,
      operationId: 'getSharing',
      summary: 'What may be used to train models?',
      response: { 200: Sharing },
    },
    async handler(request) {
      const { sharesCorrections } = await accounts.get(callerOf(request).userId);
      return { corrections: sharesCorrections };
    },
  });

  app.route({
    method: 'PUT',
    url: '/v1/account/sharing',
    config: { access: 'account' },
    schema: {
      tags,
      operationId: 'changeSharing',
      summary: 'Say what may be used to train models',
      description:
        'Off until it is switched on. Where it is switched off again, nothing is in the next export; what was exported before is with the operator.',
      body: Sharing,
      response: { 200: Sharing },
    },
    async handler(request) {
      const { userId } = callerOf(request);
      const { corrections } = request.body;
      await db.transaction(async (tx) => {
        await tx.update(users).set({ sharesCorrections: corrections }).where(eq(users.id, userId));
        await audit(tx, {
          userId,
          action: 'sharing.changed',
          target: corrections ? 'on' : 'off',
          address: request.ip,
        });
      });
      return { corrections };
    },
  });
}

/** What everyone may know of a server: a page shows it before anyone has signed in. */
import { ServerReport } from '@sinode/contracts';
import type { ModelCard } from '@sinode/core';
import type { Routes } from '../app.ts';

export interface ServerFacts {
  readonly version: string;
  readonly registration: ServerReport['registration'];
  readonly maxUploadBytes: number;
  readonly signInProvider: ServerReport['signInProvider'];
  /** `null`: for ever. */
  readonly keepRecordingsDays: number | null;
  /** Its model can change. */
  readonly engine: { readonly card: Pick<ModelCard, 'name' | 'version'> };
  /** Asked each time. */
  readonly hasAccounts: () => Promise<boolean>;
}

export function serverRoutes({
  version,
  registration,
  maxUploadBytes,
  signInProvider,
  keepRecordingsDays,
  engine,
  hasAccounts,
}: ServerFacts): Routes {
  return (app) => {
    app.route({
      method: 'GET',
      url: '/v1/server',
      config: { access: 'public' },
      schema: {
        tags: ['administration'],
        operationId: 'readServer',
        summary: 'What is this server, and can I make an account?',
        response: { 200: ServerReport },
      },
      handler: async () => ({
        version,
        registration,
        hasAccounts: await hasAccounts(),
        maxUploadBytes,
        signInProvider,
        keepRecordingsDays,
        model: { name: engine.card.name, version: engine.card.version },
      }),
    });
  };
}

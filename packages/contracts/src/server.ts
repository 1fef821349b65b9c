import { z } from 'zod';
import { ModelIdentity } from './analysis.ts';

/** What a page must know of a server before anyone has signed in. */
export const ServerReport = z
  .object({
    version: z.string(),
    registration: z
      .enum(['open', 'closed'])
      .describe('closed: an administrator makes accounts on the command line'),
    hasAccounts: z.boolean().describe('false: whoever registers first becomes the administrator'),
    maxUploadBytes: z.int().positive().describe('Of all files of a recording together'),
    keepRecordingsDays: z
      .int()
      .positive()
      .nullable()
      .describe('Uploads are deleted so many days after they came; null: never'),
    signInProvider: z
      .string()
      .nullable()
      .describe('The name of a provider to sign in through, at `/v1/oidc/sign-in`; null where there is none'),
    model: ModelIdentity.describe('The one that answers'),
  })
  .meta({
    id: 'Server',
    examples: [
      {
        version: '0.1.0',
        registration: 'open',
        hasAccounts: true,
        maxUploadBytes: 1_024_000_000,
        signInProvider: null,
        keepRecordingsDays: null,
        model: { name: 'sinode-qrs-2', version: '1.0.0' },
      },
    ],
  });
export type ServerReport = z.infer<typeof ServerReport>;

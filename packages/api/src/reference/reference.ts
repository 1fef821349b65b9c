/** What a client of the reference system knows: the welcome, `/predict` and `/evaluate`. Its accounts are in `accounts/`. */
import type { Engine } from '@sinode/engine';
import { z } from 'zod';
import type { Routes } from '../app.ts';
import { addEvaluate } from './evaluate.ts';
import { addPredict } from './predict.ts';

const WELCOME = 'Welcome to the ECG Model Inference API!';

export function createReference(options: { readonly engine: Engine; readonly libraryDir: string }): {
  readonly routes: Routes;
} {
  return {
    routes(app) {
      app.route({
        method: 'GET',
        url: '/',
        config: { access: 'public', isReference: true },
        schema: {
          tags: ['reference'],
          operationId: 'welcome',
          summary: 'Says that the server is there',
          response: {
            200: { description: 'Welcome', content: { 'text/plain': { schema: z.literal(WELCOME) } } },
          },
        },
        async handler(_request, reply) {
          return reply.type('text/plain; charset=utf-8').send(WELCOME);
        },
      });
      addPredict(app, options);
      addEvaluate(app, options);
    },
  };
}

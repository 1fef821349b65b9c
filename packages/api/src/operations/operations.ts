/** What operators and their machines ask: is it alive, is it ready, how is it doing. */

import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Routes } from '../app.ts';
import type { Database } from '../database/connect.ts';
import type { Metrics } from './metrics.ts';
import { within } from './within.ts';

const Health = z.object({ status: z.literal('ok') });

/** A database that takes longer for nothing is not ready for anything. */
const READY_WITHIN_MS = 2_000;

/** Is the process alive, is it ready. */
export function operationsRoutes(db: Database): Routes {
  return (app) => {
    app.route({
      method: 'GET',
      url: '/health/live',
      config: { access: 'public', isUnlimited: true },
      schema: {
        tags: ['administration'],
        operationId: 'isAlive',
        summary: 'Does the process answer? If not, restart it',
        response: { 200: Health },
      },
      handler: async () => ({ status: 'ok' as const }),
    });
    app.route({
      method: 'GET',
      url: '/health/ready',
      config: { access: 'public', isUnlimited: true },
      schema: {
        tags: ['administration'],
        operationId: 'isReady',
        summary: 'Can it work, with its database? If not, send requests elsewhere',
        response: { 200: Health },
      },
      handler: async () => {
        await within(READY_WITHIN_MS, db.execute(sql`select 1`));
        return { status: 'ok' as const };
      },
    });
  };
}

/** @param access - `admin` on the port that everyone reaches, `public` on a port of its own */
export function metricsRoutes(
  metrics: Pick<Metrics, 'contentType' | 'text'>,
  access: 'admin' | 'public',
): Routes {
  return (app) => {
    app.route({
      method: 'GET',
      url: '/metrics',
      config: { access },
      schema: {
        tags: ['administration'],
        operationId: 'readMetrics',
        summary: 'Figures for Prometheus',
        description:
          'For administrators; with `SINODE_METRICS_PORT` also on a port of its own, without sign-in.',
        response: {
          200: { description: 'Text format 0.0.4', content: { 'text/plain': { schema: z.string() } } },
        },
      },
      handler: async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()),
    });
  };
}

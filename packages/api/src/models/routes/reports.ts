/** How a candidate does beside the current model, and how far what is analysed has moved from what was trained on. */
import { AgreementQuery, DriftQuery, DriftReport, ShadowAgreement } from '@sinode/contracts';
import type { Engine } from '@sinode/engine';
import type { Routes } from '../../app.ts';
import type { Database } from '../../database/connect.ts';
import { callerOf } from '../../http/access.ts';
import { readAgreement } from '../agreement.ts';
import type { Drift } from '../drift.ts';
import type { Shadow } from '../shadow.ts';

const tags = ['administration'];

export interface ReportContext {
  readonly db: Database;
  readonly engine: Pick<Engine, 'card'>;
  readonly shadow: Pick<Shadow, 'notCompared'>;
  readonly drift: Pick<Drift, 'report' | 'flush'>;
}

export function modelReportRoutes({ db, engine, shadow, drift }: ReportContext): Routes {
  return (app) => {
    app.route({
      method: 'GET',
      url: '/v1/admin/models/agreement',
      config: { access: 'admin' },
      schema: {
        tags,
        operationId: 'readAgreement',
        summary: 'How far the candidate finds what the current model finds',
        description:
          'Over the newest 5000 comparisons with the model that answered last. Recordings are named by their ids only: they stay their owners’.',
        querystring: AgreementQuery,
        response: { 200: ShadowAgreement },
      },
      handler: async (request) => ({
        ...(await readAgreement(db, request.query, callerOf(request).userId)),
        notCompared: shadow.notCompared(),
      }),
    });

    app.route({
      method: 'GET',
      url: '/v1/admin/drift',
      config: { access: 'admin' },
      schema: {
        tags,
        operationId: 'readDrift',
        summary: 'How far what is analysed has moved from what the model was trained on',
        querystring: DriftQuery,
        response: { 200: DriftReport },
      },
      async handler({ query }) {
        await drift.flush();
        return drift.report(engine.card, query.days);
      },
    });
  };
}

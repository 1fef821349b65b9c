import { ReferenceBeats } from '@sinode/contracts';
import { z } from 'zod';
import { unchecked } from '../../analyses/send-beats.ts';
import type { Routes } from '../../app.ts';
import type { Database } from '../../database/connect.ts';
import { callerOf } from '../../http/access.ts';
import { type ReferenceContext, referenceBeats } from '../annotations/reference-beats.ts';
import { findRecording } from '../find-recording.ts';
import { RecordingParams } from './records.ts';

const LONGEST_NAME = 255;

const DESCRIPTION = `Of WFDB records from the annotation files beside their header, by ending; of recordings in the layout of the
CPSC 2019 challenge from its references, as the annotator \`ref\`. Without \`annotator\` it is \`atr\` where that is there,
else \`ref\`, else the one that goes by the name of the lead, else the first. Beats only: rhythms and notes are left out.`;

/** What people marked, for a viewer. */
export function referenceBeatsRoutes({ db, ...context }: ReferenceContext & { db: Database }): Routes {
  return (app) => {
    app.route({
      method: 'GET',
      url: '/v1/recordings/:id/reference',
      config: { access: 'read' },
      schema: {
        tags: ['recordings'],
        operationId: 'getReferenceBeats',
        summary: 'Read the reference beats of a recording, as people marked them',
        description: DESCRIPTION,
        params: RecordingParams,
        querystring: z.object({
          annotator: z.string().max(LONGEST_NAME).optional().describe('One of the `annotators`'),
          lead: z.string().max(LONGEST_NAME).optional().describe('The lead to lay the beats over'),
        }),
        response: { 200: ReferenceBeats },
      },
      async handler(request, reply) {
        const row = await findRecording(db, callerOf(request).userId, request.params.id);
        const beats = await referenceBeats(context, row, request.query);
        unchecked(reply);
        return beats;
      },
    });
  };
}

/** Analyses of recordings: asked for, followed, read and given out; with the corrections of their beats. */
import { AnalysisItem, AnalysisReport, AnalysisRequest, StoredAnalysis } from '@sinode/contracts';
import type { ModelCard } from '@sinode/core';
import { z } from 'zod';
import type { App, Routes } from '../app.ts';
import { callerOf } from '../http/access.ts';
import { CONTENT_DISPOSITION, LOCATION, refusal } from '../http/documentation.ts';
import { PageQuery, pageOf } from '../http/page.ts';
import { Problem } from '../http/problem.ts';
import { eventResponses, followJobs } from '../jobs/events.ts';
import { isFinished } from '../jobs/jobs.ts';
import type { JobHandler } from '../jobs/worker.ts';
import { isSame, shippedCards } from '../models/registry.ts';
import { findRecording } from '../recordings/find-recording.ts';
import { correctionRoutes } from './correction-routes.ts';
import { analysisOf, findAnalysis, listAnalyses, reportOf, statusOf } from './find-analysis.ts';
import { leadOf } from './lead-of.ts';
import {
  type AnalysisContext,
  createAnalysisJob,
  createAnalysisMaker,
  forgetAnalysis,
  SHORT_SECONDS,
} from './make-analysis.ts';
import { modelRoutes, requireLoaded } from './models.ts';
import { BeatsQuery, beatsResponses, sendBeats, unchecked } from './send-beats.ts';

const tags = ['analyses'];
const RecordingParams = z.object({ id: z.uuid().describe('Of the recording') });
const AnalysisParams = z.object({ id: z.uuid().describe('Of the analysis') });

export interface Analyses {
  readonly routes: Routes;
  /** For jobs of the kind `analysis`. */
  readonly handler: JobHandler;
}

export function createAnalyses(context: AnalysisContext): Analyses {
  const addModels = modelRoutes(context.engine, () => cardsOf(context));
  const addCorrections = correctionRoutes(context);
  return {
    handler: createAnalysisJob(context),
    async routes(app) {
      addAsk(app, context);
      addRead(app, context);
      addDelete(app, context);
      await addCorrections(app);
      await addModels(app);
    },
  };
}

/** Of the models that can answer, or could if they were promoted. */
async function cardsOf({ engine, models }: AnalysisContext): Promise<readonly ModelCard[]> {
  if (models !== undefined) return models.cards();
  const shipped = await shippedCards();
  return shipped.some((card) => isSame(card, engine.card)) ? shipped : [engine.card, ...shipped];
}

function addAsk(app: App, context: AnalysisContext): void {
  const make = createAnalysisMaker(context);
  app.route({
    method: 'POST',
    url: '/v1/recordings/:id/analyses',
    config: { access: 'write', headers: { 200: LOCATION, 201: LOCATION, 202: LOCATION } },
    schema: {
      tags,
      operationId: 'analyzeRecording',
      summary: 'Find the beats of a recording',
      description: `Up to ${SHORT_SECONDS} s of ECG are analysed at once; more becomes a job, to be followed at \`/v1/analyses/{id}/events\`. The same question is never computed twice; one that failed may be asked again.`,
      params: RecordingParams,
      body: AnalysisRequest.nullish(),
      response: {
        200: StoredAnalysis.describe('It was there already'),
        201: StoredAnalysis.describe('It was made now'),
        202: StoredAnalysis.describe('It is waiting or under way'),
      },
    },
    async handler(request, reply) {
      const { lead, model } = request.body ?? {};
      const recording = await findRecording(context.db, callerOf(request).userId, request.params.id);
      await requireLoaded(context.engine.card, () => cardsOf(context), model);
      const askedLead = lead === undefined ? '' : leadOf(recording, lead);
      const { found, isNew } = await make(recording, askedLead);
      const analysis = analysisOf(found);
      const status = analysis.report === null ? 202 : isNew ? 201 : 200;
      unchecked(reply);
      return reply.code(status).header('location', `/v1/analyses/${analysis.id}`).send(analysis);
    },
  });
}

function addRead(app: App, { db }: AnalysisContext): void {
  const streamJob = followJobs(app, db);

  app.route({
    method: 'GET',
    url: '/v1/recordings/:id/analyses',
    config: { access: 'read' },
    schema: {
      tags,
      operationId: 'listAnalyses',
      summary: 'List the analyses of a recording, newest first',
      params: RecordingParams,
      querystring: PageQuery,
      response: { 200: pageOf(AnalysisItem) },
    },
    async handler(request) {
      const recording = await findRecording(db, callerOf(request).userId, request.params.id);
      return listAnalyses(db, recording, request.query);
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/analyses/:id',
    config: { access: 'read' },
    schema: {
      tags,
      operationId: 'getAnalysis',
      summary: 'Read an analysis: how far it is, and its report once it is done',
      params: AnalysisParams,
      response: { 200: StoredAnalysis },
    },
    async handler(request, reply) {
      const analysis = analysisOf(await findAnalysis(db, callerOf(request).userId, request.params.id));
      unchecked(reply);
      return analysis;
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/analyses/:id/events',
    config: { access: 'read' },
    schema: {
      tags,
      operationId: 'followAnalysis',
      summary: 'Follow an analysis',
      params: AnalysisParams,
      response: eventResponses,
    },
    async handler(request, reply) {
      const found = await findAnalysis(db, callerOf(request).userId, request.params.id);
      const { state } = statusOf(found);
      // One that was answered at once has no job; its end is all there is to tell.
      const job = found.job?.id ?? (isFinished(state) ? state : 'cancelled');
      return streamJob(request, reply, job);
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/analyses/:id/beats',
    config: { access: 'read', headers: { 200: CONTENT_DISPOSITION } },
    schema: {
      tags,
      operationId: 'downloadBeats',
      summary: 'Download the beats of an analysis as JSON, CSV or WFDB annotations',
      params: AnalysisParams,
      querystring: BeatsQuery,
      response: {
        ...beatsResponses(AnalysisReport),
        ...refusal(409, 'The analysis is not done'),
      },
    },
    async handler(request, reply) {
      const found = await findAnalysis(db, callerOf(request).userId, request.params.id);
      const report = reportOf(found);
      if (report === null) {
        throw new Problem(409, 'CONFLICT', `The analysis is ${statusOf(found).state}: it has no beats yet.`);
      }
      return sendBeats(request, reply, request.query.format, report, report);
    },
  });
}

function addDelete(app: App, { db }: AnalysisContext): void {
  app.route({
    method: 'DELETE',
    url: '/v1/analyses/:id',
    config: { access: 'write' },
    schema: {
      tags,
      operationId: 'deleteAnalysis',
      summary: 'Forget an analysis, or stop one that is under way',
      description: 'Analyses of library recordings are everybody’s: only an administrator deletes them.',
      params: AnalysisParams,
      response: { 204: z.undefined().describe('It is gone') },
    },
    async handler(request, reply) {
      const { userId, role } = callerOf(request);
      const { row, recording } = await findAnalysis(db, userId, request.params.id);
      if (recording.ownerId === null && role !== 'admin') {
        const detail = 'Analyses of the library are everybody’s; only an administrator can delete one.';
        throw new Problem(403, 'FORBIDDEN', detail);
      }
      await forgetAnalysis(db, row);
      return reply.code(204).send();
    },
  });
}

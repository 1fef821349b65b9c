/** Corrections of beats: new versions, reading them, and giving them out. */
import { Correction, CorrectionItem, CorrectionRequest } from '@sinode/contracts';
import { z } from 'zod';
import type { App, Routes } from '../app.ts';
import type { Database } from '../database/connect.ts';
import { callerOf } from '../http/access.ts';
import { CONTENT_DISPOSITION, LOCATION, refusal } from '../http/documentation.ts';
import { PageQuery, pageOf } from '../http/page.ts';
import { findRecording } from '../recordings/find-recording.ts';
import {
  correctionOf,
  findCorrection,
  itemOf,
  listCorrections,
  saveCorrection,
  withCount,
} from './corrections.ts';
import { leadOf } from './lead-of.ts';
import { BeatsQuery, beatsResponses, sendBeats, unchecked } from './send-beats.ts';

/** 100,000 changes, written with room. */
const BODY_LIMIT_BYTES = 8 * 1024 * 1024;

const tags = ['analyses'];
const RecordingParams = z.object({ id: z.uuid().describe('Of the recording') });
const CorrectionParams = z.object({ id: z.uuid().describe('Of the correction') });

export function correctionRoutes({ db }: { db: Database }): Routes {
  return (app) => {
    addSave(app, db);
    addRead(app, db);
  };
}

function addSave(app: App, db: Database): void {
  app.route({
    method: 'POST',
    url: '/v1/recordings/:id/corrections',
    config: { access: 'write', headers: { 201: LOCATION } },
    bodyLimit: BODY_LIMIT_BYTES,
    schema: {
      tags,
      operationId: 'correctBeats',
      summary: 'Correct the beats of a lead: a new version, with you as its author',
      description:
        'Add, move and delete beats of an analysis, or of your latest version. Every version is kept, and only you see yours.',
      params: RecordingParams,
      body: CorrectionRequest,
      response: {
        201: CorrectionItem,
        ...refusal(409, 'There is a newer version than the one that the changes begin with'),
      },
    },
    async handler(request, reply) {
      const { userId, name } = callerOf(request);
      const recording = await findRecording(db, userId, request.params.id);
      const lead = leadOf(recording, request.body.lead);
      const row = await saveCorrection(db, userId, recording, lead, request.body);
      return reply
        .code(201)
        .header('location', `/v1/corrections/${row.id}`)
        .send(itemOf(withCount(row), name));
    },
  });
}

function addRead(app: App, db: Database): void {
  app.route({
    method: 'GET',
    url: '/v1/recordings/:id/corrections',
    config: { access: 'read' },
    schema: {
      tags,
      operationId: 'listCorrections',
      summary: 'List your versions of the beats of a recording, newest first',
      params: RecordingParams,
      querystring: PageQuery,
      response: { 200: pageOf(CorrectionItem) },
    },
    async handler(request) {
      const { userId } = callerOf(request);
      const { id } = await findRecording(db, userId, request.params.id);
      return listCorrections(db, userId, id, request.query);
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/corrections/:id',
    config: { access: 'read' },
    schema: {
      tags,
      operationId: 'getCorrection',
      summary: 'Read a version of the beats of a lead',
      params: CorrectionParams,
      response: { 200: Correction },
    },
    async handler(request, reply) {
      const { userId, name } = callerOf(request);
      const correction = correctionOf(await findCorrection(db, userId, request.params.id), name);
      unchecked(reply);
      return correction;
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/corrections/:id/beats',
    config: { access: 'read', headers: { 200: CONTENT_DISPOSITION } },
    schema: {
      tags,
      operationId: 'downloadCorrectedBeats',
      summary: 'Download a version of the beats as JSON, CSV or WFDB annotations',
      params: CorrectionParams,
      querystring: BeatsQuery,
      response: beatsResponses(Correction),
    },
    async handler(request, reply) {
      const { userId, name } = callerOf(request);
      const found = await findCorrection(db, userId, request.params.id);
      const correction = correctionOf(found, name);
      const table = { ...correction, file: found.recording.name, confidence: [] };
      return sendBeats(request, reply, request.query.format, table, correction);
    },
  });
}

/** Evaluations: how good a model is on annotated recordings of the library, or on beats that the user corrected. */
import { EvaluationComparison, EvaluationDetail, EvaluationItem, EvaluationRequest } from '@sinode/contracts';
import type { Engine } from '@sinode/engine';
import { and, count, desc, eq, getTableColumns, inArray, sql } from 'drizzle-orm';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { App, Routes } from '../app.ts';
import type { Database } from '../database/connect.ts';
import { evaluations, jobs } from '../database/schema.ts';
import { callerOf } from '../http/access.ts';
import { asAttachment } from '../http/attachment.ts';
import { CONTENT_DISPOSITION, LOCATION, refusal } from '../http/documentation.ts';
import { decodeCursor, encodeCursor, PageQuery, pageOf } from '../http/page.ts';
import { Problem } from '../http/problem.ts';
import { eventResponses, followJobs } from '../jobs/events.ts';
import { cancelJob, enqueue, isFinished } from '../jobs/jobs.ts';
import type { JobHandler } from '../jobs/worker.ts';
import { type ComparedSide, compareEvaluations } from './compare.ts';
import { createEvaluationJob, type EvaluationJobOptions } from './evaluation-job.ts';
import { allRecords, findEvaluation, seenInTraining } from './find-evaluation.ts';
import { listRecords } from './list-records.ts';
import { recordsCsv } from './records-csv.ts';
import { detailOf, itemOf, recordOf } from './report.ts';
import { type EvaluationRow, isScored, type StoredRequest } from './stored.ts';

/** Of one user; more than anybody waits for. */
const MOST_UNFINISHED = 20;

const EvaluationParams = z.object({ id: z.uuid().describe('Of the evaluation') });

/** `created_at` as a cursor holds it: with microseconds, which a `Date` does not have. */
const createdAt = sql<string>`to_char(${evaluations.createdAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
const Place = z.tuple([z.iso.datetime({ precision: 6 }).regex(/^[1-9]/), z.uuid()]);

export interface Evaluations {
  readonly routes: Routes;
  /** Of jobs of the kind `evaluation`. */
  readonly handler: JobHandler;
}

export function createEvaluations(options: EvaluationJobOptions): Evaluations {
  return {
    handler: createEvaluationJob(options),
    routes(app) {
      addCreate(app, options);
      addList(app, options.db);
      addCompare(app, options.db);
      addRead(app, options.db);
    },
  };
}

function addCreate(app: App, { db, engine, places }: EvaluationJobOptions): void {
  app.route({
    method: 'POST',
    url: '/v1/evaluations',
    config: { access: 'write', headers: { 202: LOCATION } },
    schema: {
      tags: ['evaluations'],
      operationId: 'createEvaluation',
      summary: 'Score a model on annotated recordings',
      description:
        'Begins a job. Follow it with `GET /v1/evaluations/{id}/events`; its scores are stored as they come. What is scored is fixed now: recordings that are added to the library later are not part of it.',
      body: EvaluationRequest,
      response: {
        202: EvaluationItem,
        ...refusal(404, 'The library has no such folder'),
        ...refusal(429, 'Too many of your evaluations are not finished yet'),
      },
    },
    async handler(request, reply) {
      const { userId } = callerOf(request);
      const { name, model, ...asked } = request.body;
      const { card } = requireModel(engine, model);
      const { source, keys } = await listRecords({ db, libraryDir: places.libraryDir }, userId, request.body);
      const stored: StoredRequest = { asked: { ...asked, source }, listed: keys.length, keys };
      const created = await db.transaction(async (tx) => {
        const [waiting] = await tx
          .select({ count: count() })
          .from(evaluations)
          .innerJoin(jobs, eq(jobs.id, evaluations.jobId))
          .where(and(eq(evaluations.ownerId, userId), inArray(jobs.state, ['queued', 'running'])));
        if ((waiting?.count ?? 0) >= MOST_UNFINISHED) throw tooMany();
        const [row] = await tx
          .insert(evaluations)
          .values({
            ownerId: userId,
            name: name ?? nameFor(stored),
            request: stored,
            modelName: card.name,
            modelVersion: card.version,
          })
          .returning();
        if (row === undefined) throw new Error('an evaluation was not inserted');
        const job = await enqueue(tx, { kind: 'evaluation', subject: row.id, ownerId: userId });
        await tx.update(evaluations).set({ jobId: job.id }).where(eq(evaluations.id, row.id));
        return { evaluation: { ...row, jobId: job.id } as EvaluationRow, job };
      });
      return reply
        .code(202)
        .header('location', `/v1/evaluations/${created.evaluation.id}`)
        .send(itemOf(created, 0));
    },
  });
}

function addList(app: App, db: Database): void {
  app.route({
    method: 'GET',
    url: '/v1/evaluations',
    config: { access: 'read' },
    schema: {
      tags: ['evaluations'],
      operationId: 'listEvaluations',
      summary: 'Your evaluations, the newest first',
      querystring: PageQuery,
      response: { 200: pageOf(EvaluationItem) },
    },
    async handler(request) {
      const { limit, cursor } = request.query;
      const place = cursor === undefined ? null : decodeCursor(cursor, Place);
      const found = await db
        .select({
          // The list of what is scored stays where it is: it can be long.
          evaluation: { ...getTableColumns(evaluations), request: sql`${evaluations.request} - 'keys'` },
          job: jobs,
          seen: seenInTraining,
          place: createdAt,
        })
        .from(evaluations)
        .leftJoin(jobs, eq(jobs.id, evaluations.jobId))
        .where(
          and(
            eq(evaluations.ownerId, callerOf(request).userId),
            place === null
              ? undefined
              : sql`(${evaluations.createdAt}, ${evaluations.id}) < (${place[0]}::timestamptz, ${place[1]}::uuid)`,
          ),
        )
        .orderBy(desc(evaluations.createdAt), desc(evaluations.id))
        // One more tells whether there is a next page.
        .limit(limit + 1);
      const page = found.slice(0, limit);
      const last = page.at(-1);
      return {
        items: page.map(({ evaluation, job, seen }) =>
          itemOf({ evaluation: evaluation as EvaluationRow, job }, seen),
        ),
        nextCursor:
          found.length > limit && last !== undefined ? encodeCursor([last.place, last.evaluation.id]) : null,
      };
    },
  });
}

function addCompare(app: App, db: Database): void {
  app.route({
    method: 'GET',
    url: '/v1/evaluations/compare',
    config: { access: 'read' },
    schema: {
      tags: ['evaluations'],
      operationId: 'compareEvaluations',
      summary: 'Two of your evaluations side by side',
      querystring: z.object({
        a: z.uuid().describe('The evaluation to start from'),
        b: z.uuid().describe('The one that is better or worse'),
      }),
      response: {
        200: EvaluationComparison,
        ...refusal(404, 'One of them is not there, or not yours'),
        ...refusal(409, 'One of them is not done, or they have different protocols'),
      },
    },
    async handler(request) {
      const { userId } = callerOf(request);
      const [a, b] = await Promise.all([
        sideOf(db, userId, request.query.a),
        sideOf(db, userId, request.query.b),
      ]);
      const protocols = [a, b].map(({ item }) => item.asked.protocol);
      if (protocols[0] !== protocols[1]) {
        const detail = `One was scored with ${protocols[0]}, the other with ${protocols[1]}: their scores do not compare.`;
        throw new Problem(409, 'CONFLICT', detail);
      }
      return compareEvaluations(a, b);
    },
  });
}

/** @throws Problem 404, or 409 when it is not done */
async function sideOf(db: Database, userId: string, id: string): Promise<ComparedSide> {
  const found = await findEvaluation(db, userId, id);
  const item = itemOf(found, 0);
  const { totals } = item;
  if (totals === null) {
    throw new Problem(
      409,
      'CONFLICT',
      `The evaluation ${id} is ${item.state}; only what is done can be compared.`,
    );
  }
  const rows = await allRecords(db, id);
  return { item: { ...item, totals }, records: rows.filter(isScored).map(recordOf) };
}

function addRead(app: App, db: Database): void {
  const streamJob = followJobs(app, db);
  const own = (request: FastifyRequest<{ Params: { id: string } }>) =>
    findEvaluation(db, callerOf(request).userId, request.params.id);

  app.route({
    method: 'GET',
    url: '/v1/evaluations/:id',
    config: { access: 'read' },
    schema: {
      tags: ['evaluations'],
      operationId: 'readEvaluation',
      summary: 'An evaluation with the score of each record',
      params: EvaluationParams,
      response: { 200: EvaluationDetail },
    },
    async handler(request) {
      const found = await own(request);
      return detailOf(found, await allRecords(db, found.evaluation.id));
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/evaluations/:id/events',
    config: { access: 'read' },
    schema: {
      tags: ['evaluations'],
      operationId: 'followEvaluation',
      summary: 'Follow an evaluation',
      params: EvaluationParams,
      response: eventResponses,
    },
    async handler(request, reply) {
      const { evaluation, job } = await own(request);
      return streamJob(request, reply, job?.id ?? (evaluation.summary === null ? 'failed' : 'done'));
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/evaluations/:id/records',
    config: { access: 'read', headers: { 200: CONTENT_DISPOSITION } },
    schema: {
      tags: ['evaluations'],
      operationId: 'downloadEvaluationRecords',
      summary: 'Download the scores of the records',
      params: EvaluationParams,
      querystring: z.object({ format: z.enum(['csv', 'json']).default('csv') }),
      response: {
        200: {
          description: 'One line or one object per record, in the order of the list',
          content: {
            'text/csv': { schema: z.string() },
            'application/json': { schema: EvaluationDetail.shape.records },
          },
        },
      },
    },
    async handler(request, reply) {
      const { evaluation } = await own(request);
      const records = (await allRecords(db, evaluation.id)).filter(isScored).map(recordOf);
      const { format } = request.query;
      asAttachment(reply, `evaluation-${evaluation.id}.${format}`);
      return format === 'csv'
        ? reply.type('text/csv; charset=utf-8').send(recordsCsv(records))
        : reply.type('application/json').send(records);
    },
  });

  app.route({
    method: 'DELETE',
    url: '/v1/evaluations/:id',
    config: { access: 'write' },
    schema: {
      tags: ['evaluations'],
      operationId: 'deleteEvaluation',
      summary: 'Forget an evaluation, and stop it if it is not done',
      params: EvaluationParams,
      response: { 204: z.undefined().describe('Forgotten') },
    },
    async handler(request, reply) {
      const { evaluation, job } = await own(request);
      if (job !== null && !isFinished(job.state)) await cancelJob(db, job.id);
      await db.delete(evaluations).where(eq(evaluations.id, evaluation.id));
      return reply.code(204).send();
    },
  });
}

/** @throws Problem 422 for any other than the model that is served; a name is never a path here */
function requireModel(engine: Engine, model: string | undefined): Engine {
  if (model === undefined || model === engine.card.name) return engine;
  const message = `there is no such model; this server has ${engine.card.name}`;
  throw new Problem(422, 'VALIDATION_FAILED', `body.model: ${message}.`, {
    fields: [{ field: 'body.model', message }],
  });
}

function nameFor({ asked: { source, protocol } }: StoredRequest): string {
  if (source.kind === 'corrections') return `Corrections, ${protocol}`;
  return `${source.dataSet === '.' ? 'Library' : source.dataSet}, ${protocol}`;
}

function tooMany(): Problem {
  const detail = `${MOST_UNFINISHED} of your evaluations are not finished yet. Wait for one, or delete one.`;
  return new Problem(429, 'TOO_MANY_REQUESTS', detail, { retryAfterSeconds: 10 });
}

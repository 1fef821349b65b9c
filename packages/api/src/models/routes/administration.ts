/** What administrators do with models: add, try beside the current one, promote, take back, remove. */
import multipart from '@fastify/multipart';
import {
  AdministeredModel,
  ModelAdministration,
  ModelEvent,
  ModelPromotion,
  ModelRollback,
  ModelVersion,
  ModelWord,
  ShadowStart,
} from '@sinode/contracts';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Actor } from '../../accounts/users.ts';
import type { App, Routes } from '../../app.ts';
import type { Database } from '../../database/connect.ts';
import { callerOf } from '../../http/access.ts';
import { LOCATION, refusal } from '../../http/documentation.ts';
import { PageQuery, pageOf } from '../../http/page.ts';
import { describeModels } from '../describe-models.ts';
import { listModelEvents } from '../model-events.ts';
import type { ModelHost } from '../model-host.ts';
import { receiveModel } from '../receive-model.ts';
import { LARGEST_MODEL_MB, type Registry } from '../registry.ts';

const tags = ['administration'];

export interface ModelRoutesContext {
  readonly db: Database;
  readonly registry: Registry;
  readonly host: Pick<ModelHost, 'engine' | 'follow'>;
  /** Of the model of SINODE_MODEL. */
  readonly builtIn: { readonly name: string; readonly version: string };
}

/** For the documentation only: the body is read by `receiveModel`. */
const ModelForm = z
  .object({
    file: z
      .array(z.string().meta({ format: 'binary' }))
      .length(3)
      .describe('model.json, model.onnx and parity.json, under these names'),
  })
  .meta({ id: 'ModelForm' });

const ModelParams = z.object({ name: ModelWord, version: ModelVersion });

export function modelAdministrationRoutes(context: ModelRoutesContext): Routes {
  return async (app) => {
    await app.register(multipart);
    addList(app, context);
    addAdd(app, context);
    addChanges(app, context);
  };
}

function addList(app: App, context: ModelRoutesContext): void {
  app.route({
    method: 'GET',
    url: '/v1/admin/models',
    config: { access: 'admin' },
    schema: {
      tags,
      operationId: 'administerModels',
      summary: 'Which models are here, which one answers, and in which process',
      response: { 200: ModelAdministration },
    },
    handler: () => describeModels(context),
  });

  app.route({
    method: 'GET',
    url: '/v1/admin/models/history',
    config: { access: 'admin' },
    schema: {
      tags,
      operationId: 'listModelEvents',
      summary: 'What became the current model or the candidate, the newest first',
      querystring: PageQuery,
      response: { 200: pageOf(ModelEvent) },
    },
    handler: ({ query }) => listModelEvents(context.db, query),
  });
}

function addAdd(app: App, context: ModelRoutesContext): void {
  app.route({
    method: 'POST',
    url: '/v1/admin/models',
    config: { access: 'admin', headers: { 201: LOCATION } },
    schema: {
      tags,
      operationId: 'addModel',
      summary: 'Add a model',
      description: `The three files of its folder, each in a field named \`file\`, up to ${LARGEST_MODEL_MB} MB together. It is tried in a process of its own before it is stored: the hash on its card, the names and shapes of input and output, and the probabilities of \`parity.json\`. It answers nothing until it is promoted.`,
      consumes: ['multipart/form-data'],
      body: ModelForm,
      response: {
        201: AdministeredModel,
        ...refusal(409, 'This version is there already, or was with other files'),
      },
    },
    validatorCompiler: () => (value) => ({ value }),
    async handler(request, reply) {
      const listed = await context.registry.add(await receiveModel(request), actorOf(request));
      const { name, version } = listed.card;
      const { models } = await describeModels(context);
      const model = models.find((each) => each.name === name && each.version === version);
      if (model === undefined) throw new Error('a model was added and is not listed');
      return reply.code(201).header('location', `/v1/models/${name}`).send(model);
    },
  });
}

function addChanges(app: App, context: ModelRoutesContext): void {
  const { registry, host } = context;
  /** This process changes at once, the others within seconds. */
  const described = async () => {
    await host.follow();
    return describeModels(context);
  };

  app.route({
    method: 'PUT',
    url: '/v1/admin/models/current',
    config: { access: 'admin' },
    schema: {
      tags,
      operationId: 'promoteModel',
      summary: 'Let a model answer from now on',
      description:
        'Every process loads it and then changes to it, without a restart, within seconds; `processes` says which have. Requests under way are answered by the model that they began with.',
      body: ModelPromotion,
      response: {
        200: ModelAdministration,
        ...refusal(404, 'There is no such version'),
        ...refusal(409, 'It is the current one already'),
      },
    },
    async handler(request) {
      const { reason = '', ...identity } = request.body;
      await registry.promote(identity, reason, actorOf(request));
      return described();
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/admin/models/rollback',
    config: { access: 'admin' },
    schema: {
      tags,
      operationId: 'rollBackModel',
      summary: 'Let the model answer again that did before the last promotion',
      body: ModelRollback.nullish(),
      response: { 200: ModelAdministration, ...refusal(409, 'There is nothing to go back to') },
    },
    async handler(request) {
      await registry.rollback(request.body?.reason ?? '', actorOf(request));
      return described();
    },
  });

  app.route({
    method: 'PUT',
    url: '/v1/admin/models/candidate',
    config: { access: 'admin' },
    schema: {
      tags,
      operationId: 'startShadow',
      summary: 'Let a model run beside the current one, on a share of the analyses',
      description:
        'What it finds is compared with what the current model found and shown to nobody else. It takes the place of a candidate that runs already.',
      body: ShadowStart,
      response: {
        200: ModelAdministration,
        ...refusal(404, 'There is no such version'),
        ...refusal(409, 'It is the current model'),
      },
    },
    async handler(request) {
      const { share, reason = '', ...identity } = request.body;
      await registry.startShadow(identity, share, reason, actorOf(request));
      return described();
    },
  });

  app.route({
    method: 'DELETE',
    url: '/v1/admin/models/candidate',
    config: { access: 'admin' },
    schema: {
      tags,
      operationId: 'stopShadow',
      summary: 'End the shadow; what was compared stays',
      response: { 200: ModelAdministration, ...refusal(409, 'No shadow runs') },
    },
    async handler(request) {
      await registry.stopShadow('', actorOf(request));
      return described();
    },
  });

  app.route({
    method: 'DELETE',
    url: '/v1/admin/models/:name/:version',
    config: { access: 'admin' },
    schema: {
      tags,
      operationId: 'removeModel',
      summary: 'Remove a model that was added and is not in use',
      description:
        'Analyses that it made stay. Its version can come back as what it was, and as nothing else.',
      params: ModelParams,
      response: {
        204: z.undefined().describe('It is gone'),
        ...refusal(409, 'It is in use, or comes with Sinode'),
      },
    },
    async handler(request, reply) {
      await registry.remove(request.params, actorOf(request));
      return reply.code(204).send();
    },
  });
}

function actorOf(request: FastifyRequest): Actor {
  return { userId: callerOf(request).userId, address: request.ip };
}

/** The Open Inference Protocol, version 2: for those who ask models of many kinds in one way. */
import type { Analysis, ModelCard } from '@sinode/core';
import type { Engine } from '@sinode/engine';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { App, Routes } from '../app.ts';
import type { Database } from '../database/connect.ts';
import { invalidField, Problem } from '../http/problem.ts';
import { within } from '../operations/within.ts';
import {
  type InferenceAnswer,
  InferenceAnswer as InferenceAnswerSchema,
  InferenceError,
  InferenceRequest,
  ModelMetadata,
  ServerMetadata,
} from './protocol.ts';
import { INPUT, signalOf } from './signal-of.ts';

export interface InferenceContext {
  readonly engine: Engine;
  readonly db: Database;
  /** Of Sinode. */
  readonly version: string;
}

const tags = ['inference'];
/** As JSON a sample takes 8 bytes or so: two hours at 500 Hz. Longer signals are uploaded as recordings. */
const LARGEST_BODY_BYTES = 32 * 1024 * 1024;
const READY_WITHIN_MS = 2_000;
const OUTPUTS = ['beats', 'confidence', 'heart_rate'] as const;

const NameParams = z.object({ name: z.string().max(100) });
const VersionParams = NameParams.extend({ version: z.string().max(100) });

export function inferenceRoutes(context: InferenceContext): Routes {
  return (app) => {
    addServer(app, context);
    addModel(app, context);
    addInfer(app, context);
  };
}

function addServer(app: App, { db, version }: InferenceContext): void {
  app.route({
    method: 'GET',
    url: '/v2',
    config: { access: 'public', isInference: true },
    schema: {
      tags,
      operationId: 'inferenceServer',
      summary: 'What is this server?',
      response: { 200: ServerMetadata },
    },
    handler: async () => ({ name: 'sinode', version, extensions: [] }),
  });
  app.route({
    method: 'GET',
    url: '/v2/health/live',
    config: { access: 'public', isInference: true, isUnlimited: true },
    schema: {
      tags,
      operationId: 'inferenceLive',
      summary: 'Does the process answer?',
      response: { 200: z.object({ live: z.boolean() }) },
    },
    handler: async () => ({ live: true }),
  });
  app.route({
    method: 'GET',
    url: '/v2/health/ready',
    config: { access: 'public', isInference: true, isUnlimited: true },
    schema: {
      tags,
      operationId: 'inferenceReady',
      summary: 'Can it answer for its models?',
      response: { 200: z.object({ ready: z.boolean() }) },
    },
    async handler() {
      await within(READY_WITHIN_MS, db.execute(sql`select 1`));
      return { ready: true };
    },
  });
}

function addModel(app: App, { engine }: InferenceContext): void {
  for (const { path, params, suffix } of places()) {
    app.route({
      method: 'GET',
      url: path,
      config: { access: 'read', isInference: true },
      schema: {
        tags,
        operationId: `inferenceModel${suffix}`,
        summary: 'What does the model take and give?',
        params,
        response: { 200: ModelMetadata, ...refusal(404, 'Another model answers') },
      },
      handler: async (request) => metadataOf(requireModel(engine, request.params)),
    });
    app.route({
      method: 'GET',
      url: `${path}/ready`,
      config: { access: 'read', isInference: true },
      schema: {
        tags,
        operationId: `inferenceModelReady${suffix}`,
        summary: 'Can the model be asked?',
        params,
        response: { 200: z.object({ ready: z.boolean() }), ...refusal(404, 'Another model answers') },
      },
      async handler(request) {
        requireModel(engine, request.params);
        return { ready: true };
      },
    });
  }
}

function addInfer(app: App, { engine }: InferenceContext): void {
  for (const { path, params, suffix } of places()) {
    app.route({
      method: 'POST',
      url: `${path}/infer`,
      bodyLimit: LARGEST_BODY_BYTES,
      config: { access: 'read', isInference: true },
      schema: {
        tags,
        operationId: `infer${suffix}`,
        summary: 'Find the beats in the samples of one lead',
        description:
          'Nothing of it is stored. `beats` are sample indices of the input, `confidence` is one for each beat; `heart_rate` in bpm has no element where it cannot be computed.',
        params,
        body: InferenceRequest,
        response: { 200: InferenceAnswerSchema, ...refusal(404, 'Another model answers') },
      },
      async handler(request) {
        const card = requireModel(engine, request.params);
        const wanted = outputsOf(request.body);
        const analysis = await engine.analyze(signalOf(request.body));
        // Another model may have become the current one since; its answer is not what was asked for.
        requireModel({ card: { ...card, ...analysis.model } }, request.params);
        return answerOf(analysis, request.body.id, wanted);
      },
    });
  }
}

/** Each address with and without a version. */
function places() {
  return [
    { path: '/v2/models/:name', params: NameParams, suffix: '' },
    { path: '/v2/models/:name/versions/:version', params: VersionParams, suffix: 'Version' },
  ] as const;
}

function requireModel(
  { card }: Pick<Engine, 'card'>,
  { name, version }: { name: string; version?: string },
): ModelCard {
  if (name === card.name && (version === undefined || version === card.version)) return card;
  const asked = version === undefined ? name : `${name}, version ${version}`;
  const detail = `There is no model ${asked} here; ${card.name}, version ${card.version}, answers.`;
  throw new Problem(404, 'NOT_FOUND', detail);
}

function outputsOf({ outputs }: InferenceRequest): readonly string[] {
  if (outputs === undefined) return OUTPUTS;
  for (const { name } of outputs) {
    if (!OUTPUTS.some((known) => known === name)) {
      throw invalidField('outputs', `there is no output "${name}"; there are ${OUTPUTS.join(', ')}`);
    }
  }
  return outputs.map(({ name }) => name);
}

function metadataOf({ name, version }: ModelCard): ModelMetadata {
  return {
    name,
    versions: [version],
    platform: 'onnx_onnxv1',
    inputs: [{ name: INPUT, datatype: 'FP32', shape: [-1] }],
    outputs: [
      { name: 'beats', datatype: 'INT32', shape: [-1] },
      { name: 'confidence', datatype: 'FP32', shape: [-1] },
      { name: 'heart_rate', datatype: 'FP32', shape: [-1] },
    ],
  };
}

function answerOf(analysis: Analysis, id: string | undefined, wanted: readonly string[]): InferenceAnswer {
  const { model, beats, confidence, heartRate, quality, samplingRate } = analysis;
  const shaped = <D extends 'INT32' | 'FP32'>(
    name: (typeof OUTPUTS)[number],
    datatype: D,
    data: readonly number[],
  ) => ({ name, shape: [data.length], datatype, data: [...data] });
  const all = [
    shaped('beats', 'INT32', [...beats]),
    shaped(
      'confidence',
      'FP32',
      Array.from(confidence, (each) => Number(each.toFixed(4))),
    ),
    shaped('heart_rate', 'FP32', heartRate === null ? [] : [heartRate]),
  ];
  return {
    model_name: model.name,
    model_version: model.version,
    ...(id === undefined ? {} : { id }),
    parameters: { quality: quality.verdict, sampling_rate: samplingRate },
    outputs: all.filter(({ name }) => wanted.includes(name)),
  };
}

/** A refusal in the shape of the protocol. */
function refusal<S extends number>(status: S, description: string) {
  return { [status]: { description, content: { 'application/json': { schema: InferenceError } } } } as {
    [K in S]: { description: string; content: { 'application/json': { schema: typeof InferenceError } } };
  };
}

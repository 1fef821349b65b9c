/** The networks that can be asked. */
import { Model, ModelSummary, ModelVersion, ModelWord } from '@sinode/contracts';
import type { ModelCard } from '@sinode/core';
import type { Engine } from '@sinode/engine';
import { z } from 'zod';
import type { Routes } from '../app.ts';
import { notFound, Problem } from '../http/problem.ts';

/**
 * The model that an analysis is to be made with: the one that the engine has loaded.
 *
 * @throws Problem 422 for another, with those that there are
 */
export async function requireLoaded(
  card: ModelCard,
  list: () => Promise<readonly ModelCard[]>,
  asked: string | undefined,
): Promise<void> {
  if (asked === undefined || asked === card.name) return;
  const message = (await list()).some(({ name }) => name === asked)
    ? `is not loaded by this server, which answers with ${card.name}`
    : `there is no model "${asked}"; this server answers with ${card.name}`;
  const fields = [{ field: 'body.model', message }];
  throw new Problem(422, 'VALIDATION_FAILED', `body.model: ${message}.`, { fields });
}

/** @param list - the cards of all versions that can answer */
export function modelRoutes(engine: Pick<Engine, 'card'>, list: () => Promise<readonly ModelCard[]>): Routes {
  const isLoaded = ({ name, version }: ModelCard) =>
    name === engine.card.name && version === engine.card.version;

  return (app) => {
    app.route({
      method: 'GET',
      url: '/v1/models',
      config: { access: 'read' },
      schema: {
        tags: ['models'],
        operationId: 'listModels',
        summary: 'List the models that this server has, and the one that answers',
        response: { 200: z.object({ items: z.array(ModelSummary) }) },
      },
      handler: async () => {
        return { items: (await list()).map((card) => summaryOf(card, isLoaded(card))) };
      },
    });

    app.route({
      method: 'GET',
      url: '/v1/models/:name',
      config: { access: 'read' },
      schema: {
        tags: ['models'],
        operationId: 'getModel',
        summary: "Read a model's card: what it was trained on, how good it is, what it cannot do",
        params: z.object({ name: ModelWord }),
        querystring: z.object({
          version: ModelVersion.optional().describe('Without it the one that answers, or the last'),
        }),
        response: { 200: Model },
      },
      handler: async ({ params: { name }, query: { version } }) => {
        const versions = (await list()).filter((card) => card.name === name);
        const card =
          version === undefined
            ? (versions.find(isLoaded) ?? versions.at(-1))
            : versions.find((each) => each.version === version);
        if (card === undefined) throw notFound('model');
        return modelOf(card, isLoaded(card));
      },
    });
  };
}

function summaryOf({ name, version, description, licence }: ModelCard, isLoaded: boolean): ModelSummary {
  return { name, version, description, licence, isLoaded };
}

function modelOf(card: ModelCard, isLoaded: boolean): Model {
  const { sha256, parameters, macsPerSecond, input, training, scores, limits } = card;
  const { split, data, heldOut, fingerprints } = training;
  return {
    ...summaryOf(card, isLoaded),
    sha256,
    parameters,
    macsPerSecond,
    samplingRate: input.samplingRate,
    training: { split, data, heldOut, fingerprints: fingerprints.length },
    scores,
    limits,
  };
}

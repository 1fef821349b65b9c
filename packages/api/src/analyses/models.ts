/** The networks that can be asked. */
import { Model, ModelSummary, ModelWord } from '@sinode/contracts';
import type { ModelCard } from '@sinode/core';
import { modelNames, readModelCard } from '@sinode/core/node';
import { z } from 'zod';
import type { Routes } from '../app.ts';
import { notFound, Problem } from '../http/problem.ts';

/**
 * The model that an analysis is to be made with: the one that the engine has loaded.
 *
 * @throws Problem 422 for another, with those that there are
 */
export async function requireLoaded(card: ModelCard, asked: string | undefined): Promise<void> {
  if (asked === undefined || asked === card.name) return;
  const message = (await modelNames()).includes(asked)
    ? `is not loaded by this server, which answers with ${card.name}`
    : `there is no model "${asked}"; this server answers with ${card.name}`;
  const fields = [{ field: 'body.model', message }];
  throw new Problem(422, 'VALIDATION_FAILED', `body.model: ${message}.`, { fields });
}

export function modelRoutes({ card }: { card: ModelCard }): Routes {
  const namesOf = async () => [...new Set([card.name, ...(await modelNames())])].sort();
  const cardOf = async (name: string) => (name === card.name ? card : readModelCard(name));

  return (app) => {
    app.route({
      method: 'GET',
      url: '/v1/models',
      config: { access: 'read' },
      schema: {
        tags: ['models'],
        operationId: 'listModels',
        summary: 'List the models that come with Sinode, and the one that answers',
        response: { 200: z.object({ items: z.array(ModelSummary) }) },
      },
      handler: async () => {
        const cards = await Promise.all((await namesOf()).map(cardOf));
        return { items: cards.map((each) => summaryOf(each, card)) };
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
        response: { 200: Model },
      },
      handler: async ({ params: { name } }) => {
        // Only names from the list ever become part of a path.
        if (!(await namesOf()).includes(name)) throw notFound('model');
        return modelOf(await cardOf(name), card);
      },
    });
  };
}

function summaryOf({ name, version, description, licence }: ModelCard, loaded: ModelCard): ModelSummary {
  return {
    name,
    version,
    description,
    licence,
    isLoaded: name === loaded.name && version === loaded.version,
  };
}

function modelOf(card: ModelCard, loaded: ModelCard): Model {
  const { sha256, parameters, macsPerSecond, input, training, scores, limits } = card;
  const { split, data, heldOut, fingerprints } = training;
  return {
    ...summaryOf(card, loaded),
    sha256,
    parameters,
    macsPerSecond,
    samplingRate: input.samplingRate,
    training: { split, data, heldOut, fingerprints: fingerprints.length },
    scores,
    limits,
  };
}

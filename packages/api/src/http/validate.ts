/** What a request is checked with: zod schemas, and a refusal that stays small whatever was sent. */
import { oneLine } from '@sinode/core';
import type { FastifySchemaCompiler } from 'fastify';
import type { z } from 'zod';
import { Problem } from './problem.ts';

/** A person mends these first; a hundred thousand bad elements would make an answer larger than the request. */
const MOST_FIELDS = 20;
/** Both may quote names that the client made up. */
const LONGEST_FIELD = 100;
const LONGEST_MESSAGE = 300;

export const validatorCompiler: FastifySchemaCompiler<z.ZodType> =
  ({ schema, httpPart = 'request' }) =>
  (data) => {
    const { success, data: value, error } = schema.safeParse(data);
    if (success) return { value };
    // As OpenAPI calls it.
    return { error: invalidRequest(httpPart === 'querystring' ? 'query' : httpPart, error) };
  };

/**
 * All that is wrong with a part of a request, up to what a person can read.
 *
 * @param place - of the part: `body`, `query`
 */
export function invalidRequest(place: string, { issues }: z.ZodError): Problem {
  const fields = issues.slice(0, MOST_FIELDS).map(({ path, message }) => ({
    field: oneLine([place, ...path].join('.'), LONGEST_FIELD),
    message: oneLine(message, LONGEST_MESSAGE),
  }));
  const detail = `${fields.map(({ field, message }) => `${field}: ${message}`).join('; ')}.`;
  return new Problem(422, 'VALIDATION_FAILED', detail, { fields });
}

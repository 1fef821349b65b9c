/** The OpenAPI document and the page that shows it, both served by ourselves. */
import { STATUS_CODES } from 'node:http';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { ProblemReport } from '@sinode/contracts';
import type { FastifyInstance, RouteOptions } from 'fastify';
import { createJsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { InferenceError } from '../inference/protocol.ts';
import { Detail } from '../reference/detail.ts';
import { withUsedSchemas } from './used-schemas.ts';

interface HeaderSchema {
  readonly type: 'string' | 'integer' | 'number';
  readonly description: string;
}

/** Headers of an answer, by name. */
export type HeadersSchema = Readonly<Record<string, HeaderSchema>>;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Which headers the answers have, by status: for the documentation. */
    headers?: Readonly<Record<number, HeadersSchema>>;
    /** A public route that works with the cookie of a page, or with it alone: for the documentation. */
    takesCookie?: 'optional' | 'required';
  }
}

export const LOCATION = {
  Location: { type: 'string', description: 'Where it is from now on' },
} as const satisfies HeadersSchema;

export const CONTENT_DISPOSITION = {
  'Content-Disposition': { type: 'string', description: '`attachment`, with a name for the file' },
} as const satisfies HeadersSchema;

/** What refusals of a status have, on any route. */
const REFUSAL_HEADERS: Readonly<Record<string, HeadersSchema>> = {
  401: { 'WWW-Authenticate': { type: 'string', description: '`Bearer`' } },
  429: { 'Retry-After': { type: 'integer', description: 'Seconds after which to try again' } },
  503: { 'Retry-After': { type: 'integer', description: 'Seconds after which to try again' } },
};

/** Only what we serve ourselves. Unlike the plugin's own policy it does not ask for https, which a server in a LAN may not have. */
const DOCS_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

const DESCRIPTION = `Finds the heartbeats (R-peaks) and the heart rate in ECG recordings. **Not a medical device.**

The routes without \`/v1\` are those of the reference system and stay as they are; new clients use \`/v1\`.
Errors are \`application/problem+json\` with a stable \`code\`.`;

/** Refusals that go without saying, by what a route takes. Each route documents its own besides. */
function commonRefusals({ schema, config, method }: RouteOptions): Record<number, string> {
  const hasInput = schema?.body ?? schema?.querystring ?? schema?.params;
  const takesBody = ['POST', 'PUT', 'PATCH'].includes(String(method));
  return {
    ...(takesBody || schema?.params !== undefined ? { 400: 'The request cannot be read' } : {}),
    ...(config?.access === 'public'
      ? {}
      : {
          401: 'Not signed in, or the token has expired or is not valid',
          403: 'Not allowed with this account or key',
        }),
    ...(schema?.params === undefined ? {} : { 404: 'There is no such thing, or it is not yours' }),
    ...(takesBody
      ? { 413: 'The request is too large', 415: 'The content type or format is not supported' }
      : {}),
    ...(hasInput === undefined ? {} : { 422: 'A part of the request is not valid' }),
    ...(config?.isUnlimited === true
      ? {}
      : { 429: 'Too many requests, where the server has a limit: `RateLimit` says what is left' }),
    503: 'Busy, stopping, or the database is away: try again after `Retry-After`',
  };
}

const convert = createJsonSchemaTransform({});

/** To be called before any route is added. */
export async function document(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Sinode',
        version,
        description: DESCRIPTION,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: {
          token: {
            type: 'http',
            scheme: 'bearer',
            description: 'An access token of 15 minutes (sign in), or an API key (`sinode_…`).',
          },
          cookie: {
            type: 'apiKey',
            in: 'cookie',
            name: 'sinode-session',
            description: 'Of a page that this server serves; no script can read it.',
          },
        },
      },
      tags: [
        { name: 'accounts', description: 'Accounts, sign-in, API keys' },
        { name: 'recordings', description: 'ECG recordings and their signal' },
        { name: 'analyses', description: 'Beats, heart rate, corrections' },
        { name: 'evaluations', description: 'How good a model is on annotated recordings' },
        { name: 'inference', description: 'The Open Inference Protocol, version 2' },
        { name: 'models', description: 'The networks that can be asked' },
        { name: 'administration', description: 'For administrators and operators' },
        { name: 'reference', description: 'The contract of the reference system' },
      ],
    },
    transformObject: (document) => withOptionalBodies(withUsedSchemas(jsonSchemaTransformObject(document))),
    transform: (input) => {
      const { schema } = input;
      const route = input.route as RouteOptions;
      if (schema?.hide === true || schema === undefined) return convert(input);
      const { isReference = false, isInference = false } = route.config ?? {};
      const refusals = Object.entries(commonRefusals(route)).map(([status, description]) => [
        status,
        {
          description,
          content: isReference
            ? { 'application/json': { schema: Detail } }
            : isInference
              ? { 'application/json': { schema: InferenceError } }
              : { 'application/problem+json': { schema: ProblemReport } },
        },
      ]);
      const converted = convert({
        ...input,
        schema: {
          ...schema,
          security: securityOf(route),
          response: { ...Object.fromEntries(refusals), ...(schema.response ?? {}) },
        },
      });
      complete(converted.schema?.response, route.config?.headers);
      return converted;
    },
  });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: DOCS_POLICY,
    uiConfig: { persistAuthorization: false },
  });
  app.route({
    method: 'GET',
    url: '/openapi.json',
    config: { access: 'public' },
    schema: { hide: true },
    handler: () => app.swagger(),
  });
}

function securityOf({ config }: RouteOptions): Record<string, string[]>[] {
  if (config?.access !== 'public') return [{ token: [] }];
  if (config.takesCookie === undefined) return [];
  return config.takesCookie === 'required' ? [{ cookie: [] }] : [{ cookie: [] }, {}];
}

/** What the transform leaves out: headers, and words for answers that the route has none for. */
function complete(responses: unknown, headers: Readonly<Record<string, HeadersSchema>> = {}): void {
  for (const [status, response] of Object.entries(
    (responses ?? {}) as Record<string, { description?: string }>,
  )) {
    const all = { ...REFUSAL_HEADERS[status], ...headers[status] };
    if (Object.keys(all).length > 0) Object.assign(response, { headers: all });
    if (response.description !== undefined) continue;
    // Beside a reference only `description` is looked at, elsewhere it would become the schema's.
    const key = '$ref' in response ? 'description' : 'x-response-description';
    Object.assign(response, { [key]: STATUS_CODES[status] });
  }
}

/** A body that may be null may be left out as well; @fastify/swagger says that every body is required. */
function withOptionalBodies<D>(document: D): D {
  return JSON.parse(JSON.stringify(document), (key, part) => {
    if (key !== 'requestBody') return part;
    const schemas: { anyOf?: { type?: string }[] }[] = Object.values(part.content ?? {}).map(
      (media) => (media as { schema: object }).schema,
    );
    return { ...part, required: !schemas.some(({ anyOf }) => anyOf?.some(({ type }) => type === 'null')) };
  });
}

/** How a route documents a refusal of its own: `response: { 200: …, ...refusal(409, 'why') }`. */
export function refusal<S extends number>(status: S, description: string) {
  return {
    [status]: { description, content: { 'application/problem+json': { schema: ProblemReport } } },
  } as {
    [K in S]: {
      description: string;
      content: { 'application/problem+json': { schema: typeof ProblemReport } };
    };
  };
}

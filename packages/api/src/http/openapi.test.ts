import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

interface Response {
  readonly description?: string;
  readonly headers?: Record<string, { readonly description?: string }>;
  readonly content?: Record<string, { readonly schema?: { readonly $ref?: string } }>;
}

interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly object[];
  readonly requestBody?: { readonly required: boolean; readonly content: Record<string, object> };
  readonly responses: Record<string, Response>;
}

interface Document {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, object> };
}

let server: TestServer;
let text: string;
let document: Document;
let operations: { readonly name: string; readonly operation: Operation }[];
beforeAll(async () => {
  server = await startTestServer();
  text = await (await fetch(`${server.url}/openapi.json`)).text();
  document = JSON.parse(text) as Document;
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      operation,
    })),
  );
});
afterAll(() => server?.close());

function operationOf(id: string): Operation {
  const found = operations.find(({ operation }) => operation.operationId === id);
  if (found === undefined) throw new Error(`there is no ${id}`);
  return found.operation;
}

test('the document is OpenAPI 3.1', async () => {
  expect(document.openapi).toMatch(/^3\.1\./);
  const { valid, errors } = await new Validator().validate(JSON.parse(text));
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
});

test('every operation has a name of its own, a summary and a tag, and says who may call it', () => {
  expect(operations.length).toBeGreaterThan(40);
  const ids = operations.map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(operations.length);
  const bare = operations.filter(
    ({ operation: { operationId, summary, tags, security } }) =>
      !operationId || !summary || tags?.length !== 1 || !Array.isArray(security),
  );
  expect(bare.map(({ name }) => name)).toEqual([]);
});

test('what everyone may call without signing in is no more than this', () => {
  const open = operations.filter(({ operation }) => operation.security?.length === 0);
  expect(open.map(({ name }) => name).sort()).toEqual([
    'GET /',
    'GET /health/live',
    'GET /health/ready',
    'GET /v1/oidc/callback',
    'GET /v1/oidc/sign-in',
    'GET /v1/server',
    'GET /v2',
    'GET /v2/health/live',
    'GET /v2/health/ready',
    'POST /login',
    'POST /register',
    'POST /v1/auth/login',
    'POST /v1/auth/refresh',
    'POST /v1/auth/register',
    'POST /v1/browser-session',
  ]);
});

test('every answer is described in words, and every refusal is a problem document', () => {
  for (const { name, operation } of operations) {
    const [tag = ''] = operation.tags ?? [];
    const own = { reference: 'Detail', inference: 'InferenceError' }[tag];
    const [type, schema] =
      own === undefined ? ['application/problem+json', 'Problem'] : ['application/json', own];
    for (const [status, { description, content }] of Object.entries(operation.responses)) {
      expect(description, `${name} ${status}`).toMatch(/\w{2,}/);
      expect(description, `${name} ${status}`).not.toBe('Default Response');
      if (Number(status) < 400) continue;
      expect(content?.[type ?? '']?.schema, `${name} ${status}`).toEqual({
        $ref: `#/components/schemas/${schema}`,
      });
    }
  }
});

test('every schema is used, none is missing, and none comes twice', () => {
  const used = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
  expect(new Set(used)).toEqual(new Set(Object.keys(document.components.schemas)));
  const twins = Object.entries(document.components.schemas).filter(
    ([name, schema]) =>
      JSON.stringify(schema) === JSON.stringify(document.components.schemas[`${name}Input`]),
  );
  expect(twins).toEqual([]);
});

test('an upload is described as the form that it is', () => {
  expect(Object.keys(operationOf('uploadRecording').requestBody?.content ?? {})).toEqual([
    'multipart/form-data',
  ]);
});

test('the body of a question without options can be left out', () => {
  expect(operationOf('analyzeRecording').requestBody?.required).toBe(false);
  expect(operationOf('createEvaluation').requestBody?.required).toBe(true);
});

test('headers that a client needs are described', () => {
  const headersOf = (id: string, status: number) =>
    Object.keys(operationOf(id).responses[status]?.headers ?? {});
  expect(headersOf('getEnvelope', 200)).toEqual([
    'ETag',
    'Sinode-Start-Sample',
    'Sinode-Sampling-Rate',
    'Sinode-Sample-Count',
    'Sinode-Samples-Per-Column',
  ]);
  expect(headersOf('uploadRecording', 201)).toEqual(['Location']);
  expect(headersOf('createEvaluation', 202)).toEqual(['Location']);
  expect(headersOf('downloadBeats', 200)).toEqual(['Content-Disposition']);
  for (const { name, operation } of operations) {
    for (const status of ['429', '503']) {
      const response = operation.responses[status];
      if (response !== undefined) expect(Object.keys(response.headers ?? {}), name).toEqual(['Retry-After']);
    }
  }
});

test('the document is the one that the client is generated from (`npm run generate:client` makes both anew)', async () => {
  await expect(`${JSON.stringify(document, null, 2)}\n`).toMatchFileSnapshot('../../../client/openapi.json');
});

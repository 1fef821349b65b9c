import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Problem } from './problem.ts';
import { invalidRequest, validatorCompiler } from './validate.ts';

/** What is wrong with a value, as a part of a request. */
function problemOf(schema: z.ZodType, value: unknown, httpPart = 'body'): Problem {
  const validate = validatorCompiler({ schema, method: 'POST', url: '/', httpPart });
  const { error } = validate(value) as { error: Problem };
  return error;
}

test('a request that is right has the values of its schema', () => {
  const schema = z.object({ limit: z.coerce.number() });
  const validate = validatorCompiler({ schema, method: 'GET', url: '/', httpPart: 'querystring' });
  expect(validate({ limit: '7', more: true })).toEqual({ value: { limit: 7 } });
});

test('all fields that are wrong are told at once, each in its place', () => {
  const schema = z.object({
    name: z.string({ error: 'must be text' }),
    tags: z.array(z.object({ id: z.int({ error: 'must be a number' }) })),
  });
  const { code, status, detail, facts } = problemOf(schema, { tags: [{ id: 1 }, { id: 'x' }] });
  expect([status, code]).toEqual([422, 'VALIDATION_FAILED']);
  expect(detail).toBe('body.name: must be text; body.tags.1.id: must be a number.');
  expect(facts.fields).toEqual([
    { field: 'body.name', message: 'must be text' },
    { field: 'body.tags.1.id', message: 'must be a number' },
  ]);
  expect(problemOf(schema, {}, 'querystring').facts.fields?.[0]?.field).toBe('query.name');
});

test('of very many mistakes the first are told, and none at any length', () => {
  const numbers = problemOf(z.array(z.number()), Array(100_000).fill('x'));
  expect(numbers.facts.fields).toHaveLength(20);
  expect(numbers.facts.fields?.at(-1)?.field).toBe('body.19');

  const long = 'k'.repeat(100_000);
  const names = problemOf(z.record(z.string(), z.strictObject({})), {
    ...Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`${index}${long}`, { [long]: 1 }])),
  });
  expect(JSON.stringify(names.facts).length + names.detail.length).toBeLessThan(10_000);
});

test('a part that is checked elsewhere is refused in the same words', () => {
  const { error } = z.object({ note: z.string({ error: 'must be text' }) }).safeParse({});
  expect(error && invalidRequest('body', error).detail).toBe('body.note: must be text.');
});

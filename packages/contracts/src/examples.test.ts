import { expect, test } from 'vitest';
import { z } from 'zod';
import * as contracts from './index.ts';

const withExamples = Object.entries(contracts).flatMap(([name, schema]) => {
  if (!(schema instanceof z.ZodType)) return [];
  const examples = (schema.meta()?.examples ?? []) as unknown[];
  return examples.map((example) => ({ name, schema, example }));
});

test.each(withExamples)('the example of $name is one', ({ schema, example }) => {
  expect(schema.safeParse(example).error).toBeUndefined();
});

test('what people meet first has examples', () => {
  const names = withExamples.map(({ name }) => name);
  for (const name of [
    'NewCredentials',
    'SignedIn',
    'Recording',
    'StoredAnalysis',
    'EvaluationRequest',
    'ProblemReport',
  ]) {
    expect(names).toContain(name);
  }
});

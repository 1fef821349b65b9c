import { expect, test } from 'vitest';
import { UsageError } from '../failures.ts';
import { parseModelReference } from './model-reference.ts';

test('a model is named with its version', () => {
  expect(parseModelReference('sinode-qrs-2@1.0.0')).toEqual({ name: 'sinode-qrs-2', version: '1.0.0' });
});

test.each(['sinode-qrs-2', '@1.0.0', 'sinode-qrs-2@', 'Sinode@1', '../models/a@1.0.0', ''])(
  '"%s" is not the name of one',
  (text) => {
    expect(() => parseModelReference(text)).toThrow(UsageError);
  },
);

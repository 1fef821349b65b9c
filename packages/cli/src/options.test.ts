import { EvaluationOptions } from '@sinode/contracts';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { formatOption, Jobs, parseOptions } from './options.ts';

const Options = z.object({
  samplingRate: z.coerce.number(),
  format: formatOption(['table', 'json']),
  jobs: Jobs,
});

test('good values come back typed', () => {
  expect(parseOptions(Options, { samplingRate: '500', format: 'json', jobs: '4' })).toEqual({
    samplingRate: 500,
    format: 'json',
    jobs: 4,
  });
});

test('every bad value is named by its flag, with what was typed', () => {
  expect(() => parseOptions(Options, { samplingRate: '500', format: 'xml', jobs: '0' })).toThrow(
    '--format must be one of table, json (not "xml"); --jobs must be a whole number from 1 to 512 (not "0").',
  );
});

test('a field that is called otherwise on the command line is named as it is there', () => {
  const typed = { protocol: 'ec57', toleranceMs: '-1' };
  expect(() => parseOptions(EvaluationOptions, typed, { toleranceMs: '--tolerance' })).toThrow(
    '--tolerance must be greater than 0 ms (not "-1").',
  );
});

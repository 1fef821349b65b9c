import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  AnalysisOptions,
  AnalysisReport,
  EvaluationOptions,
  EvaluationReport,
  SynthOptions,
} from './index.ts';

function complaints(schema: z.ZodType, value: unknown): string[] {
  const result = schema.safeParse(value);
  return result.success ? [] : result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
}

describe('numbers that arrive as text', () => {
  test.each([
    ['500', 500],
    [' 360.5 ', 360.5],
    ['1e3', 1000],
    [250, 250],
  ])('%j Hz is read as %d', (given, expected) => {
    expect(AnalysisOptions.parse({ samplingRate: given }).samplingRate).toBe(expected);
  });

  test.each(['', '  ', 'abc', '0x10', '1,5', 'Infinity', 'NaN', null, true, []])(
    '%j is not a rate',
    (given) => {
      expect(complaints(AnalysisOptions, { samplingRate: given })).toEqual([
        'samplingRate must be a number of Hz',
      ]);
    },
  );

  test.each(['0', '-250'])('%s Hz is refused', (given) => {
    expect(complaints(AnalysisOptions, { samplingRate: given })).toEqual([
      'samplingRate must be greater than 0 Hz',
    ]);
  });
});

describe('evaluation', () => {
  test('an evaluation needs nothing but its protocol', () => {
    expect(EvaluationOptions.parse({ protocol: 'ec57' })).toEqual({
      protocol: 'ec57',
      annotator: 'atr',
      span: 'all',
      fromSeconds: 0,
      toleranceMs: 150,
    });
  });

  test('an unknown protocol is answered with the known ones', () => {
    expect(complaints(EvaluationOptions, { protocol: 'aha' })).toEqual(['protocol must be cpsc2019 or ec57']);
  });

  test('what the challenge fixes cannot be chosen', () => {
    expect(
      complaints(EvaluationOptions, { protocol: 'cpsc2019', toleranceMs: '50', span: 'annotated' }),
    ).toEqual(['span goes with the protocol ec57 only', 'toleranceMs goes with the protocol ec57 only']);
  });

  test('an annotator cannot lead out of the folder', () => {
    expect(complaints(EvaluationOptions, { protocol: 'ec57', annotator: '../etc/passwd' })).toHaveLength(1);
  });
});

test('synthetic recordings have sensible defaults and bounds', () => {
  expect(SynthOptions.parse({})).toEqual({ records: 10, seconds: 10, samplingRate: 500, seed: 1 });
  expect(complaints(SynthOptions, { records: '1.5', seed: '-1' })).toEqual([
    'records must be a whole number from 1 to 99999',
    'seed must be a whole number from 0 to 4294967295',
  ]);
});

test.each([
  ['AnalysisOptions', AnalysisOptions],
  ['AnalysisReport', AnalysisReport],
  ['EvaluationOptions', EvaluationOptions],
  ['EvaluationReport', EvaluationReport],
  ['SynthOptions', SynthOptions],
])('%s can be described to others as JSON Schema', (_name, schema) => {
  // With a registry of its own: named schemas would be references.
  expect(z.toJSONSchema(schema, { io: 'input', metadata: z.registry() })).toMatchObject({ type: 'object' });
});

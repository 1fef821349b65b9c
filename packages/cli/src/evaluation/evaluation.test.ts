import { stripVTControlCharacters } from 'node:util';
import { EvaluationReport } from '@sinode/contracts';
import { expect, test } from 'vitest';
import { sampleRecord } from '../testing/reports.ts';
import { evaluationReport } from './evaluation-report.ts';
import { evaluationTable } from './evaluation-table.ts';

const model = { name: 'sinode-qrs-2', version: '1.0.0' };
const timing = { ecgSeconds: 3600, wallSeconds: 2 };

const ec57 = evaluationReport(
  'ec57',
  model,
  [
    sampleRecord({ record: '100', truePositives: 90 }),
    sampleRecord({
      record: '101',
      truePositives: 5,
      falseNegatives: 3,
      falsePositives: 2,
      seenInTraining: true,
    }),
    sampleRecord({
      record: '102',
      truePositives: 0,
      falseNegatives: 5,
      lead: null,
      error: 'the file is empty.',
    }),
  ],
  timing,
);

test('a report is what the contract promises', () => {
  expect(EvaluationReport.parse(ec57)).toEqual(ec57);
  expect(ec57).toMatchObject({
    files: 3,
    seenInTraining: 1,
    truePositives: 95,
    falsePositives: 2,
    falseNegatives: 8,
  });
  expect(ec57.qrsAccuracy).toBeNull();
});

test('the table begins with the totals and has the worst record first', () => {
  const lines = stripVTControlCharacters(evaluationTable(ec57)).split('\n');
  expect(lines[0]).toBe('ec57, 3 records, model sinode-qrs-2 1.0.0');
  expect(lines).toContain('  sensitivity             0.9223');
  expect(lines).toContain('  beats invented          2');
  expect(lines).toContain('1 h 00 min of ECG in 2 s (1800 times as fast as it was recorded).');
  expect(lines.slice(-5)).toEqual([
    'record  lead  found  missed  invented   bpm  reference  notes',
    '101     MLII      5       3         2  60.0       60.0  used in training',
    '102     –         0       5         0  60.0       60.0  the file is empty.',
    '100     MLII     90       0         0  60.0       60.0',
    '',
  ]);
});

test.each([
  [0, 'None of these records was used to train this model.'],
  [1, '1 of 3 records was used to train this model: its score says nothing about new ones.'],
  [2, '2 of 3 records were used to train this model: their scores say nothing about new ones.'],
])('with %d records seen in training it says so in words', (seenInTraining, sentence) => {
  expect(stripVTControlCharacters(evaluationTable({ ...ec57, seenInTraining }))).toContain(sentence);
});

test("the challenge's table shows points", () => {
  const report = evaluationReport(
    'cpsc2019',
    model,
    [
      sampleRecord({ record: '00001', qrsScore: 1, heartRateScore: 0.75 }),
      sampleRecord({ record: '00002', qrsScore: 0.3, heartRateScore: 1, falseNegatives: 1 }),
    ],
    timing,
  );
  const lines = stripVTControlCharacters(evaluationTable(report)).split('\n');
  expect(lines).toContain('  QRS accuracy            0.6500');
  expect(lines.slice(-4)).toEqual([
    'record  QRS  heart rate  missed  invented   bpm  reference  notes',
    '00002   0.3           1       1         0  60.0       60.0',
    '00001     1        0.75       0         0  60.0       60.0',
    '',
  ]);
});

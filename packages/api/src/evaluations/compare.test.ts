import type { EvaluatedRecord, EvaluationItem, EvaluationTotals } from '@sinode/contracts';
import { EvaluationComparison } from '@sinode/contracts';
import { summarizeEvaluation } from '@sinode/core';
import { expect, test } from 'vitest';
import { type ComparedSide, compareEvaluations } from './compare.ts';

function record(name: string, score: Partial<EvaluatedRecord> = {}): EvaluatedRecord {
  return {
    record: name,
    lead: 'II',
    qrsScore: null,
    heartRateScore: null,
    truePositives: 10,
    falsePositives: 0,
    falseNegatives: 0,
    offsetsMs: null,
    heartRate: 60,
    referenceHeartRate: 60,
    seenInTraining: false,
    error: null,
    recordingId: null,
    ...score,
  };
}

function side(name: string, protocol: 'cpsc2019' | 'ec57', records: EvaluatedRecord[]): ComparedSide {
  const totals: EvaluationTotals = {
    ...summarizeEvaluation(protocol, records),
    timing: { ecgSeconds: 10, wallSeconds: 1 },
  };
  const item: EvaluationItem & { totals: EvaluationTotals } = {
    id: '00000000-0000-4000-8000-000000000001',
    name,
    asked: {
      source: { kind: 'library', dataSet: '.' },
      protocol,
      annotator: 'atr',
      span: 'all',
      fromSeconds: 0,
      toleranceMs: 150,
    },
    model: { name: 'm', version: '1' },
    state: 'done',
    progress: 1,
    error: null,
    seenInTraining: 0,
    listed: records.length,
    totals,
    createdAt: '2026-01-31T12:00:00.000Z',
    finishedAt: '2026-01-31T12:00:01.000Z',
  };
  return { item, records };
}

test('the worst change comes first, and totals are told as b minus a', () => {
  const a = side('a', 'ec57', [record('1'), record('2', { falsePositives: 3 }), record('3')]);
  const b = side('b', 'ec57', [
    record('1', { falseNegatives: 2, truePositives: 8 }),
    record('2', { falsePositives: 1 }),
    record('4'),
  ]);
  const comparison = compareEvaluations(a, b);
  expect(EvaluationComparison.parse(comparison)).toEqual(comparison);
  expect(comparison.records.map(({ record, change }) => [record, change])).toEqual([
    ['1', -2],
    ['2', 2],
  ]);
  expect(comparison).toMatchObject({ inBoth: 2, onlyInA: 1, onlyInB: 1 });
  expect(comparison.differences).toMatchObject({
    truePositives: -2,
    falsePositives: -2,
    falseNegatives: 2,
    qrsAccuracy: null,
  });
});

test('in the challenge a change is in points', () => {
  const a = side('a', 'cpsc2019', [record('1', { qrsScore: 1, heartRateScore: 1 })]);
  const b = side('b', 'cpsc2019', [record('1', { qrsScore: 0.7, heartRateScore: 0.75 })]);
  const comparison = compareEvaluations(a, b);
  expect(comparison.records[0]?.change).toBe(-0.55);
  expect(comparison.differences).toMatchObject({ qrsAccuracy: -0.3, heartRateAccuracy: -0.25, f1: null });
});

test('leads of one record are compared each with itself, and a failure with what it failed on', () => {
  const a = side('a', 'ec57', [record('1', { lead: 'V1' }), record('1', { lead: 'II' }), record('2')]);
  const b = side('b', 'ec57', [
    record('1', { lead: 'II', falsePositives: 5 }),
    record('1', { lead: 'V1' }),
    record('2', { lead: null, truePositives: 0, falseNegatives: 10, error: 'it is empty.' }),
  ]);
  expect(compareEvaluations(a, b).records.map(({ record, lead, change }) => [record, lead, change])).toEqual([
    ['2', 'II', -10],
    ['1', 'II', -5],
    ['1', 'V1', 0],
  ]);
});

test('two recordings of one name do not become one', () => {
  const a = side('a', 'ec57', [record('x.csv'), record('x.csv', { falsePositives: 1 })]);
  const b = side('b', 'ec57', [record('x.csv'), record('x.csv', { falsePositives: 1 })]);
  expect(compareEvaluations(a, b).records.map(({ change }) => change)).toEqual([0, 0]);
});

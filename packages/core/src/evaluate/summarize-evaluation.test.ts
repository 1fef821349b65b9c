import { expect, test } from 'vitest';
import type { RecordScore } from './evaluate-record.ts';
import { summarizeEvaluation } from './summarize-evaluation.ts';

function score(part: Partial<RecordScore>): RecordScore {
  return {
    record: 'x',
    lead: 'II',
    qrsScore: null,
    heartRateScore: null,
    truePositives: 0,
    falsePositives: 0,
    falseNegatives: 0,
    offsetsMs: [],
    heartRate: null,
    referenceHeartRate: null,
    seenInTraining: false,
    error: null,
    ...part,
  };
}

test('the challenge averages the points of its records and rounds to four decimals', () => {
  const records = [
    score({ qrsScore: 1, heartRateScore: 1, seenInTraining: true }),
    score({ qrsScore: 0.3, heartRateScore: 0.75 }),
    score({ qrsScore: 0.7, heartRateScore: 0 }),
  ];
  expect(summarizeEvaluation('cpsc2019', records)).toMatchObject({
    files: 3,
    seenInTraining: 1,
    qrsAccuracy: 0.6667,
    heartRateAccuracy: 0.5833,
    sensitivity: null,
    f1: null,
  });
});

test("heart-rate accuracy at an exact half rounds to even, as Python's round does", () => {
  // Sixteen records, one of them worth 0.25: 1/64 = 0.015625; of 32, 1/128 = 0.0078125; 1/32 = 0.03125 is a tie.
  const records = Array.from({ length: 32 }, (_, i) =>
    score({ qrsScore: 0, heartRateScore: i === 0 ? 1 : 0 }),
  );
  expect(summarizeEvaluation('cpsc2019', records).heartRateAccuracy).toBe(0.0312);
});

test('EC57 sums beats over all records before it divides', () => {
  const records = [
    score({ truePositives: 90, falseNegatives: 10 }),
    score({ truePositives: 10, falsePositives: 10 }),
  ];
  expect(summarizeEvaluation('ec57', records)).toMatchObject({
    qrsAccuracy: null,
    truePositives: 100,
    sensitivity: 100 / 110,
    ppv: 100 / 110,
    f1: 200 / 220,
  });
});

test('no record at all gives no score', () => {
  expect(summarizeEvaluation('cpsc2019', [])).toMatchObject({ files: 0, qrsAccuracy: null, f1: null });
});

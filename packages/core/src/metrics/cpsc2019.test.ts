import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { testData } from '../testing/test-data.ts';
import { challengeHeartRateBpm, heartRatePoints, scoreCpsc2019Record } from './cpsc2019.ts';

/** Nine beats one second apart: 60 bpm. */
const REFERENCE = [500, 1000, 1500, 2000, 2500, 3000, 3500, 4000, 4500];

describe('QRS points', () => {
  test('a perfect answer has no error and scores 1', () => {
    expect(scoreCpsc2019Record(REFERENCE, REFERENCE)).toEqual({
      qrsScore: 1,
      heartRateScore: 1,
      truePositives: 9,
      falsePositives: 0,
      falseNegatives: 0,
      heartRate: 60,
      referenceHeartRate: 60,
    });
  });

  test('a beat exactly 37.5 samples off is a hit and an extra at once', () => {
    const answer = REFERENCE.with(2, 1462.5);
    expect(scoreCpsc2019Record(REFERENCE, answer)).toMatchObject({
      qrsScore: 0.7,
      truePositives: 9,
      falsePositives: 1,
      falseNegatives: 0,
    });
  });

  test('an extra between the first and the second reference beat is free', () => {
    expect(scoreCpsc2019Record(REFERENCE, [500, 750, ...REFERENCE.slice(1)]).qrsScore).toBe(1);
    expect(scoreCpsc2019Record(REFERENCE, [500, 1000, 1250, ...REFERENCE.slice(2)]).qrsScore).toBe(0.7);
  });

  test('one missed beat scores 0.3, and two errors score 0', () => {
    expect(scoreCpsc2019Record(REFERENCE, REFERENCE.toSpliced(3, 1)).qrsScore).toBe(0.3);
    expect(scoreCpsc2019Record(REFERENCE, REFERENCE.toSpliced(3, 2)).qrsScore).toBe(0);
  });

  test('reference beats in the first and last half second are not asked for', () => {
    expect(scoreCpsc2019Record([100, ...REFERENCE, 4900], REFERENCE).qrsScore).toBe(1);
  });
});

describe('heart rate', () => {
  test('is taken strictly between 5.5 s and 9.5 s', () => {
    expect(challengeHeartRateBpm([2750, 3000, 3500, 4000, 4750])).toBe(60);
    expect(challengeHeartRateBpm([3000])).toBeNull();
  });

  test('rounds halves to even, as Python does', () => {
    // 30000 / 400 = 75; an RR of 30000 / 74.5 is not whole, so a half is reached with 480 samples: 62.5.
    expect(challengeHeartRateBpm([3000, 3480, 3960])).toBe(62);
  });

  test('points step down at 2, 5, 10 and 20 per cent of the reference', () => {
    expect([102, 105, 110, 120, 121].map((bpm) => heartRatePoints(bpm, 100))).toEqual([
      1, 0.75, 0.5, 0.25, 0,
    ]);
    expect(heartRatePoints(60.99, 60)).toBe(1);
  });
});

interface ScoreCase {
  name: string;
  ref: number[];
  hr_ref: number;
  ans: number[];
  hr_ans: number | null;
  qrs?: number;
  hr: number;
  /** A message of Python's where there is no heart rate. */
  hr_from_ref: number | string;
}

const casesFile = testData('../reference/cpsc2019-score-cases.json');
const cases: ScoreCase[] =
  casesFile === null ? [] : JSON.parse(readFileSync(casesFile, 'utf8').replaceAll(/\bNaN\b/g, 'null')).cases;

describe.skipIf(casesFile === null)("the challenge's own scorer gave the same points", () => {
  test.each(cases.filter(({ qrs }) => qrs !== undefined))('$name', (given) => {
    expect(scoreCpsc2019Record(given.ref, given.ans).qrsScore).toBe(given.qrs);
    expect(heartRatePoints(given.hr_ans ?? 0, given.hr_ref)).toBe(given.hr);
    expect(challengeHeartRateBpm(given.ref)).toBe(
      typeof given.hr_from_ref === 'number' ? given.hr_from_ref : null,
    );
  });
});

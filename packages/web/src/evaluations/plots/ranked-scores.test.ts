import { expect, test } from 'vitest';
import { evaluated } from '../testing/evaluated.ts';
import { medianOf, rankedScores } from './ranked-scores.ts';

test('F1 of the standard, points of the challenge; the worst first', () => {
  const records = [
    evaluated({ record: 'good', qrsScore: 1, truePositives: 9 }),
    evaluated({ record: 'bad', qrsScore: 0.3, truePositives: 8, falseNegatives: 1 }),
    evaluated({ record: 'silent', qrsScore: 1, truePositives: 0 }),
  ];
  expect(rankedScores('ec57', records).map(({ record, score }) => [record.record, score])).toEqual([
    ['bad', 16 / 17],
    ['good', 1],
  ]);
  expect(rankedScores('cpsc2019', records).map(({ score }) => score)).toEqual([0.3, 1, 1]);
});

test('the median is the middle score, or between the two in the middle', () => {
  const ranked = (...scores: number[]) => scores.map((score) => ({ record: evaluated(), score }));
  expect(medianOf(ranked(0.1, 0.8, 1))).toBe(0.8);
  expect(medianOf(ranked(0, 0.5, 1, 1))).toBe(0.75);
  expect(medianOf(ranked(0.4))).toBe(0.4);
});

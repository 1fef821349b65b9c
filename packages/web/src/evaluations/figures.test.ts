import { summarizeEvaluation } from '@sinode/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FIGURES, type Scored } from './figures.ts';
import { differenceInterval, figureDifference, figureInterval } from './intervals.ts';

function scored(part: Partial<Scored>): Scored {
  return {
    qrsScore: null,
    heartRateScore: null,
    truePositives: 0,
    falsePositives: 0,
    falseNegatives: 0,
    ...part,
  };
}

function figure(protocol: 'cpsc2019' | 'ec57', key: string) {
  const found = FIGURES[protocol].find((each) => each.key === key);
  if (found === undefined) throw new Error(`no figure ${key}`);
  return found;
}

const points = fc.constantFrom(0, 0.3, 0.7, 1);
const records = fc.array(
  fc.record({
    record: fc.constant('x'),
    qrsScore: points,
    heartRateScore: points,
    truePositives: fc.nat(50),
    falsePositives: fc.nat(5),
    falseNegatives: fc.nat(5),
    seenInTraining: fc.boolean(),
  }),
  { maxLength: 30 },
);

test('every figure is the one of the totals', () => {
  fc.assert(
    fc.property(records, fc.constantFrom('cpsc2019' as const, 'ec57' as const), (scores, protocol) => {
      const totals = summarizeEvaluation(protocol, scores);
      for (const { key, statistic } of FIGURES[protocol]) {
        const value = statistic(scores);
        const total = totals[key];
        if (total === null) expect(value).toBeNull();
        // The challenge rounds its means to four decimals.
        else expect(Math.abs((value ?? Number.NaN) - total)).toBeLessThan(0.000051);
      }
    }),
  );
});

test('half of the records right and half wrong: their mean is one half, and how sure depends on how many', () => {
  const qrs = figure('cpsc2019', 'qrsAccuracy');
  const half = (count: number) =>
    Array.from({ length: count }, (_, i) => scored({ qrsScore: i % 2, heartRateScore: 1 }));
  expect(qrs.statistic(half(10))).toBe(0.5);
  const few = figureInterval(half(10), qrs);
  const many = figureInterval(half(1000), qrs);
  // √(p (1 − p) / n) = 0.0158 for 1000 records; 1.96 of them on each side.
  expect(many?.low).toBeCloseTo(0.469, 2);
  expect(many?.high).toBeCloseTo(0.531, 2);
  expect(few?.low).toBeLessThan(0.3);
  expect(figureInterval(half(10), qrs)).toEqual(few);
});

test('where both are equally good on every record, the difference is 0 and so is its interval', () => {
  const f1 = figure('ec57', 'f1');
  const pairs = [3, 5, 9].map((truePositives) => {
    const score = scored({ truePositives, falseNegatives: 1 });
    return { a: score, b: score };
  });
  expect(figureDifference(pairs, f1)).toBe(0);
  expect(differenceInterval(pairs, f1)).toEqual({ low: 0, high: 0 });
});

test('a small gain on each record is told apart from chance, though the records differ far more', () => {
  const sensitivity = figure('ec57', 'sensitivity');
  const pairs = Array.from({ length: 40 }, (_, i) => ({
    a: scored({ truePositives: 50 + i, falseNegatives: 50 - i }),
    b: scored({ truePositives: 52 + i, falseNegatives: 48 - i }),
  }));
  expect(figureDifference(pairs, sensitivity)).toBeCloseTo(0.02, 9);
  const interval = differenceInterval(pairs, sensitivity);
  expect(interval?.low).toBeCloseTo(0.02, 9);
  // Each on its own is far less sure.
  const alone = figureInterval(
    pairs.map(({ a }) => a),
    sensitivity,
  );
  expect(alone!.high - alone!.low).toBeGreaterThan(0.05);
});

test('nothing scored gives no figure and no difference', () => {
  for (const each of [...FIGURES.cpsc2019, ...FIGURES.ec57]) {
    expect(each.statistic([])).toBeNull();
    expect(figureDifference([], each)).toBeNull();
    expect(differenceInterval([], each)).toBeNull();
  }
});

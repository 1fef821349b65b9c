import { expect, test } from 'vitest';
import { describeResults } from './describe-result.ts';

test('a result has its name, its digits, its interval and whether its goal is met', () => {
  const described = describeResults({
    results: { f1: 0.99911, 'p95ErrorMs:lead ii': 14, 'inventedBeats:pauses': 0 },
    intervals: { f1: [0.998, 0.99962] },
    goal: { f1: { atLeast: 0.9995 }, 'inventedBeats:pauses': { atMost: 0 } },
  });

  expect(described).toEqual([
    {
      key: 'f1',
      name: 'F1 score',
      value: '99.91 %',
      interval: '95 % interval 99.80 % to 99.96 %',
      goal: { text: 'Goal at least 99.95 %: not met', isMet: false },
    },
    {
      key: 'p95ErrorMs:lead ii',
      name: 'Timing error, 95th percentile, lead ii',
      value: '14 ms',
      interval: null,
      goal: null,
    },
    {
      key: 'inventedBeats:pauses',
      name: 'Invented beats, pauses of 3 to 8 s',
      value: '0',
      interval: null,
      goal: { text: 'Goal at most 0: met', isMet: true },
    },
  ]);
});

test('a name that is not known yet, of a card that is newer than the page, is shown as it is', () => {
  expect(describeResults({ results: { novelty: 0.125 } })).toMatchObject([
    { name: 'novelty', value: '0.13' },
  ]);
});

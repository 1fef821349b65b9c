import fc from 'fast-check';
import { expect, test } from 'vitest';
import { COLUMNS, sortRecords, WORST_FIRST } from './record-order.ts';
import { evaluated } from './testing/evaluated.ts';

const names = (records: readonly { record: string }[]) => records.map(({ record }) => record);

test('the challenge: fewest QRS points first, then fewest of the heart rate, then most errors', () => {
  const records = [
    evaluated({ record: 'right', qrsScore: 1, heartRateScore: 1 }),
    evaluated({ record: 'extra', qrsScore: 0.7, heartRateScore: 1, falsePositives: 1 }),
    evaluated({ record: 'two wrong', qrsScore: 0, heartRateScore: 1, falsePositives: 2 }),
    evaluated({ record: 'nine wrong', qrsScore: 0, heartRateScore: 1, falsePositives: 9 }),
    evaluated({ record: 'nothing', qrsScore: 0, heartRateScore: 0, falseNegatives: 9 }),
  ];
  expect(names(sortRecords(records, WORST_FIRST.cpsc2019))).toEqual([
    'nothing',
    'nine wrong',
    'two wrong',
    'extra',
    'right',
  ]);
});

test('EC57: lowest F1 first; a record without a beat has none and comes last', () => {
  const records = [
    evaluated({ record: 'silent', truePositives: 0 }),
    evaluated({ record: 'long', truePositives: 1000, falseNegatives: 10 }),
    evaluated({ record: 'short', truePositives: 5, falseNegatives: 5 }),
  ];
  expect(names(sortRecords(records, WORST_FIRST.ec57))).toEqual(['short', 'long', 'silent']);
});

test('names with numbers are in the order of the numbers', () => {
  const records = ['data_10', 'data_2', 'data_1'].map((record) => evaluated({ record }));
  const order = { column: 'record', direction: 'ascending' } as const;
  expect(names(sortRecords(records, order))).toEqual(['data_1', 'data_2', 'data_10']);
});

test('what is not there is last in both directions', () => {
  const records = [
    evaluated({ record: 'none', heartRate: null }),
    evaluated({ record: 'slow', heartRate: 50 }),
    evaluated({ record: 'fast', heartRate: 120 }),
  ];
  const by = (direction: 'ascending' | 'descending') =>
    names(sortRecords(records, { column: 'heartRate', direction }));
  expect(by('ascending')).toEqual(['slow', 'fast', 'none']);
  expect(by('descending')).toEqual(['fast', 'slow', 'none']);
});

const record = fc
  .record({
    record: fc.string({ maxLength: 3 }),
    lead: fc.option(fc.constantFrom('I', 'II')),
    truePositives: fc.nat(3),
    falsePositives: fc.nat(3),
    falseNegatives: fc.nat(3),
    heartRate: fc.option(fc.nat(200)),
    seenInTraining: fc.boolean(),
  })
  .map((part) => evaluated(part));

test('sorting loses no record, changes no list, and gives the same order whatever it was before', () => {
  const order = fc.record({
    column: fc.constantFrom(...COLUMNS.ec57),
    direction: fc.constantFrom('ascending' as const, 'descending' as const),
  });
  fc.assert(
    fc.property(fc.array(record), order, (records, by) => {
      const before = [...records];
      const sorted = sortRecords(records, by);
      expect(records).toEqual(before);
      expect(new Set(sorted)).toEqual(new Set(records));
      expect(names(sortRecords([...records].reverse(), by))).toEqual(names(sorted));
    }),
  );
});

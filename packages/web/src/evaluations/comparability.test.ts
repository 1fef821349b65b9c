import { expect, test } from 'vitest';
import { disparities, isSameModel } from './comparability.ts';

const asked = {
  source: { kind: 'library', dataSet: 'mitdb' },
  protocol: 'ec57',
  annotator: 'atr',
  span: 'all',
  fromSeconds: 0,
  toleranceMs: 150,
} as const;
const model = { name: 'sinode-qrs-1', version: '1.0.0' };

test('the same question with two models is a fair comparison', () => {
  const newer = { name: 'sinode-qrs-2', version: '1.0.0' };
  expect(disparities({ asked, model }, { asked, model: newer }, 0)).toEqual([]);
  expect(isSameModel({ asked, model }, { asked, model: newer })).toBe(false);
  expect(isSameModel({ asked, model }, { asked, model: { ...model } })).toBe(true);
});

test('other options and other data are named', () => {
  const other = {
    ...asked,
    source: { kind: 'library', dataSet: 'ludb' },
    annotator: 'ii',
    lead: 'ii',
    span: 'annotated',
    fromSeconds: 5,
    toleranceMs: 75,
  } as const;
  expect(disparities({ asked, model }, { asked: other, model }, 12)).toEqual([
    'data',
    'annotator',
    'lead',
    'span',
    'fromSeconds',
    'toleranceMs',
  ]);
});

test('the same data set with other records in it is told too', () => {
  expect(disparities({ asked, model }, { asked, model }, 2)).toEqual(['records']);
});

test('corrections are the same whatever the order in which their recordings were named', () => {
  const corrections = (...recordingIds: string[]) => ({
    asked: { ...asked, source: { kind: 'corrections' as const, recordingIds } },
    model,
  });
  expect(disparities(corrections('a', 'b'), corrections('b', 'a'), 0)).toEqual([]);
  expect(disparities(corrections('a', 'b'), corrections('a'), 0)).toEqual(['data']);
});

import { expect, test } from 'vitest';
import { recordingSearch } from './recording-search.ts';

const library = { kind: 'library', dataSet: 'mitdb' } as const;
const wfdb = {
  source: library,
  protocol: 'ec57',
  annotator: 'atr',
  toleranceMs: 150,
  span: 'all',
  isChallenge: false,
} as const;

test('WFDB records are opened with their annotator and the tolerance that they were scored with', () => {
  expect(recordingSearch({ lead: 'MLII' }, { ...wfdb, toleranceMs: 75 })).toEqual({
    lead: 'MLII',
    reference: 'atr',
    tolerance: 75,
    at: 'first-error',
  });
});

test('what was not scored at the edges is not shown as an error either', () => {
  expect(recordingSearch({ lead: 'ii' }, { ...wfdb, annotator: 'ii', span: 'annotated' })).toMatchObject({
    reference: 'ii',
    span: 'annotated',
  });
});

test("the challenge's layout has references of its own, whichever way it is scored", () => {
  const challenge = { ...wfdb, isChallenge: true };
  expect(recordingSearch({ lead: 'ecg' }, challenge)).toMatchObject({ reference: 'ref', tolerance: 150 });
  expect(recordingSearch({ lead: 'ecg' }, { ...challenge, protocol: 'cpsc2019' })).toMatchObject({
    reference: 'ref',
    tolerance: 75,
  });
});

test('a recording that could not be analysed has no lead; corrections are no file to compare with', () => {
  expect(recordingSearch({ lead: null }, wfdb)).not.toHaveProperty('lead');
  expect(recordingSearch({ lead: 'II' }, { ...wfdb, source: { kind: 'corrections' } })).toEqual({
    lead: 'II',
  });
});

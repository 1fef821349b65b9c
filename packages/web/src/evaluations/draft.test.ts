import { EvaluationRequest } from '@sinode/contracts';
import { expect, test } from 'vitest';
import {
  CORRECTIONS,
  emptyDraft,
  keyOf,
  protocolsOf,
  requestOf,
  withAnnotator,
  withSource,
} from './draft.ts';
import type { LibraryDataSet } from './types.ts';

function dataSet(name: string, part: Partial<LibraryDataSet>): LibraryDataSet {
  return {
    name,
    recordings: 8,
    durationSeconds: 80,
    isSynthetic: false,
    protocols: ['ec57'],
    annotators: ['atr'],
    ...part,
  };
}

const challenge = dataSet('.', { protocols: ['cpsc2019', 'ec57'], annotators: [] });
const mitdb = dataSet('mitdb', {});
const ludb = dataSet('ludb', { annotators: ['avf', 'i', 'ii'] });
const unmarked = dataSet('new', { protocols: [], annotators: [] });
const all = [unmarked, challenge, mitdb, ludb];

test('the form begins with the first data set that has reference beats, and can be sent as it is', () => {
  const draft = emptyDraft(all, 'sinode-qrs-2');
  expect(draft).toMatchObject({ source: keyOf(challenge), protocol: 'cpsc2019' });
  expect(EvaluationRequest.parse(requestOf(draft))).toMatchObject({
    source: { kind: 'library', dataSet: '.' },
    protocol: 'cpsc2019',
    model: 'sinode-qrs-2',
  });
});

test('without any there are one’s corrections', () => {
  const draft = emptyDraft([unmarked], 'm');
  expect(draft).toMatchObject({ source: CORRECTIONS, protocol: 'ec57' });
  expect(EvaluationRequest.parse(requestOf(draft)).source).toEqual({ kind: 'corrections' });
});

test('a protocol that does not fit the other data is changed; so is the annotator', () => {
  const first = emptyDraft(all, 'm');
  expect(withSource(first, keyOf(mitdb), all)).toMatchObject({
    protocol: 'ec57',
    annotator: 'atr',
    lead: '',
  });
  expect(protocolsOf(keyOf(unmarked), all)).toEqual([]);
  expect(protocolsOf(CORRECTIONS, all)).toEqual(['ec57']);
});

test('annotators of single leads are compared with these leads, where they marked them', () => {
  const draft = withSource(emptyDraft(all, 'm'), keyOf(ludb), all);
  expect(draft).toMatchObject({ annotator: 'ii', lead: 'ii', span: 'annotated' });
  expect(withAnnotator(draft, 'avf')).toMatchObject({ annotator: 'avf', lead: 'avf' });
  expect(withSource(draft, keyOf(mitdb), all)).toMatchObject({ annotator: 'atr', lead: '', span: 'all' });
});

test('a lead that a person named stays when the annotator marks no lead', () => {
  const draft = { ...emptyDraft(all, 'm'), lead: 'MLII' };
  expect(withAnnotator(draft, 'qrs')).toMatchObject({ annotator: 'qrs', lead: 'MLII' });
});

test('the challenge is sent without what it fixes, whatever was typed before', () => {
  const draft = { ...emptyDraft(all, 'm'), toleranceMs: 75, span: 'annotated' as const };
  expect(EvaluationRequest.safeParse(requestOf(draft)).success).toBe(true);
});

test('what is no number is refused where it was typed', () => {
  const draft = { ...emptyDraft([mitdb], 'm'), toleranceMs: '', fromSeconds: -1 };
  const { error } = EvaluationRequest.safeParse(requestOf(draft));
  expect(error?.issues.map(({ path }) => path.join('.'))).toEqual(['fromSeconds', 'toleranceMs']);
});

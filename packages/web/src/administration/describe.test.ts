import { expect, test } from 'vitest';
import { describeEvent, formatBinShare, formatChosenShare, nameOf } from './describe.ts';
import type { ModelEvent } from './types.ts';

const event = (changed: Partial<ModelEvent>): ModelEvent => ({
  id: 1,
  at: '2026-02-01T07:00:00.000Z',
  action: 'promoted',
  model: { name: 'clinic-qrs-3', version: '1.1.0' },
  share: null,
  reason: '',
  by: 'ada',
  ...changed,
});

test('a model is named with its version', () => {
  expect(nameOf({ name: 'clinic-qrs-3', version: '1.1.0' })).toBe('clinic-qrs-3 1.1.0');
});

test('a share reads as it was chosen, whatever the database keeps of it', () => {
  expect(formatChosenShare(0.2)).toBe('20 %');
  expect(formatChosenShare(0.125)).toBe('12.5 %');
  expect(formatChosenShare(Math.fround(0.07))).toBe('7 %');
  expect(formatChosenShare(1)).toBe('100 %');
});

test('a share of a histogram never looks like none where there is some', () => {
  expect(formatBinShare(0)).toBe('0.0 %');
  expect(formatBinShare(0.0001)).toBe('under 0.1 %');
  expect(formatBinShare(0.1234)).toBe('12.3 %');
  expect(formatBinShare(null)).toBe('–');
});

test('events say what happened', () => {
  expect(describeEvent(event({}))).toBe('clinic-qrs-3 1.1.0 was promoted');
  expect(describeEvent(event({ action: 'rolled-back', model: null }))).toBe(
    'Rolled back to the model that the server was set up with',
  );
  expect(describeEvent(event({ action: 'shadow-started', share: 0.2 }))).toBe(
    'clinic-qrs-3 1.1.0 began to run in the shadow on 20 %',
  );
  expect(describeEvent(event({ action: 'shadow-stopped', model: null }))).toBe('The shadow was stopped');
});

import { expect, test } from 'vitest';
import { LeadNotFoundError } from '../errors.ts';
import { selectLead } from './select-lead.ts';

const leads = (...names: string[]) => names.map((name) => ({ name, unit: 'mV' }));

test('without a name, lead II is taken wherever it stands', () => {
  expect(selectLead(leads('I', 'II', 'III', 'aVR'))).toBe(1);
  expect(selectLead(leads('V1', 'MLII'))).toBe(1);
});

test('without a familiar name, the first is taken', () => {
  expect(selectLead(leads('A', 'B'))).toBe(0);
});

test('a name is found exactly, then in another case', () => {
  expect(selectLead(leads('v1', 'V1'), 'V1')).toBe(1);
  expect(selectLead(leads('i', 'ii'), 'II')).toBe(1);
});

test('a name that is not there is refused with those that are', () => {
  expect(() => selectLead(leads('I', 'II'), 'V9')).toThrow(LeadNotFoundError);
  expect(() => selectLead(leads('I', 'II'), 'V9')).toThrow('There is no lead "V9"; the recording has I, II.');
});

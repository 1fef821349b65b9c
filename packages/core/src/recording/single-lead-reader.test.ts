import { expect, test } from 'vitest';
import { singleLeadReader } from './single-lead-reader.ts';

test('samples in memory are read as a recording of one lead', async () => {
  const reader = singleLeadReader(Float32Array.of(1, 2, 3, 4), 250);
  expect(reader.leads.map((lead) => lead.name)).toEqual(['II']);
  expect(reader.samplingRate).toBe(250);
  expect(reader.sampleCount).toBe(4);
  expect(await reader.read(0, 1, 3)).toEqual(Float32Array.of(2, 3));
});

test('the lead has the name that is given', () => {
  expect(singleLeadReader(Float32Array.of(1), 250, 'V5').leads[0].name).toBe('V5');
});

import { expect, test } from 'vitest';
import { sampleReport } from '../testing/reports.ts';
import { CSV_HEADING, csvRows } from './csv.ts';

test('there is a line per beat, with the time to the next', () => {
  expect(CSV_HEADING + csvRows(sampleReport())).toBe(
    [
      'file,lead,beat,sample,timeSeconds,rrMs,confidence',
      'in/a.mat,II,1,100,0.4,1000,0.9',
      'in/a.mat,II,2,350,1.4,1000,1',
      'in/a.mat,II,3,600,2.4,,0.5',
      '',
    ].join('\n'),
  );
});

test('a recording without beats has no lines', () => {
  expect(csvRows(sampleReport({ beats: [], confidence: [], rrMs: [] }))).toBe('');
});

test('names with commas, quotes and line breaks stand in quotes', () => {
  const odd = sampleReport({ file: 'a,b.mat', lead: 'the "II"\n', beats: [0], confidence: [1], rrMs: [] });
  expect(csvRows(odd)).toBe('"a,b.mat","the ""II""\n",1,0,0,,1\n');
});

test('numbers are short where they can be', () => {
  const odd = sampleReport({
    samplingRate: 360,
    beats: [1, 294],
    confidence: [1, 1],
    rrMs: [813.8888888888889],
  });
  expect(csvRows(odd).split('\n')[0]).toBe('in/a.mat,II,1,1,0.002778,813.889,1');
});

import { expect, test } from 'vitest';
import { BEATS_CSV_HEADING, beatsCsv } from './write-beats.ts';

const table = {
  file: 'in/a.mat',
  lead: 'II',
  samplingRate: 250,
  beats: [100, 350, 600],
  rrMs: [1000, 1000],
  confidence: [0.9, 1, 0.5],
};

test('there is a line per beat, with the time to the next', () => {
  expect(BEATS_CSV_HEADING + beatsCsv(table)).toBe(
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
  expect(beatsCsv({ ...table, beats: [], confidence: [], rrMs: [] })).toBe('');
});

test('beats that a person set have no confidence', () => {
  expect(beatsCsv({ ...table, beats: Int32Array.of(5), rrMs: [], confidence: [] })).toBe(
    'in/a.mat,II,1,5,0.02,,\n',
  );
});

test('names with commas, quotes and line breaks stand in quotes', () => {
  const odd = { ...table, file: 'a,b.mat', lead: 'the "II"\n', beats: [0], confidence: [1], rrMs: [] };
  expect(beatsCsv(odd)).toBe('"a,b.mat","the ""II""\n",1,0,0,,1\n');
});

test('numbers are short where they can be', () => {
  const odd = { ...table, samplingRate: 360, beats: [1, 294], confidence: [1, 1], rrMs: [813.8888888888889] };
  expect(beatsCsv(odd).split('\n')[0]).toBe('in/a.mat,II,1,1,0.002778,813.889,1');
});

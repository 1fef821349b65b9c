import { expect, test } from 'vitest';
import { measure } from './measure.ts';

test('200 samples at 250 Hz are 800 ms and 75 bpm, whichever end comes first', () => {
  const points = { fromSample: 100, toSample: 300, fromMv: 0.25, toMv: 1.25 };
  expect(measure(points, 250)).toEqual({ ms: 800, bpm: 75, mv: 1 });
  expect(measure({ ...points, fromSample: 300, toSample: 100 }, 250)).toEqual({ ms: 800, bpm: 75, mv: 1 });
});

test('no time is no rate', () => {
  expect(measure({ fromSample: 5, toSample: 5, fromMv: 0, toMv: -0.5 }, 250)).toEqual({
    ms: 0,
    bpm: null,
    mv: -0.5,
  });
});

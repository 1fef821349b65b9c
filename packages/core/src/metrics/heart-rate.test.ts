import { expect, test } from 'vitest';
import { heartRateBpm, instantaneousHeartRateBpm } from './heart-rate.ts';
import { rrIntervalsMs } from './rr-intervals.ts';

const beats = Int32Array.of(0, 250, 500, 1500, 1750);

test('beats one second apart are 1000 ms apart at any sampling rate', () => {
  expect(rrIntervalsMs(Int32Array.of(0, 250, 500), 250)).toEqual(Float64Array.of(1000, 1000));
  expect(rrIntervalsMs(Int32Array.of(0, 360, 720), 360)).toEqual(Float64Array.of(1000, 1000));
});

test('heart rate is 60 / mean RR', () => {
  expect(heartRateBpm(Int32Array.of(0, 250, 500), Float64Array.of(1000, 1000), [])).toBe(60);
  expect(heartRateBpm(Int32Array.of(0, 500), Float64Array.of(2000), [])).toBe(30);
});

test('an interval across a gap is no RR interval', () => {
  const rrMs = rrIntervalsMs(beats, 250);
  expect(heartRateBpm(beats, rrMs, [{ start: 600, end: 1400 }])).toBe(60);
  expect(heartRateBpm(beats, rrMs, [{ start: 0, end: 2000 }])).toBeNull();
  expect(heartRateBpm(beats, rrMs, [{ start: 1750, end: 2000 }])).toBeCloseTo(60 / 1.75);
});

test('one beat has no rate, and no beat neither', () => {
  expect(heartRateBpm(Int32Array.of(5), new Float64Array(0), [])).toBeNull();
  expect(heartRateBpm(new Int32Array(0), new Float64Array(0), [])).toBeNull();
});

test('from beat to beat, 800 ms are 75 bpm', () => {
  expect(instantaneousHeartRateBpm(Float64Array.of(800, 600))).toEqual(Float64Array.of(75, 100));
});

import { expect, test } from 'vitest';
import { insertPauses } from './insert-pauses.ts';
import { createRandom } from './random.ts';

const FS = 100;

/** 20 beats a second apart on a line of 0.3 mV. */
const beats = Int32Array.from({ length: 20 }, (_, i) => 50 + i * FS);
const samples = new Float32Array(20 * FS).fill(0.3);
for (const beat of beats) samples[beat] = 1;

test('pauses lie on the line before the P wave, and every beat is still at its peak', () => {
  const { pauses, ...paused } = insertPauses(samples, {
    samplingRate: FS,
    beats,
    pausesSeconds: [3, 8],
    random: createRandom(1),
  });

  expect(pauses.map(({ start, end }) => end - start)).toEqual([300, 800]);
  expect(paused.samples).toHaveLength(samples.length + 1100);
  expect(paused.beats).toHaveLength(20);
  for (const beat of paused.beats) expect(paused.samples[beat]).toBe(1);
  for (const { start, end } of pauses) {
    expect(paused.beats.includes(end + 24)).toBe(true);
    const line = paused.samples.subarray(start, end);
    expect(line.every((value) => Math.abs(value - 0.3) < 0.05)).toBe(true);
    expect(new Set(line).size).toBeGreaterThan(100);
  }
});

test('a rhythm without a long, regular interval gets no pause', () => {
  const fast = Int32Array.from({ length: 30 }, (_, i) => 50 + i * 60);
  const options = { samplingRate: FS, pausesSeconds: [3], random: createRandom(1) };

  expect(insertPauses(samples, { ...options, beats: fast }).pauses).toEqual([]);
  expect(insertPauses(samples, { ...options, beats: new Int32Array(0) }).samples).toEqual(samples);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeBeats } from './decode-beats.ts';

const steps = (...values: number[]) => Float32Array.from(values);
const decode = (probabilities: Float32Array, refractorySteps = 2) =>
  decodeBeats(probabilities, { threshold: 0.4, refractorySteps, certainSum: 2 });
const places = (probabilities: Float32Array, refractory?: number) =>
  decode(probabilities, refractory).map(({ step }) => step);

test('a maximum above the threshold is a beat, one below it is not', () => {
  expect(places(steps(0, 0.2, 0.9, 0.2, 0, 0, 0.1, 0.3, 0.1, 0))).toEqual([2]);
});

test('within the refractory time only the largest counts', () => {
  expect(places(steps(0, 0.8, 0.1, 0.9, 0, 0, 0))).toEqual([3]);
  expect(places(steps(0, 0.8, 0.1, 0.1, 0.9, 0, 0))).toEqual([1, 4]);
});

test('of two equal ones the earlier counts', () => {
  expect(places(steps(0, 0.9, 0.9, 0, 0))).toEqual([1]);
});

test('the place is the centroid of the probabilities around the maximum', () => {
  const [beat] = decode(steps(0, 0, 0.5, 1, 0.5, 0, 0));
  expect(beat).toEqual({ step: 3, position: 3, confidence: 1 });
  const [late] = decode(steps(0, 0, 0, 0.75, 0.75 / 3, 0, 0));
  expect(late.position).toBeCloseTo(3.25);
});

test('confidence is the share that a certain beat would have, however it is spread', () => {
  expect(decode(steps(0, 0, 0.5, 0.5, 0, 0))[0].confidence).toBe(0.5);
  expect(decode(steps(0, 0.25, 0.5, 0.25, 0, 0))[0].confidence).toBe(0.5);
  expect(decode(steps(0, 0.9, 1, 0.9, 0, 0))[0].confidence).toBe(1);
});

test('nothing found is an empty list', () => {
  expect(decode(new Float32Array(100))).toEqual([]);
  expect(decode(new Float32Array(0))).toEqual([]);
});

test('beats ascend and keep the refractory distance, whatever the probabilities', () => {
  const probabilities = fc.float32Array({ min: 0, max: 1, noNaN: true, maxLength: 300 });
  fc.assert(
    fc.property(probabilities, fc.integer({ min: 1, max: 20 }), (values, refractory) => {
      const found = places(values, refractory);
      for (let i = 1; i < found.length; i++) expect(found[i] - found[i - 1]).toBeGreaterThan(refractory);
    }),
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareBeats, f1, positivePredictiveValue, sensitivity } from './ec57.ts';

const everything = { start: 0, end: Number.POSITIVE_INFINITY };
const at = (...samples: number[]) => Int32Array.from(samples);
const within = (toleranceSamples: number) => ({ toleranceSamples, scored: everything });

test('a detection at the tolerance matches, one sample further does not', () => {
  expect(compareBeats(at(1000), at(1054), within(54))).toEqual({
    truePositives: 1,
    falsePositives: 0,
    falseNegatives: 0,
    offsetsSamples: at(54),
  });
  expect(compareBeats(at(1000), at(1055), within(54))).toEqual({
    truePositives: 0,
    falsePositives: 1,
    falseNegatives: 1,
    offsetsSamples: at(),
  });
});

test('pairs are one to one: a second detection of the same beat is an extra', () => {
  expect(compareBeats(at(1000), at(990, 1010), within(54))).toMatchObject({
    truePositives: 1,
    falsePositives: 1,
  });
});

test('what lies outside the scored stretch counts neither way, but may match a beat inside it', () => {
  const scored = { start: 500, end: 1501 };
  expect(compareBeats(at(100, 500, 1500, 1900), at(490, 1510), { toleranceSamples: 54, scored })).toEqual({
    truePositives: 2,
    falsePositives: 0,
    falseNegatives: 0,
    offsetsSamples: at(-10, 10),
  });
  expect(compareBeats(at(500, 1500), at(200, 1800), { toleranceSamples: 54, scored })).toMatchObject({
    falsePositives: 0,
    falseNegatives: 2,
  });
});

test('flutter is left out', () => {
  const excluded = [{ start: 2000, end: 3001 }];
  expect(
    compareBeats(at(1000, 4000), at(1000, 2200, 2400, 3000, 4000), { ...within(54), excluded }),
  ).toMatchObject({ truePositives: 2, falsePositives: 0 });
});

test('every beat is counted once, and the best is no better than counting allows', () => {
  const beats = fc.uniqueArray(fc.nat(20_000), { maxLength: 60 }).map((all) => Int32Array.from(all).sort());
  fc.assert(
    fc.property(beats, beats, fc.nat(100), (reference, detected, tolerance) => {
      const result = compareBeats(reference, detected, within(tolerance));
      expect(result.truePositives + result.falseNegatives).toBe(reference.length);
      expect(result.truePositives + result.falsePositives).toBe(detected.length);
    }),
  );
});

test('ratios are null where there is nothing to divide by', () => {
  const nothing = { truePositives: 0, falsePositives: 0, falseNegatives: 0 };
  expect([sensitivity(nothing), positivePredictiveValue(nothing), f1(nothing)]).toEqual([null, null, null]);
});

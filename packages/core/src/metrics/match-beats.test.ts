import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchBeats } from './match-beats.ts';

const at = (...samples: number[]) => Int32Array.from(samples);
const within = (toleranceSamples: number) => ({ toleranceSamples });

test('a viewer is told which beats were found, which were missed and which are extra', () => {
  expect(matchBeats(at(100, 200, 300), at(105, 250, 298), within(10))).toEqual({
    pairs: at(100, 105, 300, 298),
    missed: at(200),
    extra: at(250),
  });
});

test('of two detections of one beat the nearer is its own, and the other is extra', () => {
  expect(matchBeats(at(100), at(60, 101, 130), within(50))).toEqual({
    pairs: at(100, 101),
    missed: at(),
    extra: at(60, 130),
  });
});

test('of two beats with one detection the farther was missed', () => {
  expect(matchBeats(at(100, 150), at(148), within(50))).toMatchObject({
    pairs: at(150, 148),
    missed: at(100),
  });
});

test('no beat goes without a partner so that another has a nearer one', () => {
  expect(matchBeats(at(100, 150), at(60, 110), within(50))).toMatchObject({
    pairs: at(100, 60, 150, 110),
    missed: at(),
    extra: at(),
  });
});

test('nothing is matched with nothing', () => {
  expect(matchBeats(at(), at(), within(50))).toEqual({ pairs: at(), missed: at(), extra: at() });
  expect(matchBeats(at(), at(1), within(50))).toMatchObject({ extra: at(1) });
  expect(matchBeats(at(1), at(), within(50))).toMatchObject({ missed: at(1) });
});

test('what lies in a stretch that is left out is neither missed nor extra', () => {
  const excluded = [{ start: 200, end: 301 }];
  expect(matchBeats(at(100, 250), at(100, 220, 300), { toleranceSamples: 5, excluded })).toEqual({
    pairs: at(100, 100),
    missed: at(),
    extra: at(),
  });
});

const beats = fc.uniqueArray(fc.nat(3000), { maxLength: 40 }).map((all) => Int32Array.from(all).sort());

test('there are as many pairs as there can be, and each is within the tolerance', () => {
  fc.assert(
    fc.property(beats, beats, fc.nat(200), (reference, detected, tolerance) => {
      const { pairs, missed, extra } = matchBeats(reference, detected, within(tolerance));
      expect(pairs.length / 2).toBe(mostPairs(reference, detected, tolerance));
      expect(pairs.length / 2 + missed.length).toBe(reference.length);
      expect(pairs.length / 2 + extra.length).toBe(detected.length);
      for (let i = 0; i < pairs.length; i += 2) {
        expect(Math.abs(pairs[i + 1] - pairs[i])).toBeLessThanOrEqual(tolerance);
      }
    }),
  );
});

test('the missed and the extra ascend, and come from what was given', () => {
  fc.assert(
    fc.property(beats, beats, fc.nat(200), (reference, detected, tolerance) => {
      const { missed, extra } = matchBeats(reference, detected, within(tolerance));
      expect(missed).toEqual(reference.filter((beat) => missed.includes(beat)));
      expect(extra).toEqual(detected.filter((beat) => extra.includes(beat)));
    }),
  );
});

/** By trying: either the first reference beat and the first detection go together, or one of them stays alone. */
function mostPairs(reference: Int32Array, detected: Int32Array, tolerance: number): number {
  let row = new Int32Array(detected.length + 1);
  for (const beat of reference) {
    const next = new Int32Array(detected.length + 1);
    for (let d = 0; d < detected.length; d++) {
      const together = Math.abs(detected[d] - beat) <= tolerance ? row[d] + 1 : 0;
      next[d + 1] = Math.max(row[d + 1], next[d], together);
    }
    row = next;
  }
  return row[detected.length];
}

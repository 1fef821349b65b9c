import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyChanges, type BeatChange, ChangeError } from './apply-changes.ts';

const SAMPLES = 60;

/** Beats and a list of changes of which each can be made after those before it. */
const corrections = fc
  .record({
    beats: fc.uniqueArray(fc.nat(SAMPLES - 1)),
    draws: fc.array(fc.record({ kind: fc.constantFrom('add', 'move', 'delete'), a: fc.nat(), b: fc.nat() })),
  })
  .map(({ beats, draws }) => {
    const present = new Set(beats);
    const changes: BeatChange[] = [];
    for (const { kind, a, b } of draws) {
      const there = [...present];
      const free = Array.from({ length: SAMPLES }, (_, sample) => sample).filter(
        (sample) => !present.has(sample),
      );
      const old = there[a % Math.max(1, there.length)];
      const next = free[b % Math.max(1, free.length)];
      if (kind === 'add' && next !== undefined) changes.push({ kind, sample: next });
      else if (kind === 'move' && old !== undefined && next !== undefined) {
        changes.push({ kind, from: old, to: next });
      } else if (kind === 'delete' && old !== undefined) changes.push({ kind, sample: old });
      else continue;
      if (kind !== 'add' && old !== undefined) present.delete(old);
      if (kind !== 'delete' && next !== undefined) present.add(next);
    }
    return { beats: Int32Array.from(beats).sort(), changes, after: present };
  });

function inverse(changes: readonly BeatChange[]): BeatChange[] {
  return changes.toReversed().map((change) => {
    if (change.kind === 'move') return { kind: 'move', from: change.to, to: change.from };
    return { kind: change.kind === 'add' ? 'delete' : 'add', sample: change.sample };
  });
}

test('changes are made one after the other', () => {
  const changes: BeatChange[] = [
    { kind: 'add', sample: 5 },
    { kind: 'move', from: 5, to: 40 },
    { kind: 'delete', sample: 10 },
    { kind: 'add', sample: 10 },
  ];
  expect(applyChanges(Int32Array.of(10, 20, 30), changes, 50)).toEqual(Int32Array.of(10, 20, 30, 40));
});

test('beats are ascending, each once, and exactly those that the changes leave', () => {
  fc.assert(
    fc.property(corrections, ({ beats, changes, after }) => {
      const result = applyChanges(beats, changes, SAMPLES);
      expect([...result]).toEqual([...after].sort((a, b) => a - b));
    }),
  );
});

test('the inverse changes in reverse give the original back', () => {
  fc.assert(
    fc.property(corrections, ({ beats, changes }) => {
      const there = applyChanges(beats, changes, SAMPLES);
      expect(applyChanges(there, inverse(changes), SAMPLES)).toEqual(beats);
    }),
  );
});

test('the beats that are given stay as they are', () => {
  const beats = Int32Array.of(1, 2, 3);
  applyChanges(beats, [{ kind: 'delete', sample: 2 }], 10);
  expect(beats).toEqual(Int32Array.of(1, 2, 3));
});

test.each<[string, BeatChange]>([
  ['there is no beat at sample 7', { kind: 'delete', sample: 7 }],
  ['there is no beat at sample 7', { kind: 'move', from: 7, to: 8 }],
  ['there is a beat at sample 10 already', { kind: 'add', sample: 10 }],
  ['there is a beat at sample 20 already', { kind: 'move', from: 10, to: 20 }],
  ['sample 50 is outside the recording, which has 50 samples', { kind: 'add', sample: 50 }],
  ['sample -1 is outside the recording, which has 50 samples', { kind: 'move', from: 10, to: -1 }],
])('a change that cannot be made is named: %s', (reason, change) => {
  const changes: BeatChange[] = [{ kind: 'add', sample: 1 }, change];
  const error = (() => {
    try {
      return applyChanges(Int32Array.of(10, 20), changes, 50);
    } catch (thrown) {
      return thrown;
    }
  })();
  expect(error).toBeInstanceOf(ChangeError);
  expect(error).toMatchObject({ index: 1, message: reason });
});

test('a day of beats takes a hundred thousand changes, and no square of them', () => {
  const beats = Int32Array.from({ length: 100_000 }, (_, i) => i * 250);
  const changes = Array.from(beats, (from): BeatChange => ({ kind: 'move', from, to: from + 1 }));
  const began = performance.now();
  const result = applyChanges(beats, changes, 25_000_000);
  expect(performance.now() - began).toBeLessThan(10_000);
  expect(Buffer.from(result.buffer).equals(Buffer.from(beats.map((beat) => beat + 1).buffer))).toBe(true);
});

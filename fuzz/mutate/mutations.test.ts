import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadTarget, TARGET_NAMES } from '../targets/targets.ts';
import { mutateBytes } from './bytes.ts';
import { packFiles, unpackFiles } from './files.ts';
import { createMutation } from './mutation.ts';

const MAX_BYTES = 4096;
const words = ['ecg', '+0', '\0\x01'].map((word) => Uint8Array.from(Buffer.from(word)));

describe.each(TARGET_NAMES)('mutations of %s', (name) => {
  test('take any bytes, differ, and are the same for the same seed', async () => {
    const { mutate = mutateBytes, seeds } = await loadTarget(name);
    const inputs = seeds();
    let changed = 0;
    fc.assert(
      fc.property(
        fc.oneof(fc.constantFrom(...inputs), fc.uint8Array({ maxLength: 300 })),
        fc.nat(),
        (input, seed) => {
          const before = input.slice();
          const run = () => {
            const options = { words, other: () => inputs[0], maxBytes: MAX_BYTES };
            return mutate(input, createMutation(seed, options));
          };
          const mutated = run();
          expect(run()).toEqual(mutated);
          expect(input).toEqual(before);
          if (Buffer.compare(mutated, input) !== 0) changed++;
        },
      ),
      { numRuns: 200, seed: 2019, endOnFailure: true },
    );
    expect(changed).toBeGreaterThan(150);
  });
});

test('several files are one input and come out of it again', () => {
  const files = [
    { name: 'a.hea', bytes: Uint8Array.of(10, 49, 10) },
    { name: '', bytes: new Uint8Array(0) },
    { name: 'a.dat', bytes: Uint8Array.of(255, 0) },
  ];
  expect(unpackFiles(packFiles(files))).toEqual(files);
});

test('any bytes are some files', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (input) => {
      const bytes = unpackFiles(input).reduce((sum, file) => sum + file.bytes.length, 0);
      expect(bytes).toBeLessThanOrEqual(input.length);
    }),
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fractionsFromBytes, fractionsToBytes, samplesFromBytes, samplesToBytes } from './stored-numbers.ts';

test('samples are stored with the low byte first', () => {
  expect([...samplesToBytes(Int32Array.of(1, 0x01020304))]).toEqual([1, 0, 0, 0, 4, 3, 2, 1]);
});

test('numbers come back as they were, wherever their bytes begin', () => {
  fc.assert(
    fc.property(
      fc.int32Array(),
      fc.float32Array({ noNaN: true }),
      fc.nat(7),
      (samples, fractions, offset) => {
        const at = (bytes: Uint8Array) => {
          const moved = new Uint8Array(offset + bytes.length);
          moved.set(bytes, offset);
          return moved.subarray(offset);
        };
        expect(samplesFromBytes(at(samplesToBytes(samples)))).toEqual(samples);
        expect(fractionsFromBytes(at(fractionsToBytes(fractions)))).toEqual(fractions);
      },
    ),
  );
});

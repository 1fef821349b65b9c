import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createFingerprint } from './fingerprint.ts';

function fingerprint(...pieces: Float32Array[]): string {
  const builder = createFingerprint();
  for (const piece of pieces) builder.add(piece);
  return builder.finish();
}

test('it is the head of SHA-256 over whole microvolts', () => {
  const microvolts = new Int32Array([1000, -5, 0, -(2 ** 31)]);
  const expected = createHash('sha256').update(microvolts).digest('hex').slice(0, 16);
  expect(fingerprint(Float32Array.of(1, -0.005, 0.0001, Number.NaN))).toBe(expected);
});

test('how the lead is cut into pieces makes no difference', () => {
  const samples = Float32Array.from({ length: 1000 }, (_, i) => Math.sin(i));
  expect(fingerprint(samples.subarray(0, 1), samples.subarray(1))).toBe(fingerprint(samples));
});

test('one microvolt makes a difference', () => {
  expect(fingerprint(Float32Array.of(0.5, 0.501))).not.toBe(fingerprint(Float32Array.of(0.5, 0.502)));
});

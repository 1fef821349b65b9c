import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesSource } from '../byte-source.ts';
import { bytesOfSamples, sampleFormat, samplesInBytes } from './sample-formats.ts';
import { framesInFile, readStored } from './signal-file.ts';
import { ADC_BITS, encodeSamples } from './testing/encode-samples.ts';

function decode(format: number, bytes: readonly number[], count: number): number[] {
  const out = new Int32Array(count);
  sampleFormat(format)!.decode(Uint8Array.from(bytes), 0, 1, out, 0, 1);
  return Array.from(out);
}

describe('samples are decoded as signal(5) describes', () => {
  test.each([
    ['8: signed differences', 8, [0x01, 0xff, 0x7f, 0x80], [1, -1, 127, -128]],
    ['16: low byte first', 16, [0x01, 0x00, 0xff, 0xff, 0x00, 0x80, 0x34, 0x12], [1, -1, -32768, 0x1234]],
    [
      '24: low byte first',
      24,
      [0x01, 0x02, 0x03, 0xff, 0xff, 0xff, 0x00, 0x00, 0x80],
      [0x030201, -1, -8388608],
    ],
    ['32: low byte first', 32, [0x01, 0x02, 0x03, 0x04, 0x00, 0x00, 0x00, 0x80], [0x04030201, -2147483648]],
    ['61: high byte first', 61, [0x00, 0x01, 0xff, 0xfe, 0x80, 0x00], [1, -2, -32768]],
    ['80: 128 is zero', 80, [0x80, 0x81, 0x00, 0xff], [0, 1, -128, 127]],
    ['160: 32768 is zero', 160, [0x00, 0x80, 0x01, 0x80, 0x00, 0x00, 0xff, 0xff], [0, 1, -32768, 32767]],
    // 0x7a5 and 0xc12: the middle byte has 7 in its low half, c in its high half; 0xc12 is 3090 - 4096.
    ['212: two in three bytes', 212, [0xa5, 0xc7, 0x12], [0x7a5, -1006]],
    // 1 and 2 shifted left by one in a word each; 33 = 1·32 + 1 has one bit at the top of both words.
    ['310: three in two words', 310, [0x02, 0x08, 0x04, 0x08], [1, 2, 33]],
    // 1 + 2·2^10 + 3·2^20
    ['311: three in 32 bits', 311, [0x01, 0x08, 0x30, 0x00], [1, 2, 3]],
    ['310: all bits set', 310, [0xfe, 0xff, 0xfe, 0xff], [-1, -1, -1]],
    ['311: all bits set', 311, [0xff, 0xff, 0xff, 0x3f], [-1, -1, -1]],
  ])('%s', (_, format, bytes, samples) => {
    expect(decode(format, bytes, samples.length)).toEqual(samples);
  });
});

test('a file may end within a group of samples that share bytes', () => {
  expect([1, 2, 3, 4].map((n) => bytesOfSamples(sampleFormat(212)!, n))).toEqual([2, 3, 5, 6]);
  expect([1, 2, 3, 4].map((n) => bytesOfSamples(sampleFormat(310)!, n))).toEqual([2, 4, 4, 6]);
  expect([1, 2, 3, 4].map((n) => bytesOfSamples(sampleFormat(311)!, n))).toEqual([2, 3, 4, 6]);
  expect([0, 1, 2, 3, 4, 5].map((n) => samplesInBytes(sampleFormat(212)!, n))).toEqual([0, 0, 1, 2, 2, 3]);
});

test('what is encoded in a format is decoded to the same values, in pieces as well as whole', async () => {
  const cases = fc.constantFrom(...Object.keys(ADC_BITS).map(Number)).chain((format) => {
    const top = 2 ** (ADC_BITS[format] - 1);
    return fc.record({
      format: fc.constant(format),
      signals: fc.integer({ min: 1, max: 5 }),
      values: fc.array(fc.integer({ min: -top, max: top - 1 }), { minLength: 5, maxLength: 60 }),
      cut: fc.double({ min: 0, max: 1, noNaN: true }),
    });
  });
  await fc.assert(
    fc.asyncProperty(cases, async ({ format, signals, values, cut }) => {
      const frames = Math.floor(values.length / signals);
      const stored = values.slice(0, frames * signals);
      const preamble = [1, 2, 3];
      const file = {
        source: bytesSource('r.dat', Uint8Array.from([...preamble, ...encodeSamples[format](stored)])),
        format: sampleFormat(format)!,
        byteOffset: preamble.length,
        samplesPerFrame: signals,
        frameCount: frames,
      };
      expect(framesInFile(file)).toBeGreaterThanOrEqual(frames);

      const middle = Math.floor(cut * frames);
      for (let signal = 0; signal < signals; signal++) {
        const slot = { offset: signal, count: 1 };
        const expected = stored.filter((_, i) => i % signals === signal);
        const pieces = [
          ...(await readStored(file, slot, 0, middle)),
          ...(await readStored(file, slot, middle, frames - middle)),
        ];
        expect(Array.from(await readStored(file, slot, 0, frames))).toEqual(expected);
        expect(pieces).toEqual(expected);
      }
    }),
    { numRuns: 300 },
  );
});

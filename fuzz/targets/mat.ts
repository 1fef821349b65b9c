/** Level 5 MAT-files, plain and compressed, as recordings and as references of the challenge. */
import { readChallengeReference } from '../../packages/core/src/evaluate/reference.ts';
import { bytesSource } from '../../packages/core/src/formats/byte-source.ts';
import { buildMat } from '../../packages/core/src/formats/mat/testing/build-mat.ts';
import { readFiles } from '../check/read-files.ts';
import { unlessRefused } from '../check/refusal.ts';
import { mutateMat, unpackedBytes } from '../mutate/mat.ts';
import type { Target } from '../target.ts';
import { seedSamples } from './seed-signal.ts';

const values = Array.from(seedSamples(24));
const counts = values.map((value) => Math.round(100 * value));
const RATE = { name: 'fs', dimensions: [1, 1], values: [250], storage: 4 };

export const target: Target = {
  name: 'mat',
  reads: 'MATLAB files of Level 5: recordings and reference beats',
  code: ['packages/core/src/formats/mat/'],
  seeds: () => [
    buildMat([{ name: 'ecg', dimensions: [24, 1], values }]),
    buildMat([RATE, { name: 'val', dimensions: [2, 12], values: counts, storage: 3, arrayClass: 10 }]),
    buildMat([RATE, { name: 'ecg', dimensions: [12, 2], values }], { compressed: true }),
    buildMat([RATE, { name: 'ecg', dimensions: [12, 2], values }], { bigEndian: true }),
    buildMat(
      [
        {
          name: 'ecg',
          dimensions: [1, 5000],
          values: new Array(5000).fill(0).map((_, i) => i % 9),
          storage: 1,
        },
      ],
      {
        compressed: true,
      },
    ),
    buildMat([{ name: 'R_peak', dimensions: [3, 1], values: [100, 350, 600], storage: 4 }]),
    buildMat([{ name: 'x', dimensions: [2, 12], values: counts, storage: 12, arrayClass: 14 }]),
    buildMat([{ name: 'ecg', dimensions: [12, 1], values, storage: 7, arrayClass: 7, flags: 8 }]),
  ],
  async run(input) {
    await readFiles([{ name: 'a.mat', bytes: input }], { mostSamples: unpackedBytes(input) });
    await unlessRefused(() => readChallengeReference(bytesSource('R_a.mat', input)));
  },
  mutate: mutateMat,
  weight: unpackedBytes,
};

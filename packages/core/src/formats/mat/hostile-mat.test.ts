import fc from 'fast-check';
import { zlibSync } from 'fflate';
import { expect, test } from 'vitest';
import { EcgError, FileCorruptError, FormatUnsupportedError } from '../../errors.ts';
import { readWhole } from '../../recording/recording.ts';
import { bytesSource } from '../byte-source.ts';
import { openMat } from './open-mat.ts';
import { readMatVariables } from './read-mat.ts';
import { buildMat, joined, matContainer, matFile, matMatrix } from './testing/build-mat.ts';

const VARIABLES = [
  { name: 'fs', dimensions: [1, 1], values: [250], storage: 4 },
  { name: 'ecg', dimensions: [20, 2], values: Array.from({ length: 40 }, (_, i) => i / 8) },
];
const FILES = [
  buildMat(VARIABLES),
  buildMat(VARIABLES, { compressed: true }),
  buildMat(VARIABLES, { bigEndian: true }),
];

async function readEverything(bytes: Uint8Array): Promise<void> {
  const source = bytesSource('a.mat', bytes);
  await readMatVariables(source);
  await readWhole(await openMat(source, {}));
}

/** Resolves when the file is read or refused in words; any other error is a bug. */
async function expectNoBug(bytes: Uint8Array): Promise<void> {
  try {
    await readEverything(bytes);
  } catch (error) {
    if (!(error instanceof EcgError)) throw error;
  }
}

test.each(FILES.map((bytes, i) => [i, bytes] as const))(
  'file %i, cut off anywhere, is refused in words',
  async (_, bytes) => {
    await readEverything(bytes);
    for (let length = 0; length < bytes.length; length++) {
      await expect(readEverything(bytes.slice(0, length))).rejects.toBeInstanceOf(EcgError);
    }
  },
);

test('any byte of any file may be wrong', async () => {
  for (const bytes of FILES) {
    for (let at = 0; at < bytes.length; at++) {
      for (const value of [0, 1, 0x7f, 0x80, 0xff, bytes[at] ^ 4]) {
        const mutated = bytes.slice();
        mutated[at] = value;
        await expectNoBug(mutated);
      }
    }
  }
}, 60_000);

test('several bytes of any file may be wrong', async () => {
  const change = fc.tuple(fc.nat(), fc.nat(255));
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...FILES),
      fc.array(change, { maxLength: 8 }),
      async (bytes, changes) => {
        const mutated = bytes.slice();
        for (const [at, value] of changes) mutated[128 + (at % (bytes.length - 128))] = value;
        await expectNoBug(mutated);
      },
    ),
    { numRuns: 500 },
  );
});

test('a flipped bit in compressed samples is found by their checksum', async () => {
  // Level 0 stores the bytes as they are, so that the flipped bit changes nothing but a sample.
  const stream = zlibSync(matMatrix(VARIABLES[1]), { level: 0 });
  stream[stream.length - 20] ^= 1;
  const file = matFile([matContainer(15, stream)]);
  await expect(openMat(bytesSource('a.mat', file), { samplingRate: 250 })).rejects.toThrow(/checksum/);
});

test('a zip bomb is refused before it is inflated', async () => {
  // 70 MB of zeros in 70 kB: beyond 64 MiB, a thousandfold growth is not believed.
  const bytes = 70_000_000;
  const header = matMatrix({ name: 'ecg', dimensions: [bytes, 1], values: [], storage: 2 });
  const view = new DataView(header.buffer);
  view.setUint32(4, header.length - 8 + bytes, true);
  view.setUint32(header.length - 4, bytes, true);
  const file = matFile([matContainer(15, zlibSync(joined([header, new Uint8Array(bytes)])))]);
  await expect(openMat(bytesSource('a.mat', file), { samplingRate: 250 })).rejects.toThrow(
    FormatUnsupportedError,
  );
});

test('a stream that holds more than its header says is cut short', async () => {
  const matrix = matMatrix(VARIABLES[1]);
  const file = matFile([matContainer(15, zlibSync(joined([matrix, new Uint8Array(100_000)])))]);
  await expect(openMat(bytesSource('a.mat', file), { samplingRate: 250 })).rejects.toThrow(FileCorruptError);
});

test('a claim that no stream of that length could fulfil is refused without allocating', async () => {
  const matrix = matMatrix(VARIABLES[1]);
  new DataView(matrix.buffer).setUint32(4, 0x3fff_fff8, true);
  const file = matFile([matContainer(15, zlibSync(matrix))]);
  await expect(openMat(bytesSource('a.mat', file), { samplingRate: 250 })).rejects.toThrow(/credible/);
});

test('a megabyte after the end of a stream does not hang the reader', async () => {
  const file = matFile([matContainer(15, joined([zlibSync(new Uint8Array(16)), new Uint8Array(2 ** 20)]))]);
  await expect(openMat(bytesSource('a.mat', file), {})).rejects.toThrow(FileCorruptError);
});

test('thousands of variables are refused', async () => {
  const tiny = matMatrix({ name: 'x', dimensions: [1, 1], values: [1] });
  const file = matFile(new Array(5000).fill(tiny));
  await expect(openMat(bytesSource('a.mat', file), {})).rejects.toThrow(/more than 4096 variables/);
});

/** Which format any bytes are, whatever the files are called. */
import { everyFormat } from '../../packages/core/src/formats/testing/every-format.ts';
import { readFiles } from '../check/read-files.ts';
import { mutateBytes } from '../mutate/bytes.ts';
import { mutateFiles, packFiles, unpackFiles } from '../mutate/files.ts';
import { unpackedBytes } from '../mutate/mat.ts';
import { mutateText } from '../mutate/text.ts';
import type { Target } from '../target.ts';
import { textBytes } from './seed-signal.ts';

const HEAD_BYTES = 1500;
const LONGEST_PER_STORED = 100;

export const target: Target = {
  name: 'detect',
  reads: 'any bytes under any name: which format they are',
  code: [
    'packages/core/src/formats/open-recording.ts',
    'packages/core/src/formats/mat/container.ts',
    'packages/core/src/formats/edf/detect.ts',
    'packages/core/src/formats/csv/is-text.ts',
    'packages/core/src/formats/json/is-json.ts',
  ],
  seeds: () => [
    // Beginnings do: the formats have targets of their own.
    ...everyFormat().map(({ files }) =>
      packFiles(
        files.map(({ name, bytes }, i) => ({
          name: i === 0 ? 'upload.bin' : name,
          bytes: bytes.slice(0, HEAD_BYTES),
        })),
      ),
    ),
    ...['', '0', '[', '{}', '\x89PNG\r\n\x1a\n', '\xff\xfe1\0', 'a 1\na.dat 16\n', '\ufeff[1]'].map((text) =>
      packFiles([{ name: 'a', bytes: textBytes(text) }]),
    ),
    packFiles([{ name: 'a.dat', bytes: Uint8Array.of(0, 1, 0xff, 0xfe) }]),
    // Level 4: five numbers, then a name.
    packFiles([
      {
        name: 'a.mat',
        bytes: Uint8Array.from([
          ...new Uint8Array(4),
          2,
          0,
          0,
          0,
          1,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          2,
          0,
          0,
          0,
          120,
          0,
          0,
        ]),
      },
    ]),
  ],
  async run(input) {
    const files = unpackFiles(input);
    const byteCount = files.reduce((sum, { bytes }) => sum + unpackedBytes(bytes), 0);
    await readFiles(files, { mostSamples: LONGEST_PER_STORED * byteCount });
  },
  mutate: (input, mutation) =>
    mutateFiles(input, mutation, ({ bytes }) =>
      mutation.random.chance(0.5) ? mutateText(bytes, mutation) : mutateBytes(bytes, mutation),
    ),
  weight: (input) => unpackFiles(input).reduce((sum, { bytes }) => sum + unpackedBytes(bytes), 0),
};

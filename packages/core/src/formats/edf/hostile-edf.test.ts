import fc from 'fast-check';
import { test } from 'vitest';
import { EcgError } from '../../errors.ts';
import type { ByteSource } from '../byte-source.ts';
import { openEdf } from './open-edf.ts';
import { buildEdf, tal } from './testing/build-edf.ts';

const files = (['EDF+C', 'EDF+D', 'BDF+D'] as const).map((reserved) =>
  buildEdf({
    format: reserved === 'BDF+D' ? 'bdf' : 'edf',
    reserved,
    recordCount: 3,
    signals: [
      { label: 'ECG II', unit: 'uV', samplesPerRecord: 5, stored: [1, 2, 3, 4, 5, 6] },
      {
        label: `${reserved.slice(0, 3)} Annotations`,
        samplesPerRecord: 12,
        tals: [tal('+0', '', 'x'), tal('+1', ''), tal('+3', '')],
      },
    ],
  }),
);

/** Fails on a read that begins or ends outside the file, which a real file would answer with fewer bytes. */
function strictSource(bytes: Uint8Array): ByteSource {
  return {
    name: 'hostile.edf',
    size: bytes.length,
    read: async (offset, length) => {
      const isInside =
        Number.isInteger(offset) && offset >= 0 && length >= 0 && offset + length <= bytes.length;
      if (!isInside) throw new RangeError(`read of ${length} bytes at ${offset} of ${bytes.length}`);
      return bytes.subarray(offset, offset + length);
    },
  };
}

async function readOrRefuse(bytes: Uint8Array): Promise<void> {
  try {
    const reader = await openEdf(strictSource(bytes));
    const { sampleCount } = reader;
    for (const lead of reader.leads.keys()) {
      await reader.read(lead, 0, Math.min(sampleCount, 100));
      await reader.read(lead, Math.max(0, sampleCount - 100), sampleCount);
    }
  } catch (error) {
    if (!(error instanceof EcgError)) throw error;
  }
}

/** Characters that mean something somewhere in the format, and any others. */
const byte = fc.oneof(
  fc.constantFrom(...new TextEncoder().encode('0123456789+-.,eE \0\x14\x15')),
  fc.integer({ min: 0, max: 255 }),
);

test('a file with bytes changed, or cut anywhere, is read within its bounds or refused with a reason', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...files),
      fc.array(fc.tuple(fc.nat(), byte), { maxLength: 8 }),
      fc.option(fc.nat()),
      async (file, changes, cut) => {
        const bytes = file.slice(0, cut === null ? file.length : cut % (file.length + 1));
        for (const [at, value] of changes) if (bytes.length > 0) bytes[at % bytes.length] = value;
        await readOrRefuse(bytes);
      },
    ),
    { numRuns: 3000 },
  );
});

test('a file with one header field rewritten is read within its bounds or refused with a reason', async () => {
  const numeric = fc.oneof(
    fc.double({ noNaN: true }).map(String),
    fc.integer().map(String),
    fc.constantFrom('-1', '0', '1', '99999999', '1e-300', '9e307', '-9e307', '2147483647', ''),
  );
  const places = [
    184,
    236,
    244,
    252,
    ...[104, 112, 120, 128, 216].flatMap((at) => [256 + 2 * at, 264 + 2 * at]),
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...files),
      fc.array(fc.tuple(fc.constantFrom(...places), numeric), { minLength: 1, maxLength: 3 }),
      async (file, changes) => {
        const bytes = file.slice();
        for (const [at, text] of changes) {
          const width = at === 252 ? 4 : 8;
          bytes.set(new TextEncoder().encode(text.slice(0, width).padEnd(width)), at);
        }
        await readOrRefuse(bytes);
      },
    ),
    { numRuns: 3000 },
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EcgError } from '../../errors.ts';
import { readWhole } from '../../recording/recording.ts';
import { encodeAnnotations, parseAnnotations } from './annotations.ts';
import { openText, toBytes } from './testing/records.ts';

const record = {
  'r.hea': toBytes('r/4 2 100 30 12:00:00 1/2/2003\nl 0\na 10\n~ 10\nb 10\n# done'),
  'l.hea': toBytes('l 2 100 0\n~ 0 200/mV 0 0 0 0 0 II\n~ 0x2 1/mmHg 0 0 0 0 0 ABP'),
  'a.hea': toBytes(
    'a 2 100 10\na.dat 212:1+2 200(0)/mV 12 0 0 0 0 II\na.dat 212x2:0+2 1/mmHg 12 0 0 0 0 ABP',
  ),
  'a.dat': Uint8Array.from({ length: 47 }, (_, i) => i * 31),
  'b.hea': toBytes('b 1 100 10\nb.dat 8 200/uV 8 0 5 0 0 II'),
  'b.dat': Uint8Array.from({ length: 10 }, (_, i) => i * 57),
};

const annotations = encodeAnnotations(
  [18, 400, 5000].map((sample, i) => ({
    sample,
    symbol: 'N',
    subtype: i,
    channel: i,
    number: -i,
    aux: 'x'.repeat(i),
  })),
  { samplingRate: 100 },
);

/** Bytes that mean something to a header are more likely to lead somewhere than any others. */
const byte = fc.oneof(
  fc.nat(255),
  fc.constantFrom(...'0123456789 /x:+-().~#e\n\r\t'.split('').map((c) => c.charCodeAt(0))),
);

interface Edit {
  /** From 0 for the start of the file to 1 for its end. */
  readonly at: number;
  readonly remove: number;
  readonly insert: readonly number[];
}

const edits: fc.Arbitrary<Edit[]> = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    remove: fc.nat(3),
    insert: fc.array(byte, { maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 5 },
);

function mutate(bytes: Uint8Array, changes: readonly Edit[]): number[] {
  const mutated = [...bytes];
  for (const { at, remove, insert } of changes) {
    mutated.splice(Math.floor(at * mutated.length), remove, ...insert);
  }
  return mutated;
}

async function onlyEcgErrors(run: () => unknown): Promise<void> {
  try {
    await run();
  } catch (error) {
    expect(error).toBeInstanceOf(EcgError);
    expect((error as EcgError).message).not.toMatch(/undefined|NaN|\[object/);
  }
}

test('the undamaged record is sound', async () => {
  const { 'r.hea': header, ...files } = record;
  const { leads, sampleCount } = await readWhole(await openText(header, files));
  expect(leads.map(({ name }) => name)).toEqual(['II']);
  expect(sampleCount).toBe(30);
  expect(leads[0].samples.findLastIndex(Number.isFinite)).toBe(29);
});

test('a record with any of its files damaged is read or refused with a sentence', async () => {
  const names = fc.constantFrom(...(Object.keys(record) as (keyof typeof record)[]));
  await fc.assert(
    fc.asyncProperty(names, edits, async (name, changes) => {
      const { 'r.hea': header, ...files } = { ...record, [name]: mutate(record[name], changes) };
      await onlyEcgErrors(async () => readWhole(await openText(header, files)));
    }),
    { numRuns: 800 },
  );
});

test('an ordinary record with a damaged header is read or refused with a sentence', async () => {
  await fc.assert(
    fc.asyncProperty(edits, async (changes) => {
      const header = mutate(record['a.hea'], changes);
      await onlyEcgErrors(async () => readWhole(await openText(header, { 'a.dat': record['a.dat'] })));
    }),
    { numRuns: 800 },
  );
});

test('a damaged annotation file is read or refused with a sentence', async () => {
  await fc.assert(
    fc.asyncProperty(edits, async (changes) => {
      await onlyEcgErrors(() => parseAnnotations(Uint8Array.from(mutate(annotations, changes)), 'r.atr'));
    }),
    { numRuns: 800 },
  );
});

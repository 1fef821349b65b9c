import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InvalidArgumentError } from '../../errors.ts';
import { bytesSource, fileSet } from '../byte-source.ts';
import { openWfdb } from './open-wfdb.ts';
import { type WfdbRecordToWrite, writeWfdb } from './write-wfdb.ts';

async function writeAndOpen(record: WfdbRecordToWrite) {
  const sources = writeWfdb(record).map(({ name, bytes }) => bytesSource(name, bytes));
  return openWfdb(sources[0], fileSet(sources));
}

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

test('a record is a header and a file of 16-bit samples, frame after frame', () => {
  const [header, signals] = writeWfdb({
    recordName: 'synth_1',
    samplingRate: 360,
    leads: [
      { name: 'II', samples: Float32Array.of(1, Number.NaN) },
      { name: 'lead\nV1', samples: Float32Array.of(-0.5, 0.001) },
    ],
    comments: ['synthetic', 'two\nlines'],
    startTime: new Date('2024-02-29T23:59:58.500Z'),
  });
  expect([header.name, signals.name]).toEqual(['synth_1.hea', 'synth_1.dat']);
  // Checksums: 1000 - 32768, and -500 + 1.
  expect(text(header.bytes)).toBe(
    [
      'synth_1 2 360 2 23:59:58.500 29/02/2024',
      'synth_1.dat 16 1000(0)/mV 16 0 1000 -31768 0 II',
      'synth_1.dat 16 1000(0)/mV 16 0 -500 -499 0 lead V1',
      '# synthetic',
      '# two',
      '# lines',
      '',
    ].join('\n'),
  );
  expect([...new Int16Array(signals.bytes.buffer)]).toEqual([1000, -500, -32768, 1]);
});

test('what is written is read back, with its gaps', async () => {
  const reader = await writeAndOpen({
    recordName: 'r',
    samplingRate: 250.5,
    leads: [{ name: 'V2', samples: Float32Array.of(0, -1.5, Number.NaN, 32.767, Number.POSITIVE_INFINITY) }],
    startTime: new Date('1999-12-31T00:00:00Z'),
  });
  expect(reader).toMatchObject({
    leads: [{ name: 'V2', unit: 'mV' }],
    samplingRate: 250.5,
    sampleCount: 5,
    startTime: new Date('1999-12-31T00:00:00Z'),
    warnings: [],
  });
  expect(await reader.read(0, 0, 5)).toEqual(Float32Array.of(0, -1.5, Number.NaN, 32.767, Number.NaN));
});

test.each([
  ['a wide one is written with a lower, round gain', [-100, 100], ' 200(0)/mV'],
  ['one with an offset keeps its resolution by a baseline', [400, 401], ' 1000(-400500)/mV'],
  ['one of gaps only is written as such', [Number.NaN], ' 1000(0)/mV'],
])('of leads, %s', (_, samples, scale) => {
  const [header] = writeWfdb({
    recordName: 'r',
    samplingRate: 1,
    leads: [{ name: 'I', samples: Float32Array.from(samples) }],
  });
  expect(text(header.bytes)).toContain(scale);
});

test('any finite samples come back within half a step', async () => {
  const samples = fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), {
    minLength: 1,
    maxLength: 20,
  });
  await fc.assert(
    fc.asyncProperty(samples, async (values) => {
      const lead = Float32Array.from(values);
      const reader = await writeAndOpen({
        recordName: 'r',
        samplingRate: 100,
        leads: [{ name: 'I', samples: lead }],
      });
      const span = Math.max(...lead) - Math.min(...lead);
      const largest = Math.max(...lead.map(Math.abs));
      // The gain uses at least a fifth of the 65 536 steps for the span, and offsets of up to 2^31 steps.
      const tolerance = Math.max(0.0005, span / 13_000, largest / 2 ** 22);
      const back = await reader.read(0, 0, lead.length);
      for (const [i, value] of lead.entries())
        expect(Math.abs(back[i] - value)).toBeLessThanOrEqual(tolerance * 1.01);
    }),
    { numRuns: 300 },
  );
});

describe('a record is refused', () => {
  const lead = { name: 'I', samples: Float32Array.of(1) };
  test.each<[string, Partial<WfdbRecordToWrite>, string]>([
    ['with a path for a name', { recordName: '../r' }, '"../r" is no name for a WFDB record'],
    ['without leads', { leads: [] }, 'A WFDB record needs at least one lead.'],
    ['without a rate', { samplingRate: Number.NaN }, 'A record cannot have a sampling rate of NaN Hz.'],
    [
      'with leads of different lengths',
      { leads: [lead, { name: 'II', samples: new Float32Array(2) }] },
      'Lead II has 2 samples, lead I has 1.',
    ],
    [
      'with an invalid date',
      { startTime: new Date(Number.NaN) },
      'The start time has no year between 1 and 9999.',
    ],
  ])('%s', (_, change, message) => {
    const write = () => writeWfdb({ recordName: 'r', samplingRate: 100, leads: [lead], ...change });
    expect(write).toThrow(InvalidArgumentError);
    expect(write).toThrow(message);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FileCorruptError, InvalidArgumentError } from '../errors.ts';
import { bytesSource } from '../formats/byte-source.ts';
import { type EnvelopeQuery, readEnvelope, readTrace } from './read-envelope.ts';
import { readTraceHeader, traceLevels } from './trace-layout.ts';
import { createTraceWriter } from './write-trace.ts';

/** A trace file in memory. */
async function traceOf(samples: Float32Array, pieceLength = 1000) {
  const { offset, bucketCount } = traceLevels(samples.length).at(-1) ?? { offset: 0, bucketCount: 0 };
  const bytes = new Uint8Array(offset + bucketCount * 8);
  const sink = { write: async (at: number, piece: Uint8Array) => bytes.set(piece, at) };
  const writer = createTraceWriter(sink, { samplingRate: 250, sampleCount: samples.length });
  for (let start = 0; start < samples.length; start += pieceLength) {
    await writer.add(samples.subarray(start, start + pieceLength));
  }
  const summary = await writer.finish();
  const source = bytesSource('0.trace', bytes);
  return { bytes, summary, source, header: await readTraceHeader(source) };
}

/** The definition: each column by itself, over the samples. */
function bruteForce(
  samples: Float32Array,
  startSample: number,
  samplesPerColumn: number,
  columns: number,
): number[] {
  const pairs: number[] = [];
  for (let column = 0; column < columns; column++) {
    const start = startSample + column * samplesPerColumn;
    const finite = [...samples.subarray(start, start + samplesPerColumn)].filter(Number.isFinite);
    if (finite.length === 0) pairs.push(Number.NaN, Number.NaN);
    else
      pairs.push(
        finite.reduce((a, b) => Math.min(a, b)),
        finite.reduce((a, b) => Math.max(a, b)),
      );
  }
  return pairs;
}

const sample = fc.oneof(
  { weight: 8, arbitrary: fc.float({ noNaN: true, noDefaultInfinity: true, min: -5, max: 5 }) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY) },
);

test('every column has the minimum and maximum of exactly its samples', async () => {
  const arbitrary = fc.record({
    pattern: fc.array(sample, { minLength: 1, maxLength: 300 }),
    length: fc.integer({ min: 1, max: 100_000 }),
    from: fc.double({ min: 0, max: 1, noNaN: true }),
    to: fc.double({ min: 0, max: 1, noNaN: true }),
    columns: fc.integer({ min: 1, max: 2000 }),
    pieceLength: fc.integer({ min: 50, max: 200_000 }),
  });
  await fc.assert(
    fc.asyncProperty(arbitrary, async ({ pattern, length, from, to, columns, pieceLength }) => {
      const samples = Float32Array.from(
        { length },
        (_, i) => (pattern[i % pattern.length] ?? 0) + (i % 977) / 977,
      );
      const [start, end] = [Math.floor(from * length), Math.floor(to * length)].sort((a, b) => a - b) as [
        number,
        number,
      ];
      const { source, header } = await traceOf(samples, pieceLength);
      const { startSample, samplesPerColumn, minMax } = await readEnvelope(source, header, {
        start,
        end,
        columns,
      });
      const count = minMax.length / 2;

      expect(count).toBeLessThanOrEqual(columns);
      expect(startSample).toBeLessThanOrEqual(start);
      expect(startSample + samplesPerColumn).toBeGreaterThan(start);
      if (end > start) expect(startSample + count * samplesPerColumn).toBeGreaterThanOrEqual(end);
      expect([...minMax]).toEqual(bruteForce(samples, startSample, samplesPerColumn, count));
    }),
    { numRuns: 60 },
  );
});

describe('a second of ECG at 250 Hz', () => {
  const samples = Float32Array.from({ length: 250 }, (_, i) => i / 100);

  test('is its samples where there is room for them', async () => {
    const { source, header } = await traceOf(samples);
    const envelope = await readEnvelope(source, header, { start: 10, end: 20, columns: 10 });
    expect(envelope.samplesPerColumn).toBe(1);
    expect(envelope.startSample).toBe(10);
    expect([...envelope.minMax.slice(0, 4)]).toEqual([samples[10], samples[10], samples[11], samples[11]]);
  });

  test('is one column with the whole range where there is room for one', async () => {
    const { source, header } = await traceOf(samples);
    const { minMax } = await readEnvelope(source, header, { start: 0, end: 250, columns: 1 });
    expect([...minMax]).toEqual([samples[0], samples[249]]);
  });

  test('reads back as it was', async () => {
    const { source, header } = await traceOf(samples, 7);
    expect(header).toMatchObject({ samplingRate: 250, sampleCount: 250 });
    expect(await readTrace(source, header, 0, 250)).toEqual(samples);
    expect(await readTrace(source, header, 249, 250)).toEqual(samples.slice(249));
  });

  test.each<[string, EnvelopeQuery]>([
    ['beyond its end', { start: 0, end: 251, columns: 10 }],
    ['before its start', { start: -1, end: 10, columns: 10 }],
    ['backwards', { start: 20, end: 10, columns: 10 }],
    ['in no columns', { start: 0, end: 10, columns: 0 }],
    ['between samples', { start: 0.5, end: 10, columns: 10 }],
  ])('has nothing to show %s', async (_where, query) => {
    const { source, header } = await traceOf(samples);
    await expect(readEnvelope(source, header, query)).rejects.toThrow(InvalidArgumentError);
  });
});

test('more than a million samples, over four levels, are as exact as a few', async () => {
  // A slow wave, a spike at each end and in the middle, a gap across the borders of buckets.
  const samples = Float32Array.from({ length: 1_200_003 }, (_, i) => Math.fround(Math.sin(i / 5000)));
  for (const [index, mv] of [
    [0, 7],
    [600_001, -9],
    [1_200_002, 8],
  ] as const) {
    samples[index] = mv;
  }
  samples.fill(Number.NaN, 300_007, 305_129);
  const { source, header } = await traceOf(samples, 65_537);
  expect(header.levels.map(({ bucketSamples }) => bucketSamples)).toEqual([16, 64, 256, 1024]);
  const queries: EnvelopeQuery[] = [
    { start: 0, end: 1_200_003, columns: 1 },
    { start: 0, end: 1_200_003, columns: 1000 },
    { start: 1, end: 1_200_002, columns: 999 },
    { start: 299_999, end: 306_000, columns: 50 },
    { start: 600_000, end: 600_003, columns: 2000 },
    { start: 1_199_000, end: 1_200_003, columns: 7 },
  ];
  for (const query of queries) {
    const { startSample, samplesPerColumn, minMax } = await readEnvelope(source, header, query);
    expect([...minMax]).toEqual(bruteForce(samples, startSample, samplesPerColumn, minMax.length / 2));
  }
});

test('a gap reads back as NaN, however the recording marks it', async () => {
  const samples = Float32Array.of(1, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN, 2);
  const { source, header } = await traceOf(samples);
  expect([...(await readTrace(source, header, 0, 5))]).toEqual([1, Number.NaN, Number.NaN, Number.NaN, 2]);
  expect(samples[1]).toBe(Number.POSITIVE_INFINITY);
});

test.each([Number.POSITIVE_INFINITY, Number.NaN, 0, -250])(
  'a sampling rate of %d is impossible',
  async (rate) => {
    const { bytes } = await traceOf(new Float32Array(100));
    new DataView(bytes.buffer).setFloat64(8, rate, true);
    await expect(readTraceHeader(bytesSource('0.trace', bytes))).rejects.toThrow(FileCorruptError);
  },
);

test('gaps and the range are told', async () => {
  const { summary } = await traceOf(Float32Array.of(Number.NaN, 0.5, -0.25, Number.POSITIVE_INFINITY));
  expect(summary).toEqual({ gapSamples: 2, minMv: -0.25, maxMv: 0.5 });
  const empty = await traceOf(new Float32Array(100).fill(Number.NaN));
  expect(empty.summary).toEqual({ gapSamples: 100, minMv: null, maxMv: null });
});

test('a trace file that was cut off at any byte, or is something else, is told from a whole one', async () => {
  const { bytes } = await traceOf(new Float32Array(100));
  for (let length = 0; length < bytes.length; length++) {
    await expect(readTraceHeader(bytesSource('cut', bytes.subarray(0, length)))).rejects.toThrow(
      FileCorruptError,
    );
  }
  await expect(readTraceHeader(bytesSource('zeros', new Uint8Array(bytes.length)))).rejects.toThrow(
    FileCorruptError,
  );
});

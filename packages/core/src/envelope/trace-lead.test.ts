import { expect, test } from 'vitest';
import { FileCorruptError, InvalidArgumentError } from '../errors.ts';
import { bytesSource } from '../formats/byte-source.ts';
import { inMemoryReader, type RecordingReader } from '../recording/recording.ts';
import { readEnvelope } from './read-envelope.ts';
import { readTraceHeader, traceLevels } from './trace-layout.ts';
import { traceLead } from './trace-lead.ts';
import { createTraceWriter } from './write-trace.ts';

const LENGTH = 700_000;
const samples = Float32Array.from({ length: LENGTH }, (_, i) =>
  i % 5003 < 40 ? Number.NaN : Math.sin(i * i * 0.001) + (i % 977) / 977,
);

/** Which stretches were read, beside the samples. */
function watched(): { reader: RecordingReader; reads: [start: number, end: number][] } {
  const reads: [number, number][] = [];
  const inMemory = inMemoryReader({
    name: 'long',
    format: 'wfdb',
    leads: [
      { name: 'I', unit: 'mV', samples: new Float32Array(LENGTH) },
      { name: 'II', unit: 'mV', samples },
    ],
    samplingRate: 250,
    sampleCount: LENGTH,
    startTime: null,
    warnings: [],
    annotations: [],
  });
  const read: RecordingReader['read'] = (lead, start, end) => {
    reads.push([start, end]);
    return inMemory.read(lead, start, end);
  };
  return { reader: { ...inMemory, read }, reads };
}

async function traceFile() {
  const { offset, bucketCount } = traceLevels(LENGTH).at(-1)!;
  const bytes = new Uint8Array(offset + bucketCount * 8);
  const writer = createTraceWriter(
    { write: async (at, piece) => bytes.set(piece, at) },
    { samplingRate: 250, sampleCount: LENGTH },
  );
  await writer.add(samples);
  await writer.finish();
  const source = bytesSource('trace', bytes);
  return { source, header: await readTraceHeader(source) };
}

test.each([
  { start: 0, end: 2_500, columns: 1000 },
  { start: 333_333, end: 333_340, columns: 500 },
  { start: 12_345, end: 600_001, columns: 777 },
  { start: 0, end: LENGTH, columns: 3 },
  { start: LENGTH, end: LENGTH, columns: 10 },
])('the envelope of $start to $end is that of a trace file', async (query) => {
  const { source, header } = await traceFile();
  const { reader } = watched();
  expect(await traceLead(reader, 1).envelope(query)).toEqual(await readEnvelope(source, header, query));
});

test('a short stretch reads its own samples only, a long one reads all of them once', async () => {
  const { reader, reads } = watched();
  const trace = traceLead(reader, 1);
  await trace.envelope({ start: 1000, end: 3500, columns: 2500 });
  expect(reads).toEqual([[1000, 3500]]);

  reads.length = 0;
  const whole = { start: 0, end: LENGTH, columns: 1000 };
  await Promise.all([trace.envelope(whole), trace.envelope(whole)]);
  await trace.envelope({ start: 100_000, end: LENGTH, columns: 1000 });
  expect(reads.reduce((sum, [start, end]) => sum + end - start, 0)).toBe(LENGTH);
});

test('a stretch outside the recording is refused', async () => {
  const { reader } = watched();
  await expect(traceLead(reader, 1).envelope({ start: 0, end: LENGTH + 1, columns: 10 })).rejects.toThrow(
    InvalidArgumentError,
  );
});

test('a file that could not be read is read again when it is asked for again', async () => {
  const { reader } = watched();
  let fails = true;
  const trace = traceLead(
    {
      ...reader,
      read: async (...stretch) => {
        if (fails) throw new FileCorruptError('long', 'byte 0', 'it is away.');
        return reader.read(...stretch);
      },
    },
    1,
  );
  const whole = { start: 0, end: LENGTH, columns: 10 };
  await expect(trace.envelope(whole)).rejects.toThrow(FileCorruptError);
  fails = false;
  await expect(trace.envelope(whole)).resolves.toMatchObject({ startSample: 0 });
});

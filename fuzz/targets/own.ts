/** What Sinode itself writes and reads again: traces of leads, model cards, cursors of lists; and names of files. */
import { decodeCursor, encodeCursor } from '../../packages/api/src/http/page.ts';
import { SomePlace } from '../../packages/api/src/http/testing/some-place.ts';
import { requirePlainName } from '../../packages/api/src/recordings/upload/file-name.ts';
import { readEnvelope, readTrace } from '../../packages/core/src/envelope/read-envelope.ts';
import { readTraceHeader, traceLevels } from '../../packages/core/src/envelope/trace-layout.ts';
import { bytesSource } from '../../packages/core/src/formats/byte-source.ts';
import { parseModelCard } from '../../packages/core/src/model/model-card.ts';
import { promised } from '../check/finding.ts';
import { unlessRefused } from '../check/refusal.ts';
import { mutateBytes } from '../mutate/bytes.ts';
import type { Mutation } from '../mutate/mutation.ts';
import { mutateText } from '../mutate/text.ts';
import type { Target } from '../target.ts';
import { seedSamples, textBytes } from './seed-signal.ts';
import { smallCard } from './small-card.ts';

const TRACE = 'SNTR';
const HEADER_BYTES = 24;
const PAIR_BYTES = 8;

export const target: Target = {
  name: 'own',
  reads: 'what Sinode writes itself: traces, model cards, cursors; names of files',
  code: [
    'packages/core/src/envelope/read-envelope.ts',
    'packages/core/src/envelope/trace-layout.ts',
    'packages/core/src/model/model-card.ts',
    'packages/api/src/http/page.ts',
    'packages/api/src/recordings/upload/file-name.ts',
  ],
  seeds: () => [
    traceOf(seedSamples(50)),
    traceOf(new Float32Array(0)),
    traceOf(seedSamples(2000).fill(Number.NaN, 100, 300)),
    textBytes(JSON.stringify(smallCard())),
    textBytes(encodeCursor(['name', 'night', 'b3b0c9ae-5a0e-4c39-a5f5-3e6d3e2c7a11'])),
    textBytes('night 1.edf'),
    textBytes('con.dat'),
  ],
  async run(input) {
    const text = Buffer.from(input).toString('utf8');
    if (text.startsWith(TRACE)) await checkTrace(input);
    else if (text.startsWith('{')) await unlessRefused(() => parseModelCard(text, 'm'));
    else {
      const found = await unlessRefused(() => decodeCursor(text, SomePlace));
      promised(found === null || found.length === 3, 'A cursor is a place in a list.');
      await unlessRefused(() => requirePlainName(text));
    }
  },
  mutate(input, mutation) {
    const isTrace = Buffer.from(input.subarray(0, TRACE.length)).toString('latin1') === TRACE;
    return isTrace ? mutateTrace(input, mutation) : mutateText(input, mutation);
  },
};

async function checkTrace(input: Uint8Array): Promise<void> {
  const source = bytesSource('1.trace', input);
  const header = await unlessRefused(() => readTraceHeader(source));
  if (header === null) return;
  const { sampleCount } = header;
  promised(sampleCount * 4 <= input.length, 'The samples of a trace are in it.');
  const third = Math.floor(sampleCount / 3);
  for (const [start, end] of [
    [0, sampleCount],
    [third, sampleCount - third],
    [third, third],
    [sampleCount, sampleCount],
  ]) {
    const samples = await readTrace(source, header, start, end);
    promised(samples.length === end - start, 'A trace is read from start to end.');
    for (const columns of [1, 7, 1000]) {
      const { startSample, samplesPerColumn, minMax } = await readEnvelope(source, header, {
        start,
        end,
        columns,
      });
      promised(
        startSample <= start && samplesPerColumn >= 1,
        'Columns begin at or before what was asked for.',
      );
      promised(
        minMax.length <= 2 * columns,
        `${minMax.length / 2} columns came where ${columns} were asked for.`,
      );
      promised(
        minMax.every((value) => Number.isNaN(value) || Number.isFinite(value)),
        'A column is finite or empty.',
      );
    }
  }
}

/** Whole numbers of samples need a file of just the right size. */
function mutateTrace(input: Uint8Array, mutation: Mutation): Uint8Array {
  const { random, below } = mutation;
  if (random.chance(0.7) || input.length < HEADER_BYTES) return mutateBytes(input, mutation);
  const sampleCount = random.pick([0, 1, 15, 16, 17, 64, 65, 500, 3000]) + below(3);
  const { offset, bucketCount } = traceLevels(sampleCount).at(-1)!;
  const bytes = new Uint8Array(offset + bucketCount * PAIR_BYTES);
  bytes.set(input.subarray(0, bytes.length));
  new DataView(bytes.buffer).setFloat64(16, sampleCount, true);
  return bytes;
}

/** As `createTraceWriter` would write it, whose minima and maxima nobody compares. */
function traceOf(samples: Float32Array): Uint8Array {
  const { offset, bucketCount } = traceLevels(samples.length).at(-1)!;
  const bytes = new Uint8Array(offset + bucketCount * PAIR_BYTES);
  bytes.set(Buffer.from(TRACE, 'latin1'));
  const view = new DataView(bytes.buffer);
  view.setUint32(4, 1, true);
  view.setFloat64(8, 250, true);
  view.setFloat64(16, samples.length, true);
  bytes.set(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength), HEADER_BYTES);
  return bytes;
}

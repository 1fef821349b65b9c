/**
 * A lead of an open recording in a form that can be drawn at any zoom, without a file of its own: samples stay where
 * they are, their minima and maxima are kept in memory (two thirds of a byte a sample: 21 MB for 24 h at 360 Hz).
 */
import type { ByteSource } from '../formats/byte-source.ts';
import type { RecordingReader } from '../recording/recording.ts';
import { type Envelope, type EnvelopeQuery, readEnvelope } from './read-envelope.ts';
import { bytesOf, FLOAT_BYTES, HEADER_BYTES, PAIR_BYTES, traceLevels } from './trace-layout.ts';
import { createTraceWriter } from './write-trace.ts';

export interface LeadTrace {
  /**
   * As `readEnvelope`. A short stretch is answered from its samples at once; the first long one waits until every
   * sample was read.
   */
  envelope(query: EnvelopeQuery): Promise<Envelope>;
}

/** Samples read at once: 1 MB, so that what is asked meanwhile has its turn. */
const PIECE = 1 << 18;

/** @param lead - index into the reader's leads */
export function traceLead(reader: RecordingReader, lead: number): LeadTrace {
  const { name, samplingRate, sampleCount } = reader;
  const levels = traceLevels(sampleCount);
  const samplesEnd = HEADER_BYTES + sampleCount * FLOAT_BYTES;
  const { offset, bucketCount } = levels[levels.length - 1];
  const size = offset + bucketCount * PAIR_BYTES;

  async function summarize(): Promise<Uint8Array> {
    const pyramid = new Uint8Array(size - samplesEnd);
    const writer = createTraceWriter(
      {
        async write(at, bytes) {
          if (at >= samplesEnd) pyramid.set(bytes, at - samplesEnd);
        },
      },
      { samplingRate, sampleCount },
    );
    for (let start = 0; start < sampleCount; start += PIECE) {
      await writer.add(await reader.read(lead, start, Math.min(sampleCount, start + PIECE)));
    }
    await writer.finish();
    return pyramid;
  }

  let summary: Promise<Uint8Array> | null = null;
  function summarized(): Promise<Uint8Array> {
    summary ??= summarize().catch((error: unknown) => {
      // A file that could not be read just now may be readable the next time.
      summary = null;
      throw error;
    });
    return summary;
  }

  /** The lead's trace file, of which only the second half exists. */
  const source: ByteSource = {
    name,
    size,
    async read(from, length) {
      if (from >= samplesEnd)
        return (await summarized()).subarray(from - samplesEnd, from - samplesEnd + length);
      const start = (from - HEADER_BYTES) / FLOAT_BYTES;
      return bytesOf(await reader.read(lead, start, start + length / FLOAT_BYTES));
    },
  };
  const header = { samplingRate, sampleCount, levels };
  return { envelope: (query) => readEnvelope(source, header, query) };
}

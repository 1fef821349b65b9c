/**
 * The samples of one lead, from the data records that hold them.
 */
import type { ByteSource } from '../byte-source.ts';
import { CHUNK_BYTES, readExactly } from './byte-ranges.ts';
import type { Calibration } from './calibration.ts';
import type { EdfLead } from './choose-leads.ts';
import type { EdfHeader } from './header.ts';
import type { Timeline } from './timeline.ts';

/**
 * Reads from the first byte that is needed to the last, at most {@link CHUNK_BYTES} at a time.
 *
 * @param start - first sample, 0 ≤ start ≤ end
 * @param end - after the last sample, at most the timeline's `sampleCount`
 * @returns mV; NaN between data records that do not follow each other
 */
export async function readLead(
  source: ByteSource,
  header: EdfHeader,
  { signal, calibration }: EdfLead,
  timeline: Timeline,
  start: number,
  end: number,
): Promise<Float32Array> {
  const samples = new Float32Array(end - start);
  if (timeline.hasGaps) samples.fill(Number.NaN);

  const { recordBytes, bytesPerSample } = header;
  const { samplesPerRecord } = signal;
  const origin = header.headerBytes + signal.offsetInRecord;
  const byteOf = (stored: number) => {
    const record = Math.floor(stored / samplesPerRecord);
    return origin + record * recordBytes + (stored - record * samplesPerRecord) * bytesPerSample;
  };

  const storedEnd = timeline.storedBefore(end);
  let stored = timeline.storedBefore(start);
  while (stored < storedEnd) {
    const chunkStart = byteOf(stored);
    const reach = chunkStart + CHUNK_BYTES - origin;
    const lastRecord = Math.floor(reach / recordBytes);
    const inLastRecord = Math.floor((reach - lastRecord * recordBytes) / bytesPerSample);
    const reachable = lastRecord * samplesPerRecord + Math.min(inLastRecord, samplesPerRecord);
    const chunkEnd = Math.min(storedEnd, reachable);
    const bytes = await readExactly(source, chunkStart, byteOf(chunkEnd - 1) + bytesPerSample - chunkStart);

    while (stored < chunkEnd) {
      const record = Math.floor(stored / samplesPerRecord);
      const runEnd = Math.min(chunkEnd, (record + 1) * samplesPerRecord);
      const sample = timeline.recordStart(record) + (stored - record * samplesPerRecord) - start;
      const run = samples.subarray(sample, sample + runEnd - stored);
      const decode = bytesPerSample === 2 ? decode16 : decode24;
      decode(bytes, byteOf(stored) - chunkStart, run, calibration);
      stored = runEnd;
    }
  }
  return samples;
}

/** Little-endian, two's complement, as are those of 24 bits. */
function decode16(
  bytes: Uint8Array,
  from: number,
  into: Float32Array,
  { gainMv, offsetMv }: Calibration,
): void {
  for (let i = 0, at = from; i < into.length; i++, at += 2) {
    into[i] = (((bytes[at] << 16) | (bytes[at + 1] << 24)) >> 16) * gainMv + offsetMv;
  }
}

function decode24(
  bytes: Uint8Array,
  from: number,
  into: Float32Array,
  { gainMv, offsetMv }: Calibration,
): void {
  for (let i = 0, at = from; i < into.length; i++, at += 3) {
    into[i] = (((bytes[at] << 8) | (bytes[at + 1] << 16) | (bytes[at + 2] << 24)) >> 8) * gainMv + offsetMv;
  }
}

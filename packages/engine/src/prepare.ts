/** A recording checked before it is accepted, and its samples written in a form that can be drawn at any zoom. */
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import {
  assertAnalyzable,
  createTraceWriter,
  InvalidArgumentError,
  type RecordingReader,
  SignalEmptyError,
  SignalFlatError,
} from '@sinode/core';
import { openFile } from '@sinode/core/node';
import { type PreparedLead, type PreparedRecording, type PrepareTask, traceFileName } from './tasks.ts';

/** Samples read at once: 1 MB, a few milliseconds between two signs of progress. */
const PIECE = 1 << 18;

/**
 * 24 hours of 12 leads at 1000 Hz. A small file can claim to hold far more than that (a WFDB header may name one
 * segment a million times), and every sample takes room on the disk.
 */
const MOST_SAMPLES = 1_100_000_000;

/**
 * Reads every sample of every lead.
 *
 * @throws what the reader throws, what an analysis would refuse (rate, duration), SignalEmptyError and SignalFlatError
 *   where no lead holds a signal, InvalidArgumentError where there are too many samples
 */
export async function prepare(
  { folder, file, samplingRate, traceFolder }: PrepareTask,
  onFraction: (fraction: number) => void,
): Promise<PreparedRecording> {
  const { reader, close } = await openFile(join(folder, file), samplingRate === null ? {} : { samplingRate });
  try {
    assertAnalyzable(reader);
    if (reader.sampleCount * reader.leads.length > MOST_SAMPLES) {
      throw new InvalidArgumentError(
        `${reader.name} claims ${reader.leads.length} leads of ${reader.sampleCount} samples; at most ${MOST_SAMPLES} samples in all can be taken.`,
      );
    }
    const leads: PreparedLead[] = [];
    for (const lead of reader.leads.keys()) {
      const path = join(traceFolder, traceFileName(lead));
      leads.push(
        await writeTrace(reader, lead, path, (part) => onFraction((lead + part) / reader.leads.length)),
      );
    }
    refuseWithoutSignal(leads);
    const { format, sampleCount, startTime, warnings } = reader;
    const rate = reader.samplingRate;
    return {
      format,
      samplingRate: rate,
      sampleCount,
      durationSeconds: sampleCount / rate,
      startTime,
      leads,
      warnings,
    };
  } finally {
    await close();
  }
}

async function writeTrace(
  reader: RecordingReader,
  lead: number,
  path: string,
  onFraction: (fraction: number) => void,
): Promise<PreparedLead> {
  const { samplingRate, sampleCount } = reader;
  const handle = await open(path, 'wx', 0o600);
  try {
    const write = (offset: number, bytes: Uint8Array) => writeAll(handle, offset, bytes);
    const trace = createTraceWriter({ write }, { samplingRate, sampleCount });
    for (let start = 0; start < sampleCount; start += PIECE) {
      await trace.add(await reader.read(lead, start, Math.min(sampleCount, start + PIECE)));
      onFraction(start / sampleCount);
    }
    const { gapSamples, minMv, maxMv } = await trace.finish();
    await handle.sync();
    const { name, unit } = reader.leads[lead] ?? { name: '', unit: null };
    return { name, unit, gapSeconds: gapSamples / samplingRate, minMv, maxMv };
  } finally {
    await handle.close();
  }
}

/** The system may take fewer bytes than it was given: when the disk is nearly full, say. */
async function writeAll(handle: FileHandle, offset: number, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, offset + done);
    done += bytesWritten;
  }
}

/** Some leads may be off; at least one must hold something. */
function refuseWithoutSignal(leads: readonly PreparedLead[]): void {
  if (leads.some(({ minMv, maxMv }) => minMv !== maxMv)) return;
  const flat = leads.find(({ minMv }) => minMv !== null);
  if (flat !== undefined) throw new SignalFlatError(flat.name, flat.minMv ?? 0);
  throw new SignalEmptyError(leads[0]?.name ?? '');
}

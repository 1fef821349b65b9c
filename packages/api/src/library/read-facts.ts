/** What is stored of a recording of the library. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import type { RecordingReader } from '@sinode/core';
import { openFile } from '@sinode/core/node';
import type { StoredFile, StoredLead } from '../database/schema.ts';
import type { RecordingRow } from '../recordings/find-recording.ts';
import { contentHash } from '../recordings/upload/write-file.ts';

export type RecordingFacts = Pick<
  RecordingRow,
  | 'format'
  | 'samplingRate'
  | 'sampleCount'
  | 'durationSeconds'
  | 'startTime'
  | 'leads'
  | 'warnings'
  | 'files'
  | 'mainFile'
  | 'sha256'
  | 'sizeBytes'
>;

/** Samples read at once: a few milliseconds in which the process does nothing else. */
const PIECE = 1 << 17;

/**
 * Reads a recording once from end to end.
 *
 * @throws EcgError when it cannot be read, or an error of the system
 */
export async function readFacts(path: string, signal: AbortSignal): Promise<RecordingFacts> {
  const { reader, files: names, close } = await openFile(path);
  try {
    const leads: StoredLead[] = [];
    for (const index of reader.leads.keys()) leads.push(await leadFacts(reader, index, signal));
    const files: StoredFile[] = [];
    for (const name of names) files.push(await fileFacts(join(dirname(path), name), name, signal));
    const { format, samplingRate, sampleCount, startTime, warnings } = reader;
    return {
      format,
      samplingRate,
      sampleCount,
      durationSeconds: sampleCount / samplingRate,
      startTime,
      leads,
      warnings,
      files,
      mainFile: names[0] ?? '',
      sha256: contentHash(files),
      sizeBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    };
  } finally {
    await close();
  }
}

async function leadFacts(reader: RecordingReader, index: number, signal: AbortSignal): Promise<StoredLead> {
  const { name, unit } = reader.leads[index] ?? { name: '', unit: null };
  let gaps = 0;
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (let start = 0; start < reader.sampleCount; start += PIECE) {
    signal.throwIfAborted();
    const samples = await reader.read(index, start, Math.min(reader.sampleCount, start + PIECE));
    for (const sample of samples) {
      if (!Number.isFinite(sample)) gaps++;
      else {
        if (sample < lowest) lowest = sample;
        if (sample > highest) highest = sample;
      }
    }
    // Requests come first.
    await setImmediate();
  }
  const isEmpty = lowest > highest;
  return {
    name,
    unit,
    gapSeconds: gaps / reader.samplingRate,
    minMv: isEmpty ? null : lowest,
    maxMv: isEmpty ? null : highest,
  };
}

async function fileFacts(path: string, name: string, signal: AbortSignal): Promise<StoredFile> {
  const { size } = await stat(path);
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash, { signal });
  return { name, sizeBytes: size, sha256: hash.digest('hex') };
}

/**
 * Size and time of files, to see that they have changed.
 *
 * @returns `null` when one of them is not there
 */
export async function stampOf(folder: string, names: readonly string[]): Promise<string | null> {
  const stamps = await Promise.all(
    names.map(async (name) => {
      const { size, mtimeMs } = await stat(join(folder, name));
      return `${size}:${mtimeMs}`;
    }),
  ).catch(() => null);
  return stamps?.join(' ') ?? null;
}

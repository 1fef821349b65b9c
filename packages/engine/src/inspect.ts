/** What a recording holds, read from end to end, whether or not it could be analysed. */
import type { RecordingReader } from '@sinode/core';
import { openFile } from '@sinode/core/node';
import type { InspectedRecording, InspectTask, PreparedLead } from './tasks.ts';

/** Samples read at once. */
const PIECE = 1 << 18;

/** @throws what the reader throws */
export async function inspect(
  { file }: InspectTask,
  onFraction: (fraction: number) => void,
): Promise<InspectedRecording> {
  const { reader, files, close } = await openFile(file);
  try {
    const leads: PreparedLead[] = [];
    for (const index of reader.leads.keys()) {
      leads.push(await leadFacts(reader, index, (part) => onFraction((index + part) / reader.leads.length)));
    }
    const { format, samplingRate, sampleCount, startTime, warnings } = reader;
    const durationSeconds = sampleCount / samplingRate;
    return { format, samplingRate, sampleCount, durationSeconds, startTime, leads, warnings, files };
  } finally {
    await close();
  }
}

async function leadFacts(
  reader: RecordingReader,
  index: number,
  onFraction: (fraction: number) => void,
): Promise<PreparedLead> {
  const { name, unit } = reader.leads[index] ?? { name: '', unit: null };
  const { sampleCount } = reader;
  let gaps = 0;
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (let start = 0; start < sampleCount; start += PIECE) {
    const samples = await reader.read(index, start, Math.min(sampleCount, start + PIECE));
    for (const sample of samples) {
      if (!Number.isFinite(sample)) gaps++;
      else {
        if (sample < lowest) lowest = sample;
        if (sample > highest) highest = sample;
      }
    }
    onFraction(start / sampleCount);
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

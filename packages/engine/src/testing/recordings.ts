/** Recordings for the tests, in a temporary folder. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesizeRecording, writeWfdb } from '@sinode/core';

export interface Recordings {
  readonly folder: string;
  /** Ten seconds of ECG at 500 Hz in one lead: a few milliseconds of work. */
  readonly short: string;
  /** Three hours at 500 Hz in two leads: seconds of work. */
  readonly long: string;
  /** A header with so many segments that its lines need more than {@link SMALL_HEAP_MB}. */
  readonly greedy: string;
  /** @returns the path */
  write(name: string, content: string | Uint8Array): Promise<string>;
  /** At 500 Hz. @returns the path of its header */
  writeRecord(name: string, leads: { name: string; samples: Float32Array }[]): Promise<string>;
  remove(): Promise<void>;
}

/** Enough for a thread to start and to analyse. */
export const SMALL_HEAP_MB = 32;

const SEGMENTS = 400_000;
const HOURS = 3;
/** Hz. */
export const SAMPLING_RATE = 500;

/** Ten seconds at 500 Hz, in mV. */
export const TEN_SECONDS =
  synthesizeRecording({ seed: 1, durationSeconds: 10, samplingRate: SAMPLING_RATE, leads: ['II'] }).recording
    .leads[0]?.samples ?? new Float32Array();

export async function createRecordings(): Promise<Recordings> {
  const folder = await mkdtemp(join(tmpdir(), 'sinode-engine-'));
  const write = async (name: string, content: string | Uint8Array) => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };
  const writeRecord = async (recordName: string, leads: { name: string; samples: Float32Array }[]) => {
    const files = writeWfdb({ recordName, leads, samplingRate: SAMPLING_RATE });
    await Promise.all(files.map(({ name, bytes }) => write(name, bytes)));
    return join(folder, `${recordName}.hea`);
  };
  const hours = Float32Array.from(
    { length: HOURS * 3600 * SAMPLING_RATE },
    (_, i) => TEN_SECONDS[i % TEN_SECONDS.length] ?? 0,
  );
  const segments = 'short 5000\n'.repeat(SEGMENTS);
  return {
    folder,
    short: await writeRecord('short', [{ name: 'II', samples: TEN_SECONDS }]),
    long: await writeRecord('long', [
      { name: 'I', samples: hours },
      { name: 'II', samples: hours },
    ]),
    greedy: await write('greedy.hea', `greedy/${SEGMENTS} 1 500 ${SEGMENTS * 5000}\n${segments}`),
    write,
    writeRecord,
    remove: () => rm(folder, { recursive: true }),
  };
}

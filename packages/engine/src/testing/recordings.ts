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
  /** An EDF+ file with so many notes that they need more than {@link SMALL_HEAP_MB}. */
  readonly greedy: string;
  /** @returns the path */
  write(name: string, content: string | Uint8Array): Promise<string>;
  /** At 500 Hz. @returns the path of its header */
  writeRecord(name: string, leads: { name: string; samples: Float32Array }[]): Promise<string>;
  remove(): Promise<void>;
}

/** Enough for a thread to start and to analyse. */
export const SMALL_HEAP_MB = 32;

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
  return {
    folder,
    short: await writeRecord('short', [{ name: 'II', samples: TEN_SECONDS }]),
    long: await writeRecord('long', [
      { name: 'I', samples: hours },
      { name: 'II', samples: hours },
    ]),
    greedy: await write('greedy.edf', notesAlone()),
    write,
    writeRecord,
    remove: () => rm(folder, { recursive: true }),
  };
}

/** A lead of 500 Hz beside tens of thousands of notes a second: as many as a file of 24 MB may have. */
function notesAlone(): Uint8Array {
  const records = 400;
  const listBytes = 60_000;
  const fixed = ['0'.padEnd(168), '01.01.20', '00.00.00', '768'.padEnd(8), 'EDF+C'.padEnd(44)];
  const counts = [`${records}`.padEnd(8), '1'.padEnd(8), '2'.padEnd(4)];
  const signals = [
    ['ECG', 'EDF Annotations', 16],
    ['', '', 80],
    ['mV', '', 8],
    ['-1', '-1', 8],
    ['1', '1', 8],
    ['-2048', '-2048', 8],
    ['2047', '2047', 8],
    ['', '', 80],
    [`${SAMPLING_RATE}`, `${listBytes / 2}`, 8],
    ['', '', 32],
  ] as const;
  const header = [...fixed, ...counts, ...signals.map(([a, b, width]) => a.padEnd(width) + b.padEnd(width))];
  const list = Buffer.alloc(listBytes);
  list.write(`+0\x14\x14\0+0\x14${'x\x14'.repeat(listBytes / 2 - 20)}\0`, 'latin1');
  const record = Buffer.concat([Buffer.alloc(2 * SAMPLING_RATE), list]);
  return Buffer.concat([Buffer.from(header.join(''), 'latin1'), ...new Array<Buffer>(records).fill(record)]);
}

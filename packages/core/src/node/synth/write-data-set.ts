import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InvalidArgumentError } from '../../errors.ts';
import { writeMat } from '../../formats/mat/write-mat.ts';
import { encodeAnnotations } from '../../formats/wfdb/annotations.ts';
import type { Annotation } from '../../recording/recording.ts';
import { randomPatient } from '../../synth/patient.ts';
import { createRandom } from '../../synth/random.ts';
import { synthesize } from '../../synth/synthesize.ts';
import { createMatColumn } from './mat-column.ts';
import { createWfdbSignals } from './wfdb-signals.ts';

/** The challenge's files hold the first of them. */
const LEADS = ['II', 'V5'] as const;

/** The challenge's layout, and the same recordings once more as WFDB records. */
const FOLDERS = ['data', 'ref', 'wfdb'] as const;

/** What the recordings shall be like. */
export interface SynthOptions {
  /** How many. */
  readonly records: number;
  /** Length of each. */
  readonly seconds: number;
  /** Hz. */
  readonly samplingRate: number;
  /** The same seed gives the same files. */
  readonly seed: number;
}

export interface SynthSummary {
  readonly folders: readonly string[];
  readonly beats: number;
}

/**
 * Writes synthetic recordings with their reference beats: `data/data_00001.mat` (variable `ecg`, mV) with
 * `ref/R_00001.mat` (variable `R_peak`, samples from 0), and `wfdb/00001.hea`, `.dat` and `.atr`. The same options
 * give the same bytes. Memory: that of a minute of ECG, and of the beats of one recording.
 *
 * @param onRecord - called after each
 * @throws InvalidArgumentError when one of the folders holds files already
 */
export async function writeDataSet(
  directory: string,
  options: SynthOptions,
  onRecord: (done: number) => void,
): Promise<SynthSummary> {
  const folders = FOLDERS.map((name) => join(directory, name));
  for (const folder of folders) await requireEmpty(folder);
  for (const folder of folders) await mkdir(folder, { recursive: true });

  let beats = 0;
  for (let number = 1; number <= options.records; number++) {
    beats += await writeRecord(directory, number, options);
    onRecord(number);
  }
  return { folders, beats };
}

/** @returns how many beats the recording has */
async function writeRecord(directory: string, number: number, options: SynthOptions): Promise<number> {
  const { samplingRate, seconds, seed } = options;
  const name = String(number).padStart(5, '0');
  const random = createRandom(seed).fork(`record ${number}`);
  const pieces = synthesize({
    ...randomPatient(random),
    seed: Math.floor(random.next() * 2 ** 32),
    durationSeconds: seconds,
    samplingRate,
    leads: LEADS,
  });

  const sampleCount = Math.round(seconds * samplingRate);
  const mat = await createMatColumn(join(directory, 'data', `data_${name}.mat`), 'ecg', sampleCount);
  const comment = `synthetic, made by sinode synth, seed ${seed}`;
  const wfdb = await createWfdbSignals(join(directory, 'wfdb'), name, LEADS, samplingRate, comment);
  const annotations: Annotation[] = [];
  for (const { leads, beats } of pieces) {
    const [first] = leads;
    if (first !== undefined) await mat.append(first);
    await wfdb.append(leads);
    for (const { sample, symbol } of beats) {
      annotations.push({ sample, symbol, subtype: 0, channel: 0, number: 0, aux: '' });
    }
  }
  await mat.close();
  await wfdb.finish();

  const peaks = annotations.map(({ sample }) => sample);
  const reference = writeMat([{ name: 'R_peak', rows: peaks.length, columns: 1, values: peaks }]);
  await writeFile(join(directory, 'ref', `R_${name}.mat`), reference, { flag: 'wx' });
  await writeFile(join(directory, 'wfdb', `${name}.atr`), encodeAnnotations(annotations), { flag: 'wx' });
  return annotations.length;
}

async function requireEmpty(folder: string): Promise<void> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (names.length > 0) {
    throw new InvalidArgumentError(
      `${folder} holds files already; name another folder, so that none is overwritten.`,
    );
  }
}

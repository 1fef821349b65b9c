/** Synthetic recordings as files on a disk, with the beats that are in them. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  beatAnnotations,
  encodeAnnotations,
  type LeadName,
  type RESTING_PATIENT,
  referencePeaks,
  synthesizeRecording,
  writeMat,
  writeWfdb,
} from '@sinode/core';
import { buildEdf } from '../../../packages/core/src/formats/edf/testing/build-edf.ts';

export interface RecordingOptions {
  /** File name without its ending. */
  readonly name: string;
  readonly seed?: number;
  readonly seconds?: number;
  /** Hz. */
  readonly samplingRate?: number;
  readonly leads?: readonly LeadName[];
  /** Whose ECG it is, and what disturbs it. */
  readonly patient?: Partial<typeof RESTING_PATIENT>;
}

export interface RecordingFiles {
  readonly name: string;
  /** Paths, the header of a WFDB record first. */
  readonly files: readonly string[];
  /** R-peaks that are in it, as ascending sample indices. */
  readonly peaks: Int32Array;
  readonly samplingRate: number;
}

function synthesized({
  seed = 1,
  seconds = 10,
  samplingRate = 250,
  leads = ['II'],
  patient,
}: RecordingOptions) {
  const { recording, annotations } = synthesizeRecording({
    ...patient,
    seed,
    durationSeconds: seconds,
    samplingRate,
    leads,
  });
  return { recording, annotations, peaks: referencePeaks(annotations), samplingRate };
}

async function written(folder: string, parts: readonly { name: string; bytes: Uint8Array }[]) {
  await mkdir(folder, { recursive: true });
  for (const { name, bytes } of parts) await writeFile(join(folder, name), bytes);
  return parts.map(({ name }) => join(folder, name));
}

/**
 * A header and a signal file.
 *
 * @param options.annotated - with the annotator `atr` too; by a function, with other beats than are in the signal
 */
export async function wfdbFiles(
  folder: string,
  options: RecordingOptions & { readonly annotated?: boolean | ((peaks: Int32Array) => Int32Array) },
): Promise<RecordingFiles> {
  const { name, annotated = false } = options;
  const { recording, annotations, peaks, samplingRate } = synthesized(options);
  const parts = writeWfdb({ recordName: name, leads: recording.leads, samplingRate });
  if (annotated !== false) {
    const bytes =
      annotated === true
        ? encodeAnnotations(annotations, { samplingRate })
        : beatAnnotations(annotated(peaks), samplingRate);
    parts.push({ name: `${name}.atr`, bytes });
  }
  return { name, files: await written(folder, parts), peaks, samplingRate };
}

/** The challenge's format: variable `ecg`. It does not carry its sampling rate. */
export async function matFile(folder: string, options: RecordingOptions): Promise<RecordingFiles> {
  const { name } = options;
  const { recording, peaks, samplingRate } = synthesized({ samplingRate: 500, ...options });
  const values = recording.leads[0]?.samples ?? new Float32Array();
  const bytes = writeMat([{ name: 'ecg', rows: values.length, columns: 1, values }]);
  return { name, files: await written(folder, [{ name: `${name}.mat`, bytes }]), peaks, samplingRate };
}

/** Whole seconds, stored as µV. */
export async function edfFile(folder: string, options: RecordingOptions): Promise<RecordingFiles> {
  const { name, seconds = 10 } = options;
  const { recording, peaks, samplingRate } = synthesized(options);
  const bytes = buildEdf({
    recordCount: seconds,
    signals: recording.leads.map((lead) => ({
      label: `ECG ${lead.name}`,
      unit: 'uV',
      samplesPerRecord: samplingRate,
      stored: Array.from(lead.samples, (mv) => Math.round(1000 * mv)),
    })),
  });
  return { name, files: await written(folder, [{ name: `${name}.edf`, bytes }]), peaks, samplingRate };
}

/** What is no recording at all, under a name that says it were one. */
export async function brokenFile(folder: string, name = 'broken.edf'): Promise<string> {
  const [file = ''] = await written(folder, [
    { name, bytes: new TextEncoder().encode('This is a letter and not an ECG.\n'.repeat(40)) },
  ]);
  return file;
}

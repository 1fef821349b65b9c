/** Synthetic recordings as files that a person might drop. */
import { encodeAnnotations, type LeadName, synthesizeRecording, writeMat, writeWfdb } from '@sinode/core';

export interface SyntheticOptions {
  readonly seconds?: number;
  /** Hz. */
  readonly samplingRate?: number;
  readonly leads?: readonly LeadName[];
}

function synthesized({ seconds = 10, samplingRate = 250, leads = ['II'] }: SyntheticOptions) {
  return synthesizeRecording({ seed: 3, durationSeconds: seconds, samplingRate, leads });
}

/** A header and its signal file, then beats by the annotator `atr`. */
export function wfdbFiles(recordName: string, options: SyntheticOptions = {}): File[] {
  const { recording, annotations } = synthesized(options);
  const { leads, samplingRate } = recording;
  const parts = writeWfdb({ recordName, leads, samplingRate });
  const beats = encodeAnnotations(annotations, { samplingRate });
  return [...parts, { name: `${recordName}.atr`, bytes: beats }].map(({ name, bytes }) =>
    toFile(name, bytes),
  );
}

/** It does not say its sampling rate. */
export function matFile(name: string, options: SyntheticOptions = {}): File {
  const { recording } = synthesized(options);
  const values = recording.leads[0]?.samples ?? new Float32Array();
  return toFile(name, writeMat([{ name: 'ecg', rows: values.length, columns: 1, values }]));
}

export function toFile(name: string, content: Uint8Array | string): File {
  return new File([content as BlobPart], name);
}

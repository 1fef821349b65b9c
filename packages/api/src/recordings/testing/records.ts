/** Recordings as files, and the requests that bring them. */
import { encodeAnnotations, synthesizeRecording, writeMat, writeWfdb } from '@sinode/core';

export interface TestFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

interface Wanted {
  readonly seed?: number;
  readonly seconds?: number;
}

const RATE = 500;

export function synthetic({ seed = 1, seconds = 10 }: Wanted = {}) {
  return synthesizeRecording({ seed, durationSeconds: seconds, samplingRate: RATE, leads: ['I', 'II'] });
}

export function wfdbFiles(wanted: Wanted = {}, recordName = 'r'): TestFile[] {
  const { recording, annotations } = synthetic(wanted);
  const written = writeWfdb({ recordName, leads: recording.leads, samplingRate: RATE });
  return [
    ...written.map(({ name, bytes }) => ({ name, bytes })),
    { name: `${recordName}.atr`, bytes: encodeAnnotations(annotations) },
  ];
}

/** The challenge's layout: one column, without a rate. */
export function matFile(wanted: Wanted = {}, name = 'data_00001.mat'): TestFile {
  const { recording } = synthetic(wanted);
  const values = Float64Array.from(recording.leads[1]?.samples ?? []);
  return { name, bytes: writeMat([{ name: 'ecg', rows: values.length, columns: 1, values }]) };
}

export function textFile(name: string, content: string): TestFile {
  return { name, bytes: new TextEncoder().encode(content) };
}

/** `time` in seconds and one lead, 250 Hz. */
export function csvFile(rows = 2500): TestFile {
  const lines = Array.from({ length: rows }, (_, i) => `${i / 250},${Math.sin(i / 20).toFixed(4)}`);
  return textFile('r.csv', ['time [s],II [mV]', ...lines].join('\n'));
}

type Field = readonly [name: string, value: string | TestFile];

/** What `app.inject` or `fetch` takes for a multipart request with these parts, in their order. */
export async function multipart(parts: readonly Field[]) {
  const form = new FormData();
  for (const [name, value] of parts) {
    if (typeof value === 'string') form.append(name, value);
    else form.append(name, new Blob([value.bytes as Uint8Array<ArrayBuffer>]), value.name);
  }
  const response = new Response(form);
  return {
    headers: { 'content-type': response.headers.get('content-type') ?? '' },
    payload: Buffer.from(await response.arrayBuffer()),
  };
}

export function asParts(files: readonly TestFile[]): Field[] {
  return files.map((file) => ['file', file]);
}

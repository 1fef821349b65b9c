/** Recordings that are uploaded, and the beats that every analysis of them has to find. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { synthesizeRecording, writeMat } from '@sinode/core';
import { readModel } from '@sinode/core/node';
import { createEngine } from '@sinode/engine';

const SHORT = Array.from({ length: 12 }, (_, index) => ({ seconds: 10, samplingRate: 500, seed: index }));
/** Longer than 600 s: these become jobs. */
const LONG = [
  { seconds: 900, samplingRate: 125, seed: 100 },
  { seconds: 900, samplingRate: 125, seed: 101 },
  { seconds: 10_800, samplingRate: 125, seed: 102 },
];
/** Of the text that a MATLAB file begins with. */
const TEXT_BYTES = 116;

/** @param folder - for the files while their beats are found */
export async function prepareRecordings(folder, seed) {
  mkdirSync(folder, { recursive: true });
  const engine = await createEngine(await readModel(), { threads: 1, inThread: true });
  const prepare = async ({ seconds, samplingRate, seed: own }) => {
    const wanted = { seed: 1000 * seed + own, durationSeconds: seconds, samplingRate, leads: ['II'] };
    const { samples } = synthesizeRecording(wanted).recording.leads[0];
    const bytes = writeMat([{ name: 'ecg', rows: samples.length, columns: 1, values: samples }]);
    const file = join(folder, `${own}.mat`);
    writeFileSync(file, bytes);
    const { lead, beats } = await engine.analyze({ file, samplingRate });
    return { bytes, samplingRate, sampleCount: samples.length, lead, beats: Array.from(beats) };
  };
  try {
    const short = [];
    for (const wanted of SHORT) short.push(await prepare(wanted));
    const long = [];
    for (const wanted of LONG) long.push(await prepare(wanted));
    return { short, long };
  } finally {
    await engine.close();
  }
}

/** The same ECG in a file that nobody has uploaded before; the file's text is of no account for the beats. */
export function uniqueFile({ bytes }) {
  const own = Uint8Array.from(bytes);
  const text = `MATLAB 5.0 MAT-file, ${randomUUID()}`;
  own.set(new TextEncoder().encode(text.padEnd(TEXT_BYTES)));
  return { bytes: own, sha256: sha256(own) };
}

export function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * Inputs and outputs of the training code's own preprocessing and model: `fixtures/parity/README.md`.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../../../../fixtures/parity/', import.meta.url));

type Stage = 'input' | 'resampled' | 'networkInput' | 'probabilities';

export interface ParityCase {
  readonly name: string;
  readonly samplingRate: number;
  readonly resampledCount: number;
  readonly files: Readonly<Record<Stage, string>>;
}

export function parityCases(): ParityCase[] {
  return JSON.parse(readFileSync(`${FOLDER}cases.json`, 'utf8')).cases;
}

export function readStage({ files }: ParityCase, stage: Stage): Float32Array {
  const bytes = readFileSync(FOLDER + files[stage]);
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

export function largestDifference(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  return a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i])), 0);
}

/** The signal in a request of the Open Inference Protocol, checked: whoever sends it gets told what is wrong with it. */
import { invalidField } from '../http/problem.ts';
import type { InferenceRequest } from './protocol.ts';

export interface Signal {
  /** mV, NaN where a sample is missing. */
  readonly samples: Float32Array;
  /** Hz. */
  readonly samplingRate: number;
}

export const INPUT = 'ecg';
const RATE = 'sampling_rate';

/** @throws Problem 422 */
export function signalOf({ inputs, parameters }: InferenceRequest): Signal {
  const [input, ...others] = inputs;
  if (input === undefined || others.length > 0 || input.name !== INPUT) {
    throw invalidField('inputs', `must be one tensor of the name "${INPUT}"`);
  }
  if (input.datatype !== 'FP32') throw invalidField('inputs.0.datatype', 'must be FP32: samples in mV');
  const samplingRate = input.parameters?.[RATE] ?? parameters?.[RATE];
  if (typeof samplingRate !== 'number') {
    const message = `must have "${RATE}", a number of Hz, here or in the tensor: a signal does not tell it`;
    throw invalidField('parameters', message);
  }
  const length = lengthOf(input.shape);
  const [row] = input.data;
  // Of the shape [1, n] the one row may come nested.
  const data: readonly unknown[] = input.shape.length === 2 && Array.isArray(row) ? row : input.data;
  if (data.length !== length) {
    throw invalidField('inputs.0.data', `has ${data.length} elements where the shape says ${length}`);
  }
  const samples = new Float32Array(length);
  for (let i = 0; i < length; i++) {
    const value = data[i];
    if (value !== null && typeof value !== 'number') {
      throw invalidField('inputs.0.data', `element ${i} is no number; null stands for a missing sample`);
    }
    samples[i] = value ?? Number.NaN;
  }
  return { samples, samplingRate };
}

function lengthOf(shape: readonly number[]): number {
  const [first = 0, second] = shape;
  if (shape.length === 1) return first;
  if (shape.length === 2 && first === 1) return second ?? 0;
  throw invalidField('inputs.0.shape', 'must be [n] or [1, n]: one lead at a time');
}

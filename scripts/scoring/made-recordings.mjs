/** Recordings that are made for a trial: a lead in memory. */
import { inMemoryReader } from '@sinode/core';

export function readerOf(name, lead, samples, samplingRate) {
  return inMemoryReader({
    name,
    format: 'wfdb',
    leads: [{ name: lead, unit: 'mV', samples }],
    samplingRate,
    sampleCount: samples.length,
    startTime: null,
    warnings: [],
    annotations: [],
  });
}

export const BESIDE_TRAINING = 'the model itself; made recordings, which no training has seen';

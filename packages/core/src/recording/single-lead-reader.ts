import { inMemoryReader, type RecordingReader } from './recording.ts';

/**
 * One lead of samples that are in memory, from whatever source, as a recording to be analysed:
 * `analyze(singleLeadReader(samples, 360))`.
 *
 * @param samples - mV, not copied; NaN where there is a gap
 * @param samplingRate - Hz, greater than 0
 * @param name - of the lead
 */
export function singleLeadReader(samples: Float32Array, samplingRate: number, name = 'II'): RecordingReader {
  return inMemoryReader({
    name,
    // Of all formats the one that says the least: there is no file.
    format: 'json',
    leads: [{ name, unit: 'mV', samples }],
    samplingRate,
    sampleCount: samples.length,
    startTime: null,
    warnings: [],
    annotations: [],
  });
}

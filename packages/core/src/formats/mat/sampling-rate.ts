import { SamplingRateMissingError } from '../../errors.ts';
import type { OpenOptions } from '../byte-source.ts';
import { givenRate, isPlausibleRate } from '../given-rate.ts';
import { valueCount } from './choose-variable.ts';
import type { MatDirectory, MatEntry } from './directory.ts';
import { openMatrix } from './matrix-values.ts';

const RATE_NAMES = new Set(['fs', 'freq', 'sfreq', 'samplingrate', 'samplerate', 'samplingfrequency']);

/** A record of the China Physiological Signal Challenge 2019: one lead `ecg`, 10 s at 500 Hz, and no rate in it. */
const CHALLENGE_RATE_HZ = 500;
const CHALLENGE_SAMPLES = 5000;

/**
 * @returns Hz: what was asked for, else what a scalar variable (`fs`, `samplingRate`, …) says, else 500 for a file
 * of the challenge's form, with a warning that says so
 * @throws SamplingRateMissingError when none of these gives one
 */
export async function findSamplingRate(
  file: string,
  directory: MatDirectory,
  signal: MatEntry,
  options: OpenOptions,
): Promise<{ samplingRate: number; warning: string | null }> {
  const given = givenRate(options);
  if (given !== null) return { samplingRate: given, warning: null };

  for (const entry of directory.entries) {
    if (!RATE_NAMES.has(entry.name.toLowerCase().replaceAll('_', ''))) continue;
    if (!entry.isNumeric || entry.dimensions.length !== 2 || valueCount(entry) !== 1) continue;
    const value = new Float64Array(1);
    await (await openMatrix(entry, directory.littleEndian)).readInto(value, 0, 1);
    if (isPlausibleRate(value[0])) return { samplingRate: value[0], warning: null };
  }
  if (
    signal.name === 'ecg' &&
    Math.min(...signal.dimensions) === 1 &&
    valueCount(signal) === CHALLENGE_SAMPLES
  ) {
    return {
      samplingRate: CHALLENGE_RATE_HZ,
      warning:
        'The file does not say its sampling rate; it has the form of a CPSC2019 record, so 500 Hz is assumed.',
    };
  }
  throw new SamplingRateMissingError(file);
}

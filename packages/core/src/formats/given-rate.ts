import { InvalidArgumentError } from '../errors.ts';
import type { OpenOptions } from './byte-source.ts';

const MIN_RATE_HZ = 1;
const MAX_RATE_HZ = 100_000;

/**
 * @returns Hz, or `null` where the caller gave none
 * @throws InvalidArgumentError when it is not a positive number
 */
export function givenRate({ samplingRate }: OpenOptions): number | null {
  if (samplingRate === undefined) return null;
  if (samplingRate > 0 && Number.isFinite(samplingRate)) return samplingRate;
  throw new InvalidArgumentError(`A sampling rate of ${samplingRate} Hz is not possible.`);
}

/** Whether a number found in a file can be the sampling rate of an ECG: 1 Hz to 100 kHz. */
export function isPlausibleRate(hz: number): boolean {
  return hz >= MIN_RATE_HZ && hz <= MAX_RATE_HZ;
}

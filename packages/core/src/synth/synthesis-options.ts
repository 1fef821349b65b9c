import { InvalidArgumentError } from '../errors.ts';
import { LEAD_NAMES, type LeadName } from './leads.ts';
import { type Patient, RESTING_PATIENT } from './patient.ts';

/** What to synthesize; whatever of the {@link Patient} is left out is a healthy adult at rest. */
export interface SynthesisOptions extends Partial<Patient> {
  /** A safe integer; the same seed gives the same recording. */
  readonly seed: number;
  readonly durationSeconds: number;
  /** Hz, 125 to 10 000. */
  readonly samplingRate: number;
  /** Beats are annotated at their peak in the first one. */
  readonly leads: readonly LeadName[];
}

/** The least and the most that makes sense of each number. */
const RANGES = {
  // From the escape rhythm of a complete heart block to the fastest tachycardia of an infant.
  meanHeartRateBpm: [20, 300],
  sdHeartRateBpm: [0, 30],
  lfHfRatio: [0, 100],
  respirationHz: [0.05, 1],
  amplitude: [0.01, 20],
  ventricularEctopicsPerMinute: [0, 100],
  supraventricularEctopicsPerMinute: [0, 100],
  atrialFibrillationShare: [0, 1],
  pausesPerMinute: [0, 10],
  rateEpisodesPerHour: [0, 60],
  snrDb: [-40, 100],
  // Twice the bandwidth of a QRS: below it, no annotation could tell where the peak was.
  samplingRate: [125, 10_000],
} as const;

/**
 * @returns the patient with nothing left out
 * @throws InvalidArgumentError for an option outside its range
 */
export function checkedPatient(options: SynthesisOptions): Patient {
  const { seed, durationSeconds, samplingRate, leads, ...given } = options;
  const patient: Patient = { ...RESTING_PATIENT, ...given };
  const numbers = { ...patient, samplingRate };
  for (const [name, [low, high]] of Object.entries(RANGES)) {
    const value = numbers[name as keyof typeof RANGES];
    if (!(value >= low && value <= high)) {
      throw new InvalidArgumentError(`${name} must be a number from ${low} to ${high}, not ${value}.`);
    }
  }
  if (!Number.isSafeInteger(seed))
    throw new InvalidArgumentError(`The seed must be an integer, not ${seed}.`);
  if (!(durationSeconds > 0 && Number.isSafeInteger(Math.round(durationSeconds * samplingRate)))) {
    throw new InvalidArgumentError(
      `The duration must be a number of seconds above 0, not ${durationSeconds}.`,
    );
  }
  const unknown = leads.find((lead) => !LEAD_NAMES.includes(lead));
  if (unknown !== undefined || leads.length === 0 || new Set(leads).size < leads.length) {
    throw new InvalidArgumentError(
      `The leads must be one or more different ones of ${LEAD_NAMES.join(', ')}, not "${leads.join(', ')}".`,
    );
  }
  return patient;
}

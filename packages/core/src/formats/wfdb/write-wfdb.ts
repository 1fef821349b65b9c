/**
 * Writes a recording as a WFDB record: a header and one signal file in format 16.
 *
 * @see header(5) and signal(5), WFDB Applications Guide, https://physionet.org/physiotools/wag/
 */
import { InvalidArgumentError } from '../../errors.ts';

export interface WfdbRecordToWrite {
  /** Letters, digits, `_` and `-`. The files are `<recordName>.hea` and `<recordName>.dat`. */
  readonly recordName: string;
  /** At least one; all of the same length. */
  readonly leads: readonly {
    readonly name: string;
    /** mV; what is not finite is written as missing. */
    readonly samples: Float32Array;
  }[];
  /** Hz, above 0. */
  readonly samplingRate: number;
  /** Written after the signals, a line each. */
  readonly comments?: readonly string[];
  readonly startTime?: Date | null;
}

/** A lead's scale: `adc = round(mV · gain) + baseline`. */
interface Scale {
  /** ADC steps per mV. */
  readonly gain: number;
  /** ADC steps. */
  readonly baseline: number;
}

/** The ADC value of a missing sample in format 16. */
const MISSING = -(2 ** 15);
const LARGEST_ADC = 2 ** 15 - 1;

/** ADC steps per mV where the lead's range allows it: 1 µV each, as most digital recorders have. */
const PREFERRED_GAIN = 1000;

/**
 * The resolution is 1 µV for leads that span up to 65 mV; beyond that the gain is lowered in steps of 1, 2, 5.
 *
 * @returns the header and the signal file
 * @throws InvalidArgumentError for a name, rate, date or leads that the format cannot hold
 */
export function writeWfdb(record: WfdbRecordToWrite): { name: string; bytes: Uint8Array }[] {
  const { recordName, leads, samplingRate, comments = [], startTime = null } = record;
  requireWritable(record);
  const sampleCount = leads[0].samples.length;
  const bytes = new Uint8Array(2 * leads.length * sampleCount);
  const view = new DataView(bytes.buffer);

  const signalLines = leads.map(({ name, samples }, lead) => {
    const { gain, baseline } = scaleFor(samples);
    let checksum = 0;
    for (let i = 0; i < sampleCount; i++) {
      const adc = Number.isFinite(samples[i]) ? Math.round(samples[i] * gain) + baseline : MISSING;
      view.setInt16(2 * (i * leads.length + lead), adc, true);
      checksum = (checksum + adc) | 0;
    }
    const initialValue = sampleCount > 0 ? view.getInt16(2 * lead, true) : 0;
    const signedChecksum = (checksum << 16) >> 16;
    return `${recordName}.dat 16 ${gain}(${baseline})/mV 16 0 ${initialValue} ${signedChecksum} 0 ${oneLine(name)}`;
  });

  const start = startTime === null ? '' : ` ${timeAndDate(startTime)}`;
  const lines = [
    `${recordName} ${leads.length} ${samplingRate} ${sampleCount}${start}`,
    ...signalLines,
    ...comments.flatMap((comment) => comment.split(/[\r\n]+/)).map((comment) => `# ${comment}`),
  ];
  return [
    { name: `${recordName}.hea`, bytes: new TextEncoder().encode(`${lines.join('\n')}\n`) },
    { name: `${recordName}.dat`, bytes },
  ];
}

function requireWritable({ recordName, leads, samplingRate, startTime }: WfdbRecordToWrite): void {
  if (!/^[\w-]+$/.test(recordName)) {
    throw new InvalidArgumentError(
      `"${recordName}" is no name for a WFDB record: use letters, digits, _ and - only.`,
    );
  }
  if (!(samplingRate > 0 && Number.isFinite(samplingRate))) {
    throw new InvalidArgumentError(`A record cannot have a sampling rate of ${samplingRate} Hz.`);
  }
  if (leads.length === 0) throw new InvalidArgumentError('A WFDB record needs at least one lead.');
  const odd = leads.find(({ samples }) => samples.length !== leads[0].samples.length);
  if (odd !== undefined) {
    throw new InvalidArgumentError(
      `Lead ${odd.name} has ${odd.samples.length} samples, lead ${leads[0].name} has ${leads[0].samples.length}.`,
    );
  }
  if (startTime && !(startTime.getUTCFullYear() >= 1 && startTime.getUTCFullYear() <= 9999)) {
    throw new InvalidArgumentError('The start time has no year between 1 and 9999.');
  }
}

/** The baseline stays at 0 unless the lead rides on an offset that would cost it resolution. */
function scaleFor(samples: Float32Array): Scale {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const value of samples) {
    if (!Number.isFinite(value)) continue;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  if (least > most) return { gain: PREFERRED_GAIN, baseline: 0 };
  if (Math.max(-least, most) * PREFERRED_GAIN <= LARGEST_ADC) return { gain: PREFERRED_GAIN, baseline: 0 };

  const middle = (least + most) / 2;
  let gain = PREFERRED_GAIN;
  for (let step = 0; !fits(gain); step++) gain = roundGain(step);
  return { gain, baseline: -Math.round(middle * gain) };

  function fits(candidate: number): boolean {
    // One step to spare: the middle and the sample are rounded on their own.
    return (most - middle) * candidate <= LARGEST_ADC - 1 && Math.abs(middle) * candidate < 2 ** 31;
  }
}

/** 500, 200, 100, 50, 20, 10, 5 … for steps 0, 1, 2 … */
function roundGain(step: number): number {
  return Number(`${[5, 2, 1][step % 3]}e${2 - Math.floor(step / 3)}`);
}

function timeAndDate(start: Date): string {
  const [date, time] = start.toISOString().slice(0, -1).split('T');
  return `${time} ${date.split('-').reverse().join('/')}`;
}

/** A line break in a lead's name would start another line of the header. */
function oneLine(name: string): string {
  return name.replace(/\s+/g, ' ').trim();
}

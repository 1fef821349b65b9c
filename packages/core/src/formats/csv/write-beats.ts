/** Beats as CSV, one line for each. */

/** `rrMs` is the time to the next beat, empty for the last; `confidence` is empty for beats that a person set. */
export const BEATS_CSV_HEADING = 'file,lead,beat,sample,timeSeconds,rrMs,confidence\n';

export interface BeatTable {
  /** What the recording is called. */
  readonly file: string;
  readonly lead: string;
  /** Hz. */
  readonly samplingRate: number;
  /** Sample indices. */
  readonly beats: ArrayLike<number>;
  /** Milliseconds from each beat to the next. */
  readonly rrMs: ArrayLike<number>;
  /** One for each beat, or none at all; NaN for a beat that a person set. */
  readonly confidence: ArrayLike<number>;
}

/** Beats are counted from 1; every line ends in a newline. */
export function beatsCsv({ file, lead, samplingRate, beats, rrMs, confidence }: BeatTable): string {
  const names = `${quoted(file)},${quoted(lead)}`;
  const lines: string[] = [];
  for (let i = 0; i < beats.length; i++) {
    const timeSeconds = decimal(beats[i] / samplingRate, 6);
    const rr = i < rrMs.length ? decimal(rrMs[i], 3) : '';
    const sure = confidence[i] >= 0 ? confidence[i] : '';
    lines.push(`${names},${i + 1},${beats[i]},${timeSeconds},${rr},${sure}\n`);
  }
  return lines.join('');
}

function decimal(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}

/** RFC 4180, section 2: fields with commas, quotes or line breaks stand in quotes. */
function quoted(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

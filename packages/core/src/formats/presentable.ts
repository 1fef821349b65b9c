import { FormatUnsupportedError } from '../errors.ts';
import { oneLine } from '../one-line.ts';
import type { RecordingReader } from '../recording/recording.ts';

const MAX_LEADS = 1024;
/** Beats are kept as 32-bit sample indices. */
const MAX_SAMPLES = 2 ** 31 - 1;
const LONGEST_UNIT = 40;
const LONGEST_WARNING = 1000;
/** Nobody reads more, and a header can give a reason for one at every signal. */
const MAX_WARNINGS = 100;

/**
 * What a reader says about a recording, fit to be shown and stored whatever the file holds: units and warnings of one
 * line, no more warnings than can be read, a start in a year of four digits. Names come from `uniqueNames`.
 *
 * @throws FormatUnsupportedError above 1024 leads, or more samples than can be counted
 */
export function presentable(reader: RecordingReader): RecordingReader {
  const { name, leads, sampleCount, startTime, warnings } = reader;
  if (leads.length > MAX_LEADS) {
    throw new FormatUnsupportedError(name, `it has ${leads.length} leads; up to ${MAX_LEADS} are read.`);
  }
  if (sampleCount > MAX_SAMPLES) {
    const reason = `${sampleCount} samples per lead are more than the ${MAX_SAMPLES} it can have.`;
    throw new FormatUnsupportedError(name, reason);
  }
  const isDated = startTime === null || hasYear(startTime);
  const told = isDated
    ? warnings
    : [...warnings, 'The start has no year from 1 to 9999; no start time is given.'];
  return {
    ...reader,
    leads: leads.map((lead) => ({
      ...lead,
      unit: lead.unit === null ? null : oneLine(lead.unit, LONGEST_UNIT),
    })),
    startTime: isDated ? startTime : null,
    warnings: firstOf(told).map((warning) => oneLine(warning, LONGEST_WARNING)),
  };
}

function hasYear(time: Date): boolean {
  return time.getUTCFullYear() >= 1 && time.getUTCFullYear() <= 9999;
}

function firstOf(warnings: readonly string[]): readonly string[] {
  if (warnings.length <= MAX_WARNINGS) return warnings;
  const rest = warnings.length - MAX_WARNINGS + 1;
  return [...warnings.slice(0, MAX_WARNINGS - 1), `${rest} more warnings are left out.`];
}

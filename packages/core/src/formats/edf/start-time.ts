/**
 * When a recording began. EDF has no time zone: the local time of the recording is given as if it were UTC.
 */
import type { HeaderField } from './header-field.ts';

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/** The two-digit year of EDF means 1985 to 2084 (EDF+ specification, section 2.1.3.2). */
const FIRST_YEAR = 1985;

/**
 * EDF+ repeats the date with four digits at the start of the recording field (`Startdate 02-MAR-2002 …`), which goes
 * before the one of two digits; `Startdate X` there means that the date is not known.
 *
 * @param date - `dd.mm.yy`
 * @param time - `hh.mm.ss`
 * @param recording - the "local recording identification"
 * @returns the start, or `null` with a warning when a field makes no sense: an ECG is worth reading without its date
 */
export function startTimeOf(
  date: HeaderField,
  time: HeaderField,
  recording: HeaderField,
): { startTime: Date | null; warnings: string[] } {
  if (/^Startdate X\b/i.test(recording.text)) return { startTime: null, warnings: [] };

  const day = fullDate(recording.text) ?? shortDate(date.text);
  if (day === null) return { startTime: null, warnings: [unusable(date)] };
  const seconds = secondsOfDay(time.text);
  if (seconds === null) return { startTime: null, warnings: [unusable(time)] };
  return { startTime: new Date(day + seconds * 1000), warnings: [] };
}

function unusable({ name, offset, text }: HeaderField): string {
  return `The ${name} at byte ${offset} is ${JSON.stringify(text)}, which is none: when the recording began is unknown.`;
}

function fullDate(recording: string): number | null {
  const match = /^Startdate (\d{1,2})-([A-Z]{3})-(\d{4})\b/i.exec(recording);
  if (match === null) return null;
  return utcDay(Number(match[3]), MONTHS.indexOf(match[2].toUpperCase()) + 1, Number(match[1]));
}

function shortDate(text: string): number | null {
  const match = /^(\d\d)[.:/-](\d\d)[.:/-](\d\d)$/.exec(text);
  if (match === null) return null;
  const year = 1900 + Number(match[3]);
  return utcDay(year < FIRST_YEAR ? year + 100 : year, Number(match[2]), Number(match[1]));
}

/** Milliseconds since 1970, or `null` for a day that is not in the calendar. */
function utcDay(year: number, month: number, day: number): number | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.getTime() : null;
}

function secondsOfDay(text: string): number | null {
  const match = /^(\d\d)[.:](\d\d)[.:](\d\d)$/.exec(text);
  if (match === null) return null;
  const [hours, minutes, seconds] = match.slice(1).map(Number);
  return hours < 24 && minutes < 60 && seconds < 60 ? hours * 3600 + minutes * 60 + seconds : null;
}

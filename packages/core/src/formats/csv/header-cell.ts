import { mvPerUnit } from '../units.ts';

/** What a cell of the header line says. */
export interface HeaderCell {
  /** Empty for a column without a name. */
  readonly name: string;
  readonly unit: string | null;
}

const BRACKETED = /^([^([]*)[([]\s*([a-zA-Zµμ%][^()[\]]*)[)\]]$/;
const APPENDED = /^(.+)[/_]([a-zA-Zµμ]+)$/;

const SECONDS_PER_UNIT = new Map([
  ['s', 1],
  ['sec', 1],
  ['secs', 1],
  ['second', 1],
  ['seconds', 1],
  ['ms', 1e-3],
  ['msec', 1e-3],
  ['millisecond', 1e-3],
  ['milliseconds', 1e-3],
  ['us', 1e-6],
  // U+00B5 and U+03BC look the same, and both are written.
  ['\u00b5s', 1e-6],
  ['\u03bcs', 1e-6],
  ['microseconds', 1e-6],
  ['ns', 1e-9],
  ['nanoseconds', 1e-9],
  ['min', 60],
  ['mins', 60],
  ['minute', 60],
  ['minutes', 60],
  ['h', 3600],
  ['hr', 3600],
  ['hour', 3600],
  ['hours', 3600],
]);
/** Of a column that is not named as time they may be anything: a minimum, a height. */
const UNITS_OF_TIME_ONLY = new Set(['min', 'h', 'hr']);

const TIME_NAME = /^(elapsed[ _]?)?(time|date|datetime|date[ _]?time|time[ _]?stamp|t|elapsed)$/i;

/** @returns `null` for what is not a unit of time */
export function secondsPerUnit(unit: string): number | null {
  return SECONDS_PER_UNIT.get(unit.toLowerCase()) ?? null;
}

/** Whether a column is named as time, or as a unit of time that is nothing else. */
export function isTimeName(name: string): boolean {
  return TIME_NAME.test(name) || (secondsPerUnit(name) !== null && isKnownUnit(name));
}

/** Splits `II (mV)`, `ECG [uV]`, `MLII/mV` and `time_ms`; a slash or underscore only before a unit that is known. */
export function parseHeaderCell(text: string): HeaderCell {
  const bracketed = BRACKETED.exec(text);
  if (bracketed !== null) return { name: bracketed[1].trim(), unit: bracketed[2].trim() };
  const appended = APPENDED.exec(text);
  if (appended === null) return { name: text, unit: null };
  const [, name, unit] = appended;
  const isUnit = isKnownUnit(unit) || (TIME_NAME.test(name) && secondsPerUnit(unit) !== null);
  return isUnit ? { name: name.trim(), unit } : { name: text, unit: null };
}

/** Whether a text can only be a unit, whatever it stands beside. */
export function isKnownUnit(text: string): boolean {
  if (UNITS_OF_TIME_ONLY.has(text.toLowerCase())) return false;
  return mvPerUnit(text) !== null || secondsPerUnit(text) !== null;
}

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
]);

/** @returns `null` for what is not a unit of time */
export function secondsPerUnit(unit: string): number | null {
  return SECONDS_PER_UNIT.get(unit.toLowerCase()) ?? null;
}

/** Splits `II (mV)`, `ECG [uV]`, `MLII/mV` and `time_ms`; a slash or underscore only before a unit that is known. */
export function parseHeaderCell(text: string): HeaderCell {
  const bracketed = BRACKETED.exec(text);
  if (bracketed !== null) return { name: bracketed[1].trim(), unit: bracketed[2].trim() };
  const appended = APPENDED.exec(text);
  if (appended !== null && isKnownUnit(appended[2])) return { name: appended[1].trim(), unit: appended[2] };
  return { name: text, unit: null };
}

export function isKnownUnit(text: string): boolean {
  return mvPerUnit(text) !== null || secondsPerUnit(text) !== null;
}

import { parseNumber } from '../parse-number.ts';
import { fieldText } from './field-text.ts';
import { type HeaderCell, isTimeName, secondsPerUnit } from './header-cell.ts';
import { decimalsOf, namesZone, parseClock, parseDateTime } from './parse-time.ts';

/** A column that says when its row was sampled. */
export interface TimeColumn {
  readonly column: number;
  /** @returns the seconds in a field, or `null` for what is not a time */
  readonly parse: (bytes: Uint8Array, start: number, end: number) => number | null;
  /** Seconds of the first rows. */
  readonly sample: readonly number[];
  /** How finely the times are written, in seconds; 0 where that cannot be told. */
  readonly resolutionSeconds: number;
  /** A time of day starts again at midnight. */
  readonly isClock: boolean;
  /** Whether the seconds count from 1970. */
  readonly isAbsolute: boolean;
}

export interface TimeSearch {
  readonly time: TimeColumn | null;
  /** Columns that only number the rows. */
  readonly counters: readonly number[];
  readonly warnings: readonly string[];
}

const COMMA = 44;

const INDEX_NAME = /^(index|idx|#|n|no\.?|row|samples?([ _]?(#|number|index|no\.?))?)$/i;

/** Slower than any ECG was ever sampled: a step this long must be in milliseconds. */
const LONGEST_STEP_SECONDS = 0.05;
const FEWEST_ROWS_FOR_A_RAMP = 3;

export function isIndexName(name: string): boolean {
  return INDEX_NAME.test(name);
}

/**
 * The first column that is named as time or written as a time of day or a date-time; else the first column when it
 * has no name and rises evenly as no other does.
 *
 * @param sample - the first rows, as text
 */
export function findTimeColumn(
  cells: readonly HeaderCell[],
  sample: readonly (readonly string[])[],
): TimeSearch {
  if (cells.length === 1 || sample.length === 0) return { time: null, counters: [], warnings: [] };
  const textsOf = (column: number) => sample.map((row) => row[column]);
  const ramps = cells.flatMap((cell, column) =>
    cell.name === '' && isRamp(textsOf(column)) ? [column] : [],
  );
  const isOnlyRamp = ramps.length === 1 && ramps[0] === 0;
  const counters = isOnlyRamp && medianStep(textsOf(0).map(numberOf)) === 1 ? [0] : [];

  for (const [column, cell] of cells.entries()) {
    const texts = textsOf(column);
    const found =
      writtenTime(column, texts) ??
      (isTimeName(cell.name) && Number.isFinite(numberOf(texts[0]))
        ? numericTime(column, cell, texts)
        : null);
    if (found !== null) return { ...found, counters };
  }
  if (!isOnlyRamp || counters.length > 0) return { time: null, counters, warnings: [] };
  return { ...numericTime(0, cells[0], textsOf(0)), counters };
}

/** The middle difference between neighbours; NaN for fewer than two values. */
export function medianStep(values: readonly number[]): number {
  const steps = values
    .slice(1)
    .map((value, i) => value - values[i])
    .filter((step) => !Number.isNaN(step));
  return steps.sort((a, b) => a - b)[steps.length >> 1] ?? Number.NaN;
}

type FoundTime = Omit<TimeSearch, 'counters'>;

/** A time of day (`0:00.002`) or a date-time, which need no name to be recognised. */
function writtenTime(column: number, texts: readonly string[]): FoundTime | null {
  for (const [parseText, isClock] of [
    [parseClock, true],
    [parseDateTime, false],
  ] as const) {
    const seconds = texts.map(parseText);
    if (!seconds.every((value) => value !== null)) continue;
    const warnings =
      isClock || namesZone(texts[0]) ? [] : ['The date-times do not name a time zone; UTC is assumed.'];
    const resolutionSeconds = 10 ** -Math.max(...texts.map(decimalsOf));
    const parse: TimeColumn['parse'] = (bytes, start, end) => parseText(fieldText(bytes, start, end));
    const time = { column, parse, sample: seconds, resolutionSeconds, isClock, isAbsolute: !isClock };
    return { time, warnings };
  }
  return null;
}

function numericTime(column: number, cell: HeaderCell, texts: readonly string[]): FoundTime {
  const values = texts.map(numberOf);
  const stated = secondsPerUnit(cell.unit ?? cell.name);
  const guess =
    stated === null ? guessUnit(values[0], medianStep(values)) : { factor: stated, warning: null };
  if (guess === 'counter') return { time: null, warnings: [] };

  const { factor, warning } = guess;
  const seconds = values.map((value) => value * factor);
  const hasExponents = texts.some((text) => /e/i.test(text));
  const parse: TimeColumn['parse'] = (bytes, start, end) => {
    const value = parseNumber(bytes, start, end, COMMA);
    return value !== null && Number.isFinite(value) ? value * factor : null;
  };
  const time = {
    column,
    parse,
    sample: seconds,
    resolutionSeconds: hasExponents ? 0 : factor * 10 ** -Math.max(...texts.map(decimalsOf)),
    isClock: false,
    isAbsolute: isEpoch(seconds[0]),
  };
  return { time, warnings: warning === null ? [] : [warning] };
}

/** Numbers since 1970 tell their unit by their size, others by their step; a step of 1 just counts the rows. */
function guessUnit(first: number, step: number): 'counter' | { factor: number; warning: string | null } {
  const epoch = [1, 1e-3, 1e-6, 1e-9].find((factor) => isEpoch(first * factor));
  if (epoch !== undefined) return { factor: epoch, warning: null };
  if (step === 1) return 'counter';
  if (step < LONGEST_STEP_SECONDS) return { factor: 1, warning: null };
  return {
    factor: 1e-3,
    warning: `The time column rises by ${step} a row and names no unit; it is taken as milliseconds.`,
  };
}

/** Whether seconds since 1970 fall between 1973 and 2286; no recording lasts as long. */
function isEpoch(seconds: number): boolean {
  return seconds >= 1e8 && seconds < 1e10;
}

function isRamp(texts: readonly string[]): boolean {
  const values = texts.map(numberOf);
  const step = medianStep(values);
  if (values.length < FEWEST_ROWS_FOR_A_RAMP || !(step > 0)) return false;
  // Times written with few decimals rise by one unit of the last decimal more or less.
  const slack = 1.01 * 10 ** -Math.max(...texts.map(decimalsOf));
  return values.every((value, i) => {
    const rise = i === 0 ? step : value - values[i - 1];
    return (
      rise > 0 &&
      (Math.abs(rise - step) <= 1e-6 * step || (!Number.isInteger(step) && Math.abs(rise - step) <= slack))
    );
  });
}

function numberOf(text: string): number {
  return text === '' ? Number.NaN : Number(text.replace(',', '.'));
}

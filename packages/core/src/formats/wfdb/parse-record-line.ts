/**
 * The record line: `name[/segments] signals [rate[/counter[(base)]] [samples [time [date]]]]`.
 */
import type { RecordLine } from './header.ts';
import { fieldError, type HeaderLine, parseCount, parseDecimal, quoted } from './header-line.ts';

/** Far beyond any ECG; what is more is a number gone wrong. */
const LARGEST_RATE_HZ = 1e6;

const RATE = /^([^/]*)(?:\/([^(]*)(?:\(([^)]*)\)?)?)?$/;
const TIME = /^(?:(?:(\d{1,2}):)?(\d{1,2}):)?(\d{1,2}(?:\.\d+)?)$/;
const DATE = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;

/**
 * @param warn - is told of a date or time that cannot be understood: no reason to refuse the signal
 * @throws FileCorruptError naming the line and the field
 * @see header(5), "Record line"
 */
export function parseRecordLine(line: HeaderLine, warn: (sentence: string) => void): RecordLine {
  const [name, signals, rate, frames, ...timeAndDate] = line.text.split(/\s+/);
  if (signals === undefined) throw fieldError(line, 'number of signals', 'is missing');

  const slash = name.lastIndexOf('/');
  const segmentCount = slash < 0 ? null : parseCount(line, 'number of segments', name.slice(slash + 1));
  if (segmentCount === 0) throw fieldError(line, 'number of segments', 'is 0');

  const startTime = parseStartTime(timeAndDate);
  if (startTime === undefined) {
    warn(`The start ${quoted(timeAndDate.join(' '))} is not a time and date; no start time is given.`);
  }
  return {
    recordName: slash < 0 ? name : name.slice(0, slash),
    segmentCount,
    signalCount: parseCount(line, 'number of signals', signals),
    ...parseRate(line, rate),
    // A count of 0 stands for "not known".
    frameCount: frames === undefined ? null : parseCount(line, 'number of samples', frames) || null,
    startTime: startTime ?? null,
  };
}

function parseRate(
  line: HeaderLine,
  token: string | undefined,
): Pick<RecordLine, 'frameRate' | 'counterFrequency' | 'baseCounter'> {
  if (token === undefined) return { frameRate: null, counterFrequency: null, baseCounter: 0 };

  const [, rate, counter, base] = RATE.exec(token) ?? ['', token];
  const frameRate = parseDecimal(line, 'sampling frequency', rate);
  if (frameRate <= 0 || frameRate > LARGEST_RATE_HZ) {
    throw fieldError(
      line,
      'sampling frequency',
      `is ${frameRate} Hz; it must be above 0 and at most ${LARGEST_RATE_HZ}`,
    );
  }

  const counterFrequency = counter ? parseDecimal(line, 'counter frequency', counter) : 0;
  return {
    frameRate,
    counterFrequency: counterFrequency > 0 ? counterFrequency : null,
    baseCounter: base ? parseDecimal(line, 'base counter value', base) : 0,
  };
}

/** @returns `null` where there is no date, `undefined` where there is one that makes no sense */
function parseStartTime(fields: readonly string[]): Date | null | undefined {
  const dateField = fields.find((field) => field.includes('/'));
  const timeField = fields.find((field) => !field.includes('/')) ?? '0:0:0';

  const time = TIME.exec(timeField);
  if (time === null) return undefined;
  if (dateField === undefined) return null;
  const date = DATE.exec(dateField);
  if (date === null) return undefined;

  const [, hours = '0', minutes = '0', seconds] = time;
  const [day, month, year] = date.slice(1).map(Number);
  const start = new Date(0);
  start.setUTCFullYear(year, month - 1, day);
  start.setUTCHours(Number(hours), Number(minutes), 0, Math.round(Number(seconds) * 1000));

  // A Date lets 31 February pass as 3 March; a time past midnight would move the day in the same way.
  const unmoved = start.getUTCDate() === day && start.getUTCMonth() === month - 1;
  return unmoved && year > 0 ? start : undefined;
}

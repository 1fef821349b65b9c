/** Up to `999:59:59.999999`; two parts are minutes and seconds, as PhysioNet's `rdsamp` writes them. */
const CLOCK = /^(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,12}))?$/;

const DATE = String.raw`(\d{4})[-/](\d\d)[-/](\d\d)`;
const TIME_OF_DAY = String.raw`(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,12}))?)?`;
const DATE_TIME = new RegExp(String.raw`^${DATE}[T ]${TIME_OF_DAY}\s?(Z|[+-]\d\d:?\d\d)?$`, 'i');

/** @returns seconds for `[h:]m:s[.fff]`; `null` for anything else */
export function parseClock(text: string): number | null {
  const match = CLOCK.exec(text);
  if (match === null) return null;
  const [, hours = '0', minutes, seconds, fraction = '0'] = match;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(`${seconds}.${fraction}`);
}

/** @returns seconds since 1970 for an ISO 8601 date-time (UTC where it names no zone); `null` for anything else */
export function parseDateTime(text: string): number | null {
  const match = DATE_TIME.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second = '0', fraction = '0', zone = 'Z'] = match;
  if (+month < 1 || +month > 12 || +day < 1 || +day > 31 || +hour > 23 || +minute > 59 || +second > 60)
    return null;
  const wholeMs = Date.UTC(+year, +month - 1, +day, +hour, +minute, +second);
  return wholeMs / 1000 + Number(`0.${fraction}`) - zoneSeconds(zone);
}

/** Whether a date-time says how far from UTC it is. */
export function namesZone(dateTime: string): boolean {
  return /(Z|[+-]\d\d:?\d\d)$/i.test(dateTime.slice(10));
}

/** @returns how many digits follow the decimal mark of the seconds (or of a plain number) */
export function decimalsOf(text: string): number {
  return /[.,](\d+)/.exec(text)?.[1].length ?? 0;
}

function zoneSeconds(zone: string): number {
  if (zone.toUpperCase() === 'Z') return 0;
  const sign = zone.startsWith('-') ? -1 : 1;
  return sign * (Number(zone.slice(1, 3)) * 3600 + Number(zone.slice(-2)) * 60);
}

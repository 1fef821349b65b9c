/** Quantities as people read them, always with their unit. */

/** The language of the page, with the day before the month, so that no date can be read in two ways. */
const LOCALE = 'en-GB';
/** What cannot be said. */
export const NOTHING = '–';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
/** From here on seconds say nothing any more. */
const LONG = 10 * MINUTE;

/** `4.5 s`, `10 s`, `1 min 30 s`, `30 min`, `23 h 59 min`: as exact as one wants to know it. */
export function formatDuration(seconds: number): string {
  const tenths = Math.round(seconds * 10) / 10;
  if (tenths < 10) return `${tenths} s`;
  const whole = Math.round(seconds);
  if (whole < LONG) return inUnits(whole, MINUTE, ['min', 's']);
  return inUnits(Math.round(whole / MINUTE), MINUTE, ['h', 'min']);
}

/** A number of the smaller unit; a part that is 0 is left out. */
function inUnits(total: number, ratio: number, [larger, smaller]: readonly [string, string]): string {
  const high = Math.floor(total / ratio);
  const low = total % ratio;
  const parts = [...(high > 0 ? [`${high} ${larger}`] : []), ...(low > 0 ? [`${low} ${smaller}`] : [])];
  return parts.join(' ');
}

/** `72 bpm`; beats are counted, so a tenth of one would only look exact. */
export function formatBpm(bpm: number | null): string {
  return bpm === null ? NOTHING : `${Math.round(bpm)} bpm`;
}

/** `360 Hz`, `128.5 Hz`. */
export function formatRate(hertz: number): string {
  return `${Number(hertz.toFixed(2))} Hz`;
}

/** `12,345`. */
export function formatCount(count: number): string {
  return count.toLocaleString(LOCALE);
}

const BYTE_UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** `512 bytes`, `1.3 MB`, `240 MB`; thousands, as disks and the limits of the server count. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (unit < BYTE_UNITS.length - 1 && Number(value.toPrecision(3)) >= 1000) {
    value /= 1000;
    unit++;
  }
  const digits = unit > 0 && value < 10 ? 2 : 3;
  return `${value >= 1000 ? Math.round(value) : Number(value.toPrecision(digits))} ${BYTE_UNITS[unit]}`;
}

/** `43 %`; never 100 before the end. */
export function formatPercent(share: number): string {
  return `${share >= 1 ? 100 : Math.min(99, Math.floor(share * 100))} %`;
}

/** `1 Feb 2026`, where the reader is. */
export function formatDate(moment: string): string {
  return new Date(moment).toLocaleDateString(LOCALE, { dateStyle: 'medium' });
}

/** `1 Feb 2026, 08:30`, where the reader is. */
export function formatDateTime(moment: string): string {
  return new Date(moment).toLocaleString(LOCALE, { dateStyle: 'medium', timeStyle: 'short' });
}

/** `14:35`, where the reader is. */
export function formatTime(moment: Date): string {
  return moment.toLocaleTimeString(LOCALE, { timeStyle: 'short' });
}

/** `31 Jan 2026, 22:00`, as it stands in the file: recordings do not say in which zone their clock was. */
export function formatStartTime(moment: string): string {
  return new Date(moment).toLocaleString(LOCALE, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  });
}

const AGES = [
  ['day', 24 * HOUR],
  ['hour', HOUR],
  ['minute', MINUTE],
] as const;
/** Longer ago than this, the date says more. */
const OLD_SECONDS = 7 * 24 * HOUR;

/** `now`, `3 minutes ago`, `yesterday`, and the date of what is older than a week. */
export function formatAge(moment: string, now = new Date()): string {
  // The server's clock may be ahead of this one.
  const seconds = Math.max(0, (now.getTime() - new Date(moment).getTime()) / 1000);
  if (seconds >= OLD_SECONDS) return formatDate(moment);
  const format = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto' });
  for (const [unit, length] of AGES) {
    if (seconds >= length) return format.format(-Math.floor(seconds / length), unit);
  }
  return format.format(0, 'second');
}

/** How numbers read to people. Machines get JSON. */

/** `1 record`, `2 records`. */
export function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}

/** `4.2 s`, `12 min 05 s`, `3 h 20 min`. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${round(seconds, 1)} s`;
  if (seconds < 3600) {
    const whole = Math.round(seconds);
    return `${Math.floor(whole / 60)} min ${twoDigits(whole % 60)} s`;
  }
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)} min`;
}

/** `512 B`, `1.4 MB`: powers of 1000, as disks and download pages count. */
export function bytes(amount: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = amount;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${round(value, value < 10 && unit > 0 ? 1 : 0)} ${units[unit]}`;
}

/** `72 bpm`, or a dash where there is no heart rate. */
export function bpm(heartRate: number | null): string {
  return heartRate === null ? '–' : `${Math.round(heartRate)} bpm`;
}

/** `0.9987`, or a dash where the protocol does not define it. */
export function share(value: number | null): string {
  return value === null ? '–' : value.toFixed(4);
}

function round(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

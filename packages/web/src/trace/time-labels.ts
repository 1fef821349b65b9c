/** Moments of a recording in words: since its start, or by the clock where the file tells when it began. */

const DAY_MS = 86_400_000;

/** `0:07.5`, `12:03`, `23:59:59.25`, with as many digits as the step of the axis needs. */
export function sinceStart(seconds: number, stepSeconds: number): string {
  const digits = stepSeconds >= 1 ? 0 : stepSeconds >= 0.1 ? 1 : 2;
  // Rounded first: 59.996 s is a minute.
  const rounded = Number(seconds.toFixed(digits));
  const hours = Math.floor(rounded / 3600);
  const minutes = Math.floor((rounded % 3600) / 60);
  const rest = (rounded % 60).toFixed(digits).padStart(digits === 0 ? 2 : digits + 3, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}

/** `22:00:07`, in the time that the recorder's clock showed: files do not say in which zone it stood. */
export function byTheClock(startTime: Date, seconds: number, stepSeconds: number): string {
  const ms = startTime.getTime() + seconds * 1000;
  const inDay = ((ms % DAY_MS) + DAY_MS) % DAY_MS;
  const [hours, minutes] = [Math.floor(inDay / 3_600_000), Math.floor(inDay / 60_000) % 60];
  const rest = (inDay / 1000) % 60;
  const digits = stepSeconds >= 1 ? 0 : stepSeconds >= 0.1 ? 1 : 2;
  const two = (value: number) => String(value).padStart(2, '0');
  const text = `${two(hours)}:${two(minutes)}`;
  if (stepSeconds >= 60) return text;
  return `${text}:${rest.toFixed(digits).padStart(digits === 0 ? 2 : digits + 3, '0')}`;
}

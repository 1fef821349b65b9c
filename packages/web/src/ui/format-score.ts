/** Scores, shares and differences, with as many digits as mean something. */
import { NOTHING } from './format.ts';

/** As wide as a plus, unlike the hyphen. */
const MINUS = '\u2212';

/** `99.91 %`. @param share - 0 to 1 */
export function formatShare(share: number | null, digits = 2): string {
  return share === null ? NOTHING : `${formatNumber(100 * share, digits)} %`;
}

/** `0.950`, of a protocol that counts in points. */
export function formatScore(score: number | null): string {
  return score === null ? NOTHING : formatNumber(score, 3);
}

/** `12 ms`. */
export function formatMs(ms: number): string {
  return `${formatNumber(ms, Number.isInteger(ms) ? 0 : 1)} ms`;
}

/** `72.4 bpm`, where rates are compared and tenths count. */
export function formatExactBpm(bpm: number, digits = 1): string {
  return `${formatNumber(bpm, digits)} bpm`;
}

/** `3.35 million`: nobody counts the last digits. */
export function formatLarge(value: number): string {
  if (value >= 1e9) return `${Number((value / 1e9).toPrecision(3))} billion`;
  if (value >= 1e6) return `${Number((value / 1e6).toPrecision(3))} million`;
  return value.toLocaleString('en-GB');
}

/** A difference always shows its direction: `+0.12 %`, `−3`, `0`. */
export function formatSigned(value: number, format: (magnitude: number) => string): string {
  const magnitude = format(Math.abs(value));
  // What is rounded away has no direction.
  if (magnitude === format(0)) return magnitude;
  return `${value < 0 ? MINUS : '+'}${magnitude}`;
}

/** With a fixed number of decimals; never a zero with a minus. */
export function formatNumber(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits);
  return value < 0 && Number(text) !== 0 ? `${MINUS}${text}` : text;
}

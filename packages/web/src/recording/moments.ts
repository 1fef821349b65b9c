/** Places of a recording that one wants to see first. */
import type { Beats } from './beat-state.ts';

/** Fewer say more about one odd interval than about the heart. */
const RATE_BEATS = 10;

export interface Moment {
  /** Sample index to look at. */
  readonly sample: number;
  /** bpm, ms or confidence. */
  readonly value: number;
}

export interface Moments {
  /** Mean rate over ten intervals in a row, all of them readable; `null` where there are no ten. */
  readonly fastest: Moment | null;
  readonly slowest: Moment | null;
  /** The longest readable interval. */
  readonly pause: Moment | null;
  /** The beat that the network was least sure of. */
  readonly doubtful: Moment | null;
}

/** The slowest and the fastest rate, over ten beats or, in short recordings, from beat to beat; `null` without any. */
export function rateRange(beats: Beats): { slowest: number; fastest: number; isBeatToBeat: boolean } | null {
  const { slowest, fastest } = momentsOf(beats);
  if (slowest !== null && fastest !== null) {
    return { slowest: slowest.value, fastest: fastest.value, isBeatToBeat: false };
  }
  const rates = beats.heartRates.filter((bpm) => !Number.isNaN(bpm));
  if (rates.length === 0) return null;
  return { slowest: Math.min(...rates), fastest: Math.max(...rates), isBeatToBeat: true };
}

export function momentsOf({ samples, rrMs, heartRates, confidence }: Beats): Moments {
  let fastest: Moment | null = null;
  let slowest: Moment | null = null;
  let pause: Moment | null = null;
  let doubtful: Moment | null = null;
  let sumMs = 0;
  let length = 0;
  for (let i = 0; i < rrMs.length; i++) {
    const ms = rrMs[i] ?? 0;
    if (Number.isNaN(heartRates[i])) {
      [sumMs, length] = [0, 0];
      continue;
    }
    if (ms > (pause?.value ?? 0)) pause = { sample: middle(samples, i, i + 1), value: ms };
    sumMs += ms;
    length++;
    if (length > RATE_BEATS) sumMs -= rrMs[i - RATE_BEATS] ?? 0;
    if (length < RATE_BEATS) continue;
    const value = (60_000 * RATE_BEATS) / sumMs;
    const sample = middle(samples, i + 1 - RATE_BEATS, i + 1);
    if (fastest === null || value > fastest.value) fastest = { sample, value };
    if (slowest === null || value < slowest.value) slowest = { sample, value };
  }
  for (let i = 0; i < confidence.length; i++) {
    const value = confidence[i] ?? Number.NaN;
    if (value < (doubtful?.value ?? Number.POSITIVE_INFINITY)) doubtful = { sample: samples[i] ?? 0, value };
  }
  return { fastest, slowest, pause, doubtful };
}

function middle(samples: Int32Array, from: number, to: number): number {
  return Math.round(((samples[from] ?? 0) + (samples[to] ?? 0)) / 2);
}

import { FormatUnsupportedError, SamplingRateMissingError } from '../../errors.ts';
import type { OpenOptions } from '../byte-source.ts';
import { givenRate, isPlausibleRate } from '../given-rate.ts';
import { roundestRate } from './roundest-rate.ts';
import { medianStep, type TimeColumn } from './time-column.ts';
import { createTimeline, type Timeline } from './timeline.ts';

/** Where the sampling rate comes from. */
export interface TimingSource {
  /** Collects the time column; `null` where there is none or it is not used. */
  readonly timeline: Timeline | null;
  /** Hz; `null` where the time column gives it. */
  readonly givenRate: number | null;
  readonly warnings: readonly string[];
}

/** A given rate and a time column that differ by more than this do not mean the same. */
const AGREEMENT = 0.01;

/**
 * A given rate wins; the time column then still tells the gaps, as long as it agrees.
 *
 * @throws SamplingRateMissingError without a given rate and a time column
 * @throws FormatUnsupportedError when the time column gives no credible rate
 */
export function chooseTiming(file: string, time: TimeColumn | null, options: OpenOptions): TimingSource {
  const given = givenRate(options);
  if (time === null || time.sample.length < 2) {
    if (given === null) throw new SamplingRateMissingError(file);
    return { timeline: null, givenRate: given, warnings: [] };
  }

  const rate = firstEstimate(time);
  const isCredible = rate !== null && isPlausibleRate(rate);
  if (given === null && !isCredible) {
    throw new FormatUnsupportedError(
      file,
      "its time column does not rise by an even step that could be an ECG's; give the sampling rate in Hz.",
    );
  }
  if (!isCredible || (given !== null && Math.abs(rate - given) > AGREEMENT * given)) {
    const warning = `The time column does not agree with the given ${given} Hz and is ignored.`;
    return { timeline: null, givenRate: given, warnings: [warning] };
  }
  const { resolutionSeconds, isClock } = time;
  const stepSeconds = 1 / rate;
  return {
    timeline: createTimeline({ file, stepSeconds, resolutionSeconds, isClock }),
    givenRate: given,
    warnings: [],
  };
}

/** From the first rows, without the steps that are not near the middle one: gaps must not count. */
function firstEstimate({ sample, resolutionSeconds }: TimeColumn): number | null {
  const median = medianStep(sample);
  if (!(median > 0)) return null;
  const steps = sample.slice(1).map((seconds, i) => seconds - sample[i]);
  const even = steps.filter((step) => step > 0 && step < 1.5 * median + resolutionSeconds);
  const sum = even.reduce((total, step) => total + step, 0);
  return roundestRate(even.length, sum, resolutionSeconds);
}

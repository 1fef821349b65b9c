import { FileCorruptError, FormatUnsupportedError } from '../../errors.ts';
import { roundestRate } from './roundest-rate.ts';

/** Rows without a gap between them. */
interface Run {
  readonly firstRow: number;
  /** The sample that the first row is. */
  readonly firstSample: number;
}

/** Where the rows lie in time. */
export interface Timing {
  /** Hz. */
  readonly samplingRate: number;
  /** Rows and the samples missing between them. */
  readonly sampleCount: number;
  readonly runs: readonly Run[];
  readonly warnings: readonly string[];
}

/** What the first rows say about the times of all. */
export interface TimelineOptions {
  readonly file: string;
  readonly stepSeconds: number;
  readonly resolutionSeconds: number;
  /** Times of day start again at midnight. */
  readonly isClock: boolean;
}

/** Collects the times of the rows, one by one. */
export interface Timeline {
  /**
   * @param line - for messages, from 1
   * @throws FileCorruptError when the time does not rise
   */
  add(row: number, seconds: number, line: number): void;
  /**
   * @param givenRate - Hz, where the caller knows better than the file
   * @throws FormatUnsupportedError when the gaps would be many times the recording
   */
  finish(rowCount: number, givenRate: number | null): Timing;
}

const DAY_SECONDS = 86_400;
/** A step this far (in steps) from a whole number is worth a warning. */
const JITTER_STEPS = 0.1;
/** What a float can be off in the last place, for times since 1970. */
const FLOAT_SLACK_SECONDS = 1e-6;
const MAX_GAPS = 100_000;
const MAX_SAMPLES_PER_ROW = 20;
const ALWAYS_ALLOWED_SAMPLES = 10_000_000;

export function createTimeline({ file, stepSeconds, resolutionSeconds, isClock }: TimelineOptions): Timeline {
  const slackSeconds = Math.max(JITTER_STEPS * stepSeconds, 1.01 * resolutionSeconds, FLOAT_SLACK_SECONDS);
  const gaps: { row: number; seconds: number }[] = [];
  let previousSeconds = Number.NaN;
  let evenSteps = 0;
  let evenSeconds = 0;
  let unevenSteps = 0;

  return {
    add(row, seconds, line) {
      let rise = seconds - previousSeconds;
      previousSeconds = seconds;
      if (row === 0) return;
      if (isClock && rise < -DAY_SECONDS / 2) rise += DAY_SECONDS;
      if (rise <= 0) {
        throw new FileCorruptError(
          file,
          `line ${line}`,
          'the time does not rise from the row before to this one.',
        );
      }
      const steps = Math.max(1, Math.round(rise / stepSeconds));
      if (Math.abs(rise - steps * stepSeconds) > slackSeconds) unevenSteps++;
      if (steps > 1) {
        gaps.push({ row, seconds: rise });
        if (gaps.length > MAX_GAPS) {
          throw new FileCorruptError(
            file,
            `line ${line}`,
            `the time column has more than ${MAX_GAPS} gaps up to here.`,
          );
        }
      } else {
        evenSteps++;
        evenSeconds += rise;
      }
    },

    finish(rowCount, givenRate) {
      const warnings: string[] = [];
      const samplingRate =
        givenRate ??
        (evenSteps === 0 ? 1 / stepSeconds : roundestRate(evenSteps, evenSeconds, resolutionSeconds));
      const { runs, missing } = placeRuns(gaps, samplingRate);
      if (missing > Math.max(ALWAYS_ALLOWED_SAMPLES, MAX_SAMPLES_PER_ROW * rowCount)) {
        throw new FormatUnsupportedError(
          file,
          `its time column has gaps of ${Math.round(missing / samplingRate)} s in all, far more than its ${rowCount} rows; split it there.`,
        );
      }
      if (gaps.length > 0) {
        warnings.push(
          `The time column jumps ${gaps.length} times; ${missing} missing samples are kept as gaps.`,
        );
      }
      if (unevenSteps > 0) {
        warnings.push(
          `${unevenSteps} of ${rowCount - 1} time steps are off by more than a tenth of a sample; the rows are taken as evenly spaced.`,
        );
      }
      return { samplingRate, sampleCount: rowCount + missing, runs, warnings };
    },
  };
}

function placeRuns(
  gaps: readonly { row: number; seconds: number }[],
  samplingRate: number,
): { runs: Run[]; missing: number } {
  const runs: Run[] = [{ firstRow: 0, firstSample: 0 }];
  let missing = 0;
  for (const { row, seconds } of gaps) {
    missing += Math.max(1, Math.round(seconds * samplingRate) - 1);
    runs.push({ firstRow: row, firstSample: row + missing });
  }
  return { runs, missing };
}

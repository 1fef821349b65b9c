/**
 * How far a stretch of a recording can be trusted: from the gaps in it, from how sure the network is of its beats, and
 * from whether they make a rhythm.
 */

/**
 * `good`: beats stand out; `poor`: some of them may be wrong; `unreadable`: no beat can be told from its surroundings,
 * and none is reported.
 */
export type QualityVerdict = 'good' | 'poor' | 'unreadable';

export interface QualityStretch {
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly verdict: QualityVerdict;
}

export interface Quality {
  /** Of the recording: `unreadable` or `good` where at least half of its time is, else `poor`. */
  readonly verdict: QualityVerdict;
  /** Neighbouring stretches differ in their verdict; together they cover the recording. */
  readonly stretches: readonly QualityStretch[];
}

/** What a stretch is judged by. */
export interface StretchEvidence {
  /** Share of the stretch inside gaps, 0..1. */
  readonly gapShare: number;
  /** Share of samples of at least a quarter of the height of a QRS, 0..1. */
  readonly activity: number;
  /** Whether any beat was found in the stretch itself. */
  readonly hasBeats: boolean;
  /** Beats of the stretch and of its neighbours, ascending. */
  readonly context: readonly { readonly position: number; readonly confidence: number }[];
}

/** A stretch with more gap than this cannot be read. */
const UNREADABLE_GAP_SHARE = 0.5;
/** Without a beat, this much activity is noise and not a pause. */
const NOISE_ACTIVITY = 0.3;
/**
 * Mean confidence of beats. Measured by folds on what the network had not seen: clean records 0.95 to 1; electrode motion
 * over ECG 0.85 to 1 at 0 dB and 0.75 to 1 at -6 dB; electrode motion or spikes without any ECG 0.5 to 0.95.
 */
const GOOD_CONFIDENCE = 0.9;
const UNREADABLE_CONFIDENCE = 0.6;
/**
 * Coefficient of variation of the RR intervals by which beats that do not stand out make a rhythm: atrial fibrillation
 * stays below it, peaks of noise seldom do.
 */
const RHYTHM_VARIATION = 0.35;

/** The verdict for one stretch. */
export function judgeStretch({ gapShare, activity, hasBeats, context }: StretchEvidence): QualityVerdict {
  if (gapShare > UNREADABLE_GAP_SHARE) return 'unreadable';
  if (!hasBeats) return activity > NOISE_ACTIVITY ? 'unreadable' : 'good';

  const confidence = mean(context.map((beat) => beat.confidence));
  if (confidence < UNREADABLE_CONFIDENCE) return 'unreadable';
  if (confidence >= GOOD_CONFIDENCE) return gapShare > 0 ? 'poor' : 'good';
  return isRhythm(context.map((beat) => beat.position)) ? 'poor' : 'unreadable';
}

/** True for three beats or more whose intervals vary little. */
function isRhythm(positions: readonly number[]): boolean {
  if (positions.length < 3) return false;
  const intervals = positions.slice(1).map((position, i) => position - positions[i]);
  const average = mean(intervals);
  const deviation = Math.sqrt(mean(intervals.map((interval) => (interval - average) ** 2)));
  return deviation <= RHYTHM_VARIATION * average;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * @param verdicts - one for each stretch of `stretchSeconds`, in order
 * @param durationSeconds - of the recording; the last stretch may be shorter
 */
export function summarizeQuality(
  verdicts: readonly QualityVerdict[],
  stretchSeconds: number,
  durationSeconds: number,
): Quality {
  const stretches: QualityStretch[] = [];
  const seconds = { good: 0, poor: 0, unreadable: 0 };
  for (const [index, verdict] of verdicts.entries()) {
    const startSeconds = index * stretchSeconds;
    const endSeconds = Math.min(durationSeconds, startSeconds + stretchSeconds);
    seconds[verdict] += endSeconds - startSeconds;
    const last = stretches.at(-1);
    if (last?.verdict === verdict) stretches[stretches.length - 1] = { ...last, endSeconds };
    else stretches.push({ startSeconds, endSeconds, verdict });
  }
  return { verdict: overallVerdict(seconds), stretches };
}

function overallVerdict({ good, poor, unreadable }: Record<QualityVerdict, number>): QualityVerdict {
  if (unreadable >= good + poor) return 'unreadable';
  return good >= poor + unreadable ? 'good' : 'poor';
}

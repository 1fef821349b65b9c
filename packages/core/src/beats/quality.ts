/**
 * How far a stretch of a recording can be trusted, from the gaps in it and from how sure the network is.
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
  /** Of the recording: the verdict that most of its time has, unreadable stretches weighing in at half of it. */
  readonly verdict: QualityVerdict;
  /** Neighbouring stretches differ in their verdict; together they cover the recording. */
  readonly stretches: readonly QualityStretch[];
}

/** What a stretch is judged by. */
export interface StretchEvidence {
  /** Share of the stretch inside gaps, 0..1. */
  readonly gapShare: number;
  /** The network's probability at each of its local maxima of at least {@link DOUBT_FLOOR}, beats or not. */
  readonly peakProbabilities: readonly number[];
  /** Share of samples of at least half the height of a QRS, 0..1. */
  readonly activity: number;
}

/** Maxima below this are ripples of the output, not doubts. */
export const DOUBT_FLOOR = 0.1;
/** A stretch with more gap than this cannot be read. */
const UNREADABLE_GAP_SHARE = 0.5;
/** Mean doubt per maximum, 0 (certain) to 1 (a coin's toss), above which a stretch is poor or unreadable. */
const POOR_DOUBT = 0.25;
const UNREADABLE_DOUBT = 0.7;
/** With no maximum at all, this much activity is noise and not a pause. */
const NOISE_ACTIVITY = 0.15;

/** The verdict for one stretch. */
export function judgeStretch({ gapShare, peakProbabilities, activity }: StretchEvidence): QualityVerdict {
  if (gapShare > UNREADABLE_GAP_SHARE) return 'unreadable';
  if (peakProbabilities.length === 0) return activity > NOISE_ACTIVITY ? 'unreadable' : 'good';

  let doubt = 0;
  // 4p(1 - p) is 0 for a certain answer and 1 for an even chance.
  for (const p of peakProbabilities) doubt += 4 * p * (1 - p);
  doubt /= peakProbabilities.length;
  if (doubt > UNREADABLE_DOUBT) return 'unreadable';
  return doubt > POOR_DOUBT || gapShare > 0 ? 'poor' : 'good';
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

/** How a recording is opened so that one sees what went wrong. */
import type { Asked, EvaluatedRecord } from './types.ts';

/** ms; the challenge's own. */
const CHALLENGE_TOLERANCE_MS = 75;
/** What the references of the challenge's layout are called. */
const CHALLENGE_ANNOTATOR = 'ref';

export interface RecordingSearch {
  readonly lead?: string;
  readonly reference?: string;
  readonly tolerance?: number;
  readonly span?: 'all' | 'annotated';
  readonly at?: 'first-error';
}

/** What of the question decides how its recordings are shown. */
export type AskedHow = Pick<Asked, 'source' | 'protocol' | 'annotator' | 'toleranceMs' | 'span'>;

/**
 * @param asked.isChallenge - the data set has the challenge's layout, which knows no annotators
 */
export function recordingSearch(
  { lead }: Pick<EvaluatedRecord, 'lead'>,
  asked: AskedHow & { readonly isChallenge: boolean },
): RecordingSearch {
  const analysed = lead === null ? {} : { lead };
  // One's own corrections are shown with the recording anyway.
  if (asked.source.kind === 'corrections') return analysed;
  const isChallenge = asked.protocol === 'cpsc2019' || asked.isChallenge;
  return {
    ...analysed,
    reference: isChallenge ? CHALLENGE_ANNOTATOR : asked.annotator,
    tolerance: asked.protocol === 'cpsc2019' ? CHALLENGE_TOLERANCE_MS : asked.toleranceMs,
    ...(asked.span === 'all' ? {} : { span: asked.span }),
    at: 'first-error',
  };
}

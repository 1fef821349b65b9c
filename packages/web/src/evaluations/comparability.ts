/** In what two evaluations differ besides their model: each of these alone can make a difference of scores. */
import type { Evaluation } from './types.ts';

export type Disparity = 'data' | 'records' | 'annotator' | 'lead' | 'span' | 'fromSeconds' | 'toleranceMs';

type Compared = Pick<Evaluation, 'asked' | 'model'>;

/**
 * @param unmatched - records that only one of them scored
 * @returns in the order in which they matter; `model` is not among them: that is what one compares
 */
export function disparities(a: Compared, b: Compared, unmatched: number): Disparity[] {
  const found: Disparity[] = [];
  if (dataOf(a) !== dataOf(b)) found.push('data');
  else if (unmatched > 0) found.push('records');
  for (const option of ['annotator', 'lead', 'span', 'fromSeconds', 'toleranceMs'] as const) {
    if (a.asked[option] !== b.asked[option]) found.push(option);
  }
  return found;
}

/** Whether it is two models that are compared, and not the same one twice. */
export function isSameModel(a: Compared, b: Compared): boolean {
  return a.model.name === b.model.name && a.model.version === b.model.version;
}

function dataOf({ asked: { source } }: Compared): string {
  if (source.kind === 'library') return `library ${source.dataSet}`;
  return `corrections ${[...(source.recordingIds ?? [])].sort().join(' ')}`;
}

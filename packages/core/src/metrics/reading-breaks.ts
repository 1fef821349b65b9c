import type { QualityStretch } from '../beats/quality.ts';
import type { SampleSpan } from '../recording/sample-span.ts';

/**
 * Stretches across which no RR interval can be measured: those that could not be read and hold no beat, neither of the
 * network nor of a person.
 *
 * @param beats - ascending sample indices
 * @param samplingRate - Hz that they refer to
 * @returns ascending, for `heartRateBpm`
 */
export function readingBreaks(
  stretches: readonly QualityStretch[],
  beats: ArrayLike<number>,
  samplingRate: number,
): SampleSpan[] {
  const breaks: SampleSpan[] = [];
  let next = 0;
  for (const { startSeconds, endSeconds, verdict } of stretches) {
    const start = Math.ceil(startSeconds * samplingRate);
    const end = Math.ceil(endSeconds * samplingRate);
    while ((beats[next] ?? end) < start) next++;
    if (verdict === 'unreadable' && (beats[next] ?? end) >= end) breaks.push({ start, end });
  }
  return breaks;
}

/** Asks for the beats of recordings that nobody has asked for yet, a few at a time. */
import { type components, orThrow } from '@sinode/client';
import { client, queryClient } from '../api/api.ts';
import { changeCached } from './cached-recordings.ts';
import { createLimiter } from './limiter.ts';

type Analysis = components['schemas']['Analysis'];
type Recording = components['schemas']['Recording'];

/** The server's threads are for everybody. */
const AT_ONCE = 2;
const { run } = createLimiter(AT_ONCE);

/**
 * What was found is in the lists as soon as it is known.
 *
 * @returns the analysis: without a report where it has become a job
 * @throws ApiError where there is nothing to find, and why
 */
export function analyzeSoon(id: string, signal?: AbortSignal): Promise<Analysis> {
  return run(async () => {
    const analysis = await orThrow(
      client.POST('/v1/recordings/{id}/analyses', {
        params: { path: { id } },
        body: {},
        ...(signal === undefined ? {} : { signal }),
      }),
    );
    noteAnalysis(analysis);
    return analysis;
  }, signal);
}

/** Puts what was found where lists, and the page of the recording, look for it. */
export function noteAnalysis(analysis: Analysis): void {
  const { recordingId } = analysis;
  const summary = summaryOf(analysis);
  if (summary === null) return;
  changeCached(recordingId, { analysis: summary });
  queryClient.setQueryData(['recordings', recordingId, 'analysis', ''], analysis);
}

/** What lists show of it; `null` while there is no report. */
export function summaryOf({ id, report }: Analysis): Recording['analysis'] {
  if (report === null) return null;
  const { lead, heartRate, beats, quality } = report;
  return { id, lead, heartRate, beatCount: beats.length, quality: quality.verdict };
}

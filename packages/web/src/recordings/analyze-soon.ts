/** Asks for the beats of recordings that nobody has asked for yet, a few at a time. */
import { type components, orThrow } from '@sinode/client';
import { client, queryClient } from '../api/api.ts';
import { changeCached } from './cached-recordings.ts';
import { createLimiter } from './limiter.ts';

type Analysis = components['schemas']['Analysis'];

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
  const { id, recordingId, report } = analysis;
  if (report === null) return;
  const { lead, heartRate, beats, quality } = report;
  changeCached(recordingId, {
    analysis: { id, lead, heartRate, beatCount: beats.length, quality: quality.verdict },
  });
  queryClient.setQueryData(['recordings', recordingId, 'analysis', ''], analysis);
}

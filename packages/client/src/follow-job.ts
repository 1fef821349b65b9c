import { orThrow } from './api-error.ts';
import type { Client } from './client.ts';
import type { components } from './schema.ts';

/** How a job is doing. */
export type JobStatus = Pick<components['schemas']['AnalysisItem'], 'state' | 'progress' | 'error'>;

/** Work that can be followed. */
export type FollowedJob = { readonly analysisId: string } | { readonly evaluationId: string };

/** As long as the server proposes in `retry`. */
const AGAIN_MS = 2_000;

/**
 * Tells how a job is doing whenever that changes; the last status is `done`, `failed` or `cancelled`. When the line
 * breaks or the server is started anew, it connects again. (`EventSource` sends no `Authorization`.)
 *
 * @throws ApiError where the job cannot be followed; the reason of the signal
 */
export async function* followJob(
  client: Client,
  job: FollowedJob,
  { signal }: { readonly signal?: AbortSignal } = {},
): AsyncGenerator<JobStatus, void> {
  for (;;) {
    const events = await connect(client, job, signal);
    try {
      for await (const status of statusesOf(events)) {
        yield status;
        if (isFinal(status)) return;
      }
    } catch (error) {
      // A line that broke; what is not understood is another matter.
      if (signal?.aborted || !(error instanceof TypeError)) throw error;
    }
    await wait(AGAIN_MS, signal);
  }
}

async function connect(
  client: Client,
  job: FollowedJob,
  signal: AbortSignal | undefined,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const options = { parseAs: 'stream', ...(signal === undefined ? {} : { signal }) } as const;
  const stream = await orThrow(
    'analysisId' in job
      ? client.GET('/v1/analyses/{id}/events', { params: { path: { id: job.analysisId } }, ...options })
      : client.GET('/v1/evaluations/{id}/events', { params: { path: { id: job.evaluationId } }, ...options }),
  );
  return stream ?? new ReadableStream({ start: (controller) => controller.close() });
}

/** The data of each event; comments, and an event that was broken off, are none. */
async function* statusesOf(stream: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<JobStatus> {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const events = (text + value).split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) {
        const data = event.split('\n').find((line) => line.startsWith('data: '));
        if (data !== undefined) yield JSON.parse(data.slice('data: '.length)) as JobStatus;
      }
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

function isFinal({ state }: JobStatus): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled';
}

async function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        reject(signal.reason);
      },
      { once: true },
    );
  });
}

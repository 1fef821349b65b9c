import { ApiError } from '@sinode/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Sending } from '../../api/post-form.ts';
import { createUploadQueue, type Upload, type UploadQueueOptions } from './upload-queue.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

interface Begun extends Sending {
  readonly upload: Upload;
  readonly resolve: (recordingId: string) => void;
  readonly reject: (error: unknown) => void;
}

/** A queue whose sending is done by the test. */
function watched(options: Partial<UploadQueueOptions> = {}) {
  const begun: Begun[] = [];
  const queue = createUploadQueue({
    send: (upload, sending) =>
      new Promise((resolve, reject) => {
        sending.signal.addEventListener('abort', () => reject(sending.signal.reason));
        begun.push({
          upload,
          ...sending,
          resolve: (recordingId) => resolve({ recordingId, isNew: true }),
          reject,
        });
      }),
    maxUploadBytes: async () => 1000,
    untilBack: async () => false,
    ...options,
  });
  return {
    queue,
    begun,
    statuses: () => queue.get().map(({ name, status }) => `${name} ${status.kind}`),
    /** Gives everything that is due the time to happen. */
    settle: () => vi.advanceTimersByTimeAsync(0),
  };
}

const requests = (...names: string[]) => names.map((name) => ({ name, files: [new File(['ecg'], name)] }));

function refusal(status: number, code: string, detail: string, retryAfter?: string): ApiError {
  const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
  return new ApiError(new Response(null, { status, headers }), { code, detail });
}

test('two are sent at a time, the others wait for their turn', async () => {
  const { queue, begun, statuses, settle } = watched();
  queue.add(requests('a', 'b', 'c'));
  await settle();
  expect(statuses()).toEqual(['a sending', 'b sending', 'c queued']);
  begun[1]?.resolve('id of b');
  await settle();
  expect(statuses()).toEqual(['a sending', 'b done', 'c sending']);
  expect(queue.get()[1]?.status).toEqual({ kind: 'done', recordingId: 'id of b', isNew: true });
});

test('how much is sent can be seen, and that the server looks at it', async () => {
  const { queue, begun, settle } = watched();
  queue.add(requests('a'));
  await settle();
  begun[0]?.onProgress(0.5);
  expect(queue.get()[0]?.status).toEqual({ kind: 'sending', sent: 0.5 });
  begun[0]?.onProgress(1);
  expect(queue.get()[0]?.status).toEqual({ kind: 'checking' });
});

test('what is too large is not sent', async () => {
  const { queue, begun, settle } = watched({ maxUploadBytes: async () => 5 });
  queue.add([{ name: 'a', files: [new File(['123'], 'a.hea'), new File(['456'], 'a.dat')] }]);
  await settle();
  expect(queue.get()[0]?.status).toEqual({ kind: 'too-large', limitBytes: 5 });
  expect(begun).toEqual([]);
});

test('a refusal is told in the words of the server, and the next has its turn', async () => {
  const { queue, begun, statuses, settle } = watched({ atOnce: 1 });
  queue.add(requests('a', 'b'));
  await settle();
  begun[0]?.reject(refusal(422, 'SIGNAL_FLAT', 'It is flat.'));
  await settle();
  expect(queue.get()[0]?.status).toEqual({ kind: 'refused', code: 'SIGNAL_FLAT', detail: 'It is flat.' });
  expect(statuses()).toEqual(['a refused', 'b sending']);
});

test('with the sampling rate that was missing it is sent again', async () => {
  const { queue, begun, statuses, settle } = watched();
  queue.add(requests('a'));
  await settle();
  begun[0]?.reject(refusal(422, 'SAMPLING_RATE_MISSING', 'At which rate?'));
  await settle();
  queue.retry(queue.get()[0]?.id ?? 0, 360);
  await settle();
  expect(statuses()).toEqual(['a sending']);
  expect(begun[1]?.upload.samplingRate).toBe(360);
});

test('a busy server is asked again when it said', async () => {
  const { queue, begun, statuses, settle } = watched();
  queue.add(requests('a'));
  await settle();
  begun[0]?.reject(refusal(503, 'BUSY', 'Busy.', '7'));
  await settle();
  expect(statuses()).toEqual(['a waiting']);
  await vi.advanceTimersByTimeAsync(6999);
  expect(begun).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect([begun.length, ...statuses()]).toEqual([2, 'a sending']);
});

test('a server that is away is waited for', async () => {
  let comeBack = () => {};
  const { queue, begun, statuses, settle } = watched({
    untilBack: () =>
      new Promise((resolve) => {
        comeBack = () => resolve(true);
      }),
  });
  queue.add(requests('a'));
  await settle();
  begun[0]?.reject(new TypeError('the line broke'));
  await settle();
  expect(statuses()).toEqual(['a waiting']);
  comeBack();
  await settle();
  begun[1]?.resolve('id of a');
  await settle();
  expect(statuses()).toEqual(['a done']);
});

test('a line that broke while the server is there is for the person to judge', async () => {
  const { queue, begun, statuses, settle } = watched();
  queue.add(requests('a'));
  await settle();
  begun[0]?.reject(new TypeError('the line broke'));
  await settle();
  expect(statuses()).toEqual(['a broken']);
  queue.retry(queue.get()[0]?.id ?? 0);
  await settle();
  expect(statuses()).toEqual(['a sending']);
});

test.each(['sending', 'waiting', 'queued'])(
  'cancelled while it is %s, it is gone and the next has its turn',
  async (when) => {
    const { queue, begun, statuses, settle } = watched({ atOnce: 1 });
    queue.add(when === 'queued' ? requests('b', 'a') : requests('a', 'b'));
    await settle();
    if (when === 'waiting') begun[0]?.reject(refusal(503, 'BUSY', 'Busy.'));
    await settle();
    const [upload] = queue.get().filter(({ name }) => name === 'a');
    expect(upload?.status.kind).toBe(when);
    queue.cancel(upload?.id ?? 0);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(statuses()).toEqual(['b sending']);
    expect(begun.filter(({ upload: { name } }) => name === 'a')).toHaveLength(when === 'queued' ? 0 : 1);
    expect(begun[0]?.signal.aborted).toBe(when !== 'queued');
  },
);

test('one that is under way cannot be begun a second time', async () => {
  const { queue, begun, settle } = watched();
  queue.add(requests('a'));
  await settle();
  queue.retry(queue.get()[0]?.id ?? 0);
  await settle();
  expect(begun).toHaveLength(1);
});

test('those that have come to an end can be cleared away, the others stay', async () => {
  const { queue, begun, statuses, settle } = watched();
  queue.add(requests('a', 'b', 'c'));
  await settle();
  begun[0]?.resolve('id of a');
  await settle();
  queue.clear();
  expect(statuses()).toEqual(['b sending', 'c sending']);
});

test('a reset cancels all', async () => {
  const { queue, begun, settle } = watched();
  queue.add(requests('a', 'b', 'c'));
  await settle();
  queue.reset();
  await settle();
  expect([queue.get(), begun.map(({ signal }) => signal.aborted)]).toEqual([[], [true, true]]);
});

test('whoever listens hears of each change', async () => {
  const { queue, settle } = watched();
  const lists = new Set([queue.get()]);
  queue.subscribe(() => lists.add(queue.get()));
  queue.add(requests('a'));
  await settle();
  expect(lists.size).toBe(3);
});

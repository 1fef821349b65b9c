/** Uploads one after the other, some at a time: what becomes of each, whatever the line and the server do. */
import { ApiError } from '@sinode/client';
import { isPassing } from '../../api/is-passing.ts';
import type { Sending } from '../../api/post-form.ts';

export type UploadStatus =
  | { readonly kind: 'queued' }
  /** @property sent - share of the bytes that are on their way, 0..1 */
  | { readonly kind: 'sending'; readonly sent: number }
  /** The server has all bytes and looks at them. */
  | { readonly kind: 'checking' }
  /** The server is away or busy; it goes on by itself. */
  | { readonly kind: 'waiting' }
  /** @property isNew - false where the same had been uploaded before */
  | { readonly kind: 'done'; readonly recordingId: string; readonly isNew: boolean }
  | { readonly kind: 'too-large'; readonly limitBytes: number }
  /** In the server's own words. */
  | { readonly kind: 'refused'; readonly code: string | null; readonly detail: string }
  /** The line broke, and the server is there. */
  | { readonly kind: 'broken' };

/** The files of one recording. */
interface UploadRequest {
  readonly name: string;
  readonly files: readonly File[];
}

export interface Upload extends UploadRequest {
  readonly id: number;
  readonly sizeBytes: number;
  /** Hz, where the file does not say and a person did. */
  readonly samplingRate: number | null;
  readonly status: UploadStatus;
}

export interface UploadQueueOptions {
  /** @throws ApiError for a refusal; anything else for a line that broke */
  readonly send: (
    upload: Upload,
    sending: Sending,
  ) => Promise<{ readonly recordingId: string; readonly isNew: boolean }>;
  /** What the server takes for one recording; null where that is not known. */
  readonly maxUploadBytes: () => Promise<number | null>;
  /** Resolves when the server answers: with false, if it did so at once. */
  readonly untilBack: (signal: AbortSignal) => Promise<boolean>;
  /** @default 2 */
  readonly atOnce?: number;
}

export interface UploadQueue {
  /** Another list whenever anything changes. */
  readonly get: () => readonly Upload[];
  readonly subscribe: (listener: () => void) => () => void;
  add(requests: readonly UploadRequest[]): void;
  /** Also one that is under way: the server keeps nothing of it. It is no longer in the list. */
  cancel(id: number): void;
  /** @param samplingRate - in Hz, where it was missing */
  retry(id: number, samplingRate?: number): void;
  /** Takes those that have come to an end out of the list. */
  clear(): void;
  /** Cancels all of them. */
  reset(): void;
}

/** Where a server that is busy does not say when to come again. */
const AGAIN_SECONDS = 2;

export function createUploadQueue({
  send,
  maxUploadBytes,
  untilBack,
  atOnce = 2,
}: UploadQueueOptions): UploadQueue {
  let uploads: readonly Upload[] = [];
  let lastId = 0;
  const controls = new Map<number, AbortController>();
  const listeners = new Set<() => void>();

  function set(next: readonly Upload[]): void {
    uploads = next;
    for (const listener of listeners) listener();
  }

  function change(id: number, changed: Partial<Upload>): void {
    set(uploads.map((upload) => (upload.id === id ? { ...upload, ...changed } : upload)));
  }

  function startNext(): void {
    while (controls.size < atOnce) {
      const next = uploads.find(({ id, status }) => status.kind === 'queued' && !controls.has(id));
      if (next === undefined) return;
      const control = new AbortController();
      controls.set(next.id, control);
      void run(next, control.signal).finally(() => {
        if (controls.get(next.id) === control) controls.delete(next.id);
        startNext();
      });
    }
  }

  async function run(upload: Upload, signal: AbortSignal): Promise<void> {
    const tell = (status: UploadStatus) => {
      if (!signal.aborted) change(upload.id, { status });
    };
    try {
      const limitBytes = await maxUploadBytes();
      if (limitBytes !== null && upload.sizeBytes > limitBytes)
        return tell({ kind: 'too-large', limitBytes });
      tell(await insist(upload, signal, tell));
    } catch (error) {
      // Whatever was thrown after that is of no interest.
      if (!signal.aborted) tell(statusOf(error));
    }
  }

  /** Sends until there is an answer. */
  async function insist(
    upload: Upload,
    signal: AbortSignal,
    tell: (status: UploadStatus) => void,
  ): Promise<UploadStatus> {
    for (;;) {
      tell({ kind: 'sending', sent: 0 });
      try {
        const onProgress = (sent: number) =>
          tell(sent < 1 ? { kind: 'sending', sent } : { kind: 'checking' });
        return { kind: 'done', ...(await send(upload, { signal, onProgress })) };
      } catch (error) {
        signal.throwIfAborted();
        tell({ kind: 'waiting' });
        if (error instanceof ApiError) {
          if (!isPassing(error)) throw error;
          await pause(error.retryAfterSeconds ?? AGAIN_SECONDS, signal);
        } else if (!(await untilBack(signal))) {
          throw error;
        }
      }
    }
  }

  return {
    get: () => uploads,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    add(requests) {
      const added = requests.map(({ name, files }): Upload => {
        const sizeBytes = files.reduce((sum, { size }) => sum + size, 0);
        return { id: ++lastId, name, files, sizeBytes, samplingRate: null, status: { kind: 'queued' } };
      });
      set([...uploads, ...added]);
      startNext();
    },
    cancel(id) {
      controls.get(id)?.abort();
      set(uploads.filter((upload) => upload.id !== id));
    },
    retry(id, samplingRate) {
      const upload = uploads.find((each) => each.id === id);
      if (upload === undefined || isUnderWay(upload)) return;
      change(id, { status: { kind: 'queued' }, ...(samplingRate === undefined ? {} : { samplingRate }) });
      startNext();
    },
    clear() {
      set(uploads.filter(isUnderWay));
    },
    reset() {
      for (const control of controls.values()) control.abort();
      set([]);
    },
  };
}

/** Whether it needs no person to come to an end. */
export function isUnderWay({ status }: Upload): boolean {
  return ['queued', 'sending', 'checking', 'waiting'].includes(status.kind);
}

function statusOf(error: unknown): UploadStatus {
  if (!(error instanceof ApiError)) return { kind: 'broken' };
  return { kind: 'refused', code: error.code, detail: error.message };
}

async function pause(seconds: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, seconds * 1000);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

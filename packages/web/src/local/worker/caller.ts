/** The page's end of a channel to a worker. */
import { type Call, type CallName, type Calls, LocalError, type Reply } from './messages.ts';

/** What is used of a `Worker`, or of a `MessagePort`. */
export interface Channel {
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent) => void) | null;
}

export interface Caller {
  /**
   * @param onProgress - called now and then with the share that is done, 0..1
   * @throws LocalError where it is refused
   */
  call<Name extends CallName>(
    name: Name,
    question: Calls[Name]['question'],
    onProgress?: (fraction: number) => void,
  ): Promise<Calls[Name]['answer']>;
  /** The worker is lost: all that is waited for is refused, and whatever will be asked of it. */
  fail(error: LocalError): void;
}

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: LocalError) => void;
  readonly onProgress: ((fraction: number) => void) | undefined;
}

export function createCaller(channel: Channel): Caller {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let lost: LocalError | null = null;

  channel.onmessage = ({ data }: MessageEvent<Reply>) => {
    const { id } = data;
    if (data.kind === 'progress') {
      waiting.get(id)?.onProgress?.(data.fraction);
      return;
    }
    const call = waiting.get(id);
    waiting.delete(id);
    if (data.kind === 'answer') call?.resolve(data.answer as never);
    else call?.reject(new LocalError(data.refusal));
  };

  return {
    call: (name, question, onProgress) =>
      new Promise((resolve, reject) => {
        if (lost !== null) return reject(lost);
        const id = ++lastId;
        waiting.set(id, { resolve, reject, onProgress });
        channel.postMessage({ id, name, question } as Call);
      }),
    fail(error) {
      lost = error;
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    },
  };
}

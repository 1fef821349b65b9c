/** A worker's end of its channel to the page. */
import { EcgError, type EcgErrorCode } from '@sinode/core';
import type { Channel } from './caller.ts';
import { type Call, type CallName, type Calls, LocalError, type Refusal, type Reply } from './messages.ts';

export type Handlers = {
  readonly [Name in CallName]: (
    question: Calls[Name]['question'],
    onProgress: (fraction: number) => void,
  ) => Promise<Calls[Name]['answer']>;
};

export function answerCalls(channel: Channel, handlers: Handlers): void {
  const reply = (message: Reply) => channel.postMessage(message);
  channel.onmessage = ({ data: { id, name, question } }: MessageEvent<Call>) => {
    const handle = handlers[name] as Handlers[CallName];
    handle(question as never, (fraction) => reply({ id, kind: 'progress', fraction })).then(
      (answer) => reply({ id, kind: 'answer', answer }),
      (error: unknown) => reply({ id, kind: 'refusal', refusal: refusalOf(error) }),
    );
  };
}

/** What browsers say of a file that is not what it was when it was chosen. */
const FILE_ERRORS = ['NotReadableError', 'NotFoundError', 'SecurityError'];

function refusalOf(error: unknown): Refusal {
  if (error instanceof EcgError) {
    const file = 'file' in error && typeof error.file === 'string' ? error.file : null;
    return { code: error.code as EcgErrorCode, message: error.message, file };
  }
  if (error instanceof LocalError) return { code: error.code, message: error.message, file: error.file };
  const message = error instanceof Error ? error.message : String(error);
  const isOfFile = error instanceof DOMException && FILE_ERRORS.includes(error.name);
  return { code: isOfFile ? 'FILE_UNREADABLE' : 'UNEXPECTED', message, file: null };
}

import { texts } from '../texts/index.ts';
import type { LocalError } from './worker/messages.ts';

/** Why something was not done: the core's own sentence wherever it is about the recording. */
export function wordsOfRefusal({ code, message }: LocalError): string {
  const { refused, search } = texts.local;
  switch (code) {
    case 'FILE_UNREADABLE':
      return refused.unreadable;
    case 'WORKER_LOST':
      return refused.lost;
    case 'MODEL_AWAY':
      return search.modelAway;
    case 'UNEXPECTED':
      return refused.unexpected(message);
    default:
      return message;
  }
}

import { ApiError } from '@sinode/client';
import { OtherAccountError } from '../api/session.ts';
import { texts } from '../texts/index.ts';
import { wordsOf } from '../ui/failure.tsx';
import { formatTime } from '../ui/format.ts';

/** Why somebody was not let in, and when to try again. */
export function wordsOfSignIn(error: unknown, now = new Date()): string {
  const { failed, ended } = texts.session;
  if (error instanceof OtherAccountError) return ended.otherAccount(error.username);
  if (!(error instanceof ApiError)) return wordsOf(error);
  if (error.code === 'SIGN_IN_FAILED') return failed.wrong;
  if (error.code === 'PASSWORD_WRONG') return failed.wrongPassword;
  if (error.code === 'SIGN_IN_AGAIN') return failed.outdated;
  if (error.status === 401) return failed.wrongToken;
  if (error.code === 'TOO_MANY_ATTEMPTS' && error.retryAfterSeconds !== null) {
    const MINUTE_MS = 60_000;
    // The minute after: at the one before it would be refused once more.
    const then = Math.ceil((now.getTime() + error.retryAfterSeconds * 1000) / MINUTE_MS) * MINUTE_MS;
    return failed.tooMany(formatTime(new Date(then)));
  }
  return wordsOf(error);
}

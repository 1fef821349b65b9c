import { setTimeout as wait } from 'node:timers/promises';
import { CommandError } from '../failures.ts';

/** How patiently a server is asked. */
export interface Patience {
  /** Times that a request is made before it is given up. */
  readonly attempts: number;
  /** Before the second attempt; doubled each time. */
  readonly firstDelayMs: number;
  /** A server that sends nothing for so long is not there. */
  readonly silenceMs: number;
}

export const PATIENT: Patience = { attempts: 4, firstDelayMs: 1000, silenceMs: 30_000 };

/** The server's answer will not change by asking again. */
export class RefusedError extends CommandError {
  readonly status: number;

  constructor(url: string, status: number) {
    super(`${url} answers ${status}${status === 404 ? ': it is not there' : ''}.`);
    this.status = status;
  }
}

/** Statuses that say "not now" rather than "no" (RFC 9110, RFC 6585). */
function isPassing(status: number): boolean {
  return status >= 500 || status === 408 || status === 429;
}

/**
 * Asks for an address until it works, and hands the answer to `receive`, which reads the body. Broken connections,
 * silence and 5xx are tried again after a pause that doubles; any other refusal is final.
 *
 * @param headers - asked for anew before each attempt, so that a resumed download can ask for what is still missing
 * @param receive - gets a 2xx or a 416, and a function that it calls for every piece that arrives
 * @throws RefusedError, or CommandError when every attempt failed
 */
export async function request<T>(
  url: string,
  headers: () => Promise<Record<string, string>>,
  receive: (response: Response, heard: () => void) => Promise<T>,
  patience: Patience,
): Promise<T> {
  let reason = '';
  for (let attempt = 0; attempt < patience.attempts; attempt++) {
    if (attempt > 0) await wait(patience.firstDelayMs * 2 ** (attempt - 1));
    const silence = new AbortController();
    const timer = setTimeout(() => silence.abort(), patience.silenceMs);
    try {
      // Compressed on the way, a file could not be resumed: byte ranges would count compressed bytes.
      const response = await fetch(url, {
        headers: { 'accept-encoding': 'identity', ...(await headers()) },
        signal: silence.signal,
      });
      if (response.ok || response.status === 416) return await receive(response, () => timer.refresh());
      await response.body?.cancel();
      if (!isPassing(response.status)) throw new RefusedError(url, response.status);
      reason = `it answers ${response.status}`;
    } catch (error) {
      if (!isBrokenConnection(error)) throw error;
      reason = silence.signal.aborted ? 'it does not answer' : causeOf(error);
    } finally {
      clearTimeout(timer);
    }
  }
  throw new CommandError(
    `Could not get ${url} (${reason}). Check the connection and run the same command again: what is there already is kept. ` +
      'Another address of the same files can be given with --from URL.',
  );
}

/** `fetch` reports a broken connection as a TypeError with a cause, and our own time limit as an AbortError. */
function isBrokenConnection(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  return error.name === 'AbortError' || (error.name === 'TypeError' && error.cause instanceof Error);
}

function causeOf(error: Error): string {
  const cause = error.cause;
  return cause instanceof Error && cause.message !== '' ? cause.message : error.message;
}

/** Asks the servers and judges every answer: right, refused in a clear way, none because its server was broken, or wrong. */
import { setTimeout as wait } from 'node:timers/promises';

/** Longer than anything takes: the slowest disk, the longest queue. What takes longer hangs. */
const ANSWER_WITHIN_MS = 90_000;
/** A stream of events says something every 15 s. */
const SILENCE_MS = 60_000;

/** What a server may say when it cannot: the documented ones. */
const EXCUSES = {
  503: ['DATABASE_AWAY', 'BUSY', 'STOPPING'],
  507: ['DISK_FULL'],
  429: ['TOO_MANY_ATTEMPTS', 'TOO_MANY_REQUESTS'],
};
/** Under load, and not because something is broken. */
const OF_LOAD = ['BUSY', 'TOO_MANY_ATTEMPTS', 'TOO_MANY_REQUESTS'];
/** Where clocks differ, a token is over for one server and not for the other: clients sign in again. */
const TOKEN_OVER = 'TOKEN_EXPIRED';

/** The server said in a clear way that it will not, or cannot now. */
export class Refused extends Error {
  constructor(status, code) {
    super(`${status} ${code}`);
    this.status = status;
    this.code = code;
  }
}

/** The connection broke because its server was broken. */
export class Unanswered extends Error {}

/** What must not be; it is in the report already. */
export class Wrong extends Error {}

/**
 * @typedef {object} Request
 * @property {string} path
 * @property {string} [method]
 * @property {string} [token]
 * @property {unknown} [json]
 * @property {FormData} [form]
 * @property {readonly number[]} [expected] - statuses that are answers
 * @property {readonly string[] | 'any'} [refusals] - codes with which this may be refused besides
 * @property {'json' | 'bytes' | 'none'} [read]
 * @property {boolean} [isReference] - of the reference contract, whose refusals have a `detail` only
 * @property {string} [lastEventId]
 */

export function createClient(tally) {
  function wrong(...words) {
    tally.wrong(...words);
    return new Wrong(words.join(': '));
  }

  async function send(api, { method = 'GET', path, token, json, form, lastEventId }, signal) {
    return fetch(api.url + path, {
      method,
      signal,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
      },
      body: form ?? (json === undefined ? undefined : JSON.stringify(json)),
    });
  }

  /** What a connection that broke is: nobody's fault but the fault's, or wrong. */
  async function brokenOff(api, what, from, error) {
    // The harness may see a connection break before it sees the process end.
    await wait(200);
    if (api.process.wasUp(from, performance.now())) {
      return wrong(what, `${api.name} runs and broke off: ${error.cause?.message ?? error.message}`);
    }
    tally.unanswered();
    return new Unanswered(error.message);
  }

  /** @returns Refused, or Wrong */
  function judgeRefusal(response, bytes, what, { refusals = [], isReference = false }) {
    const { status } = response;
    const problem = isReference ? readDetail(status, bytes) : readProblem(response, bytes);
    if (problem === null) {
      return wrong(
        what,
        `${status} and no problem document: ${new TextDecoder().decode(bytes).slice(0, 200)}`,
      );
    }
    const { code } = problem;
    const isExcused = EXCUSES[status]?.includes(code) === true;
    const isForeseen = status < 500 && (refusals === 'any' || refusals.includes(code));
    if (!isExcused && !isForeseen && !(status === 401 && code === TOKEN_OVER)) {
      return wrong(what, `${status} ${code}: ${problem.detail}`);
    }
    if ((status === 503 || status === 429) && !(Number(response.headers.get('retry-after')) > 0)) {
      return wrong(what, `${status} ${code} without Retry-After`);
    }
    tally.refused(status, code, isExcused && !OF_LOAD.includes(code));
    return new Refused(status, code);
  }

  return {
    wrong,

    /**
     * @param {Request} request
     * @throws Refused, Unanswered, Wrong
     */
    async ask(api, request) {
      const { expected = [200], read = 'json' } = request;
      const what = nameOf(request);
      const from = performance.now();
      const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
      let response;
      let bytes;
      try {
        response = await send(api, request, signal);
        bytes = new Uint8Array(await response.arrayBuffer());
      } catch (error) {
        if (signal.aborted) throw wrong(what, `no answer of ${api.name} within ${ANSWER_WITHIN_MS / 1000} s`);
        throw await brokenOff(api, what, from, error);
      }
      const { status } = response;
      if (!expected.includes(status)) throw judgeRefusal(response, bytes, what, request);
      tally.answered(performance.now() - from);
      if (read === 'none') return { status };
      if (read === 'bytes') return { status, bytes };
      try {
        return { status, body: JSON.parse(new TextDecoder().decode(bytes)) };
      } catch {
        throw wrong(what, `${status} with what is no JSON`);
      }
    },

    /**
     * Follows a job as long as the line holds.
     *
     * @param {Request} request
     * @returns {Promise<{ end: string | null, lastEventId: string | undefined }>} how the job ended; null where it has not
     * @throws Refused, Unanswered, Wrong
     */
    async follow(api, request) {
      const what = nameOf(request);
      let from = performance.now();
      const control = new AbortController();
      const watch = setTimeout(() => control.abort(), SILENCE_MS);
      let { lastEventId } = request;
      try {
        const response = await send(api, request, control.signal);
        if (response.status === 204) return { end: 'told before', lastEventId };
        if (response.status !== 200) {
          throw judgeRefusal(response, new Uint8Array(await response.arrayBuffer()), what, request);
        }
        tally.answered(performance.now() - from);
        let text = '';
        for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
          watch.refresh();
          from = performance.now();
          text += chunk;
          lastEventId = Array.from(text.matchAll(/^id: (.*)$/gm)).at(-1)?.[1] ?? lastEventId;
          const end = /^event: (done|failed|cancelled)\n.*\n.*\n\n/m.exec(text);
          if (end !== null) return { end: end[1], lastEventId };
        }
        return { end: null, lastEventId };
      } catch (error) {
        if (error instanceof Refused || error instanceof Wrong) throw error;
        if (control.signal.aborted) throw wrong(what, `${api.name} says nothing for ${SILENCE_MS / 1000} s`);
        throw await brokenOff(api, what, from, error);
      } finally {
        clearTimeout(watch);
        control.abort();
      }
    },
  };
}

function nameOf({ method = 'GET', path }) {
  return `${method} ${path.replaceAll(/[\da-f]{8}-[\da-f-]{27}/g, ':id')}`;
}

/** Its code is not told, so it is the one that goes with the status. */
function readDetail(status, bytes) {
  try {
    const { detail } = JSON.parse(new TextDecoder().decode(bytes));
    const code = status === 401 ? TOKEN_OVER : (EXCUSES[status]?.[0] ?? String(status));
    return typeof detail === 'string' ? { code, detail } : null;
  } catch {
    return null;
  }
}

function readProblem(response, bytes) {
  if (!response.headers.get('content-type')?.startsWith('application/problem+json')) return null;
  try {
    const problem = JSON.parse(new TextDecoder().decode(bytes));
    const { code, detail, status } = problem;
    return typeof code === 'string' && typeof detail === 'string' && status === response.status
      ? problem
      : null;
  } catch {
    return null;
  }
}

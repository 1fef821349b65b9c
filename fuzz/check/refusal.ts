/** The two ways in which an input may be refused: an `EcgError` of the core, a `Problem` of the API. */
import { Problem } from '../../packages/api/src/http/problem.ts';
import { EcgError } from '../../packages/core/src/errors.ts';
import { Finding, promised } from './finding.ts';

/** A message goes into one line of a log, a table or a notice on a page. */
const LONGEST_MESSAGE = 1000;

const CODE = /^[A-Z][A-Z_]+$/;
const CONTROL = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const END_OF_SENTENCE = /[.)]$/;
/** What a template shows of a value that is not there; zod says so of a field that is missing. */
const ACCIDENT = /(?<!received )\bundefined\b|\[object /;
/** What a message quotes may be anything. */
const QUOTED = /".*?"/gs;

/**
 * Waits for an answer; a refusal is one, if it has a code and a sentence.
 *
 * @returns null for what was refused
 * @throws Finding for a refusal that is none, and whatever else was thrown
 */
export async function unlessRefused<T>(answer: () => T | Promise<T>): Promise<T | null> {
  try {
    return await answer();
  } catch (error) {
    requireRefusal(error);
    return null;
  }
}

function requireRefusal(error: unknown): void {
  if (!(error instanceof EcgError || error instanceof Problem)) throw error;
  const { code, message } = error;
  promised(CODE.test(code), `The code of a refusal is a word, not ${JSON.stringify(code)}.`);
  if (error instanceof Problem) {
    promised(error.status >= 400 && error.status < 500, `A hostile input got the status ${error.status}.`);
  }
  requireSentence(message, 'The message of a refusal');
}

/** @throws Finding unless the text is one line that a person can read */
export function requireSentence(text: string, what: string): void {
  const fail = (reason: string) => new Finding(`${what} ${reason}: ${JSON.stringify(text.slice(0, 300))}`);
  if (text.length > LONGEST_MESSAGE) throw fail(`has ${text.length} characters`);
  if (CONTROL.test(text)) throw fail('has a control character');
  if (!END_OF_SENTENCE.test(text)) throw fail('is no sentence');
  if (ACCIDENT.test(text.replaceAll(QUOTED, ''))) throw fail('shows a value that is not there');
}

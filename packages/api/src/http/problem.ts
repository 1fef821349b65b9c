/** What a request can be refused with: RFC 9457, with a stable code. */

import { type EcgErrorCode, oneLine } from '@sinode/core';

/** Every code that Sinode's own refusals carry, beside those of `EcgError`. */
export type ProblemCode =
  | 'BAD_REQUEST'
  | 'VALIDATION_FAILED'
  | 'NOT_SIGNED_IN'
  | 'TOKEN_EXPIRED'
  | 'TOKEN_INVALID'
  | 'SIGN_IN_FAILED'
  | 'PASSWORD_WRONG'
  | 'SIGN_IN_AGAIN'
  | 'FORBIDDEN'
  | 'SCOPE_MISSING'
  | 'REGISTRATION_CLOSED'
  | 'NAME_TAKEN'
  | 'NOT_FOUND'
  | 'METHOD_NOT_ALLOWED'
  | 'CONFLICT'
  | 'PATH_OUTSIDE_LIBRARY'
  | 'NOT_A_FILE'
  | 'UNREADABLE'
  | 'UPLOAD_TOO_LARGE'
  | 'UPLOAD_INCOMPLETE'
  | 'UPLOAD_REFUSED'
  | 'PAYLOAD_TOO_LARGE'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'TOO_MANY_ATTEMPTS'
  | 'TOO_MANY_REQUESTS'
  | 'BUSY'
  | 'DATABASE_AWAY'
  | 'STORE_AWAY'
  | 'DISK_FULL'
  | 'OUT_OF_MEMORY'
  | 'TASK_TOO_LONG'
  | 'QUOTA_EXCEEDED'
  | 'STOPPING'
  | 'INTERNAL';

interface FieldProblem {
  /** Where in the request: `body.password`, `query.limit`. */
  readonly field: string;
  readonly message: string;
}

export interface ProblemFacts {
  /** Seconds after which trying again makes sense; becomes `Retry-After`. */
  readonly retryAfterSeconds?: number;
  readonly fields?: readonly FieldProblem[];
}

/** Longer details quote a request that has too much of something. */
const LONGEST_DETAIL = 1000;

/** A refusal: thrown anywhere, told to the client as it is. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly code: ProblemCode | EcgErrorCode;
  /** For a person: what is wrong, where, what to do. One line of at most 1000 characters, whatever it quotes. */
  readonly detail: string;
  readonly facts: ProblemFacts;

  constructor(status: number, code: ProblemCode | EcgErrorCode, detail: string, facts: ProblemFacts = {}) {
    super(oneLine(detail, LONGEST_DETAIL));
    this.status = status;
    this.code = code;
    this.detail = this.message;
    this.facts = facts;
  }
}

/** The answer for what is not there and for what is not the caller's: they must not be told apart. */
export function notFound(what: string): Problem {
  return new Problem(404, 'NOT_FOUND', `There is no such ${what}, or it is not yours.`);
}

/** A part of a request's body that fits its schema and still makes no sense. */
export function invalidField(name: string, message: string): Problem {
  const field = `body.${name}`;
  return new Problem(422, 'VALIDATION_FAILED', `${field}: ${message}.`, { fields: [{ field, message }] });
}

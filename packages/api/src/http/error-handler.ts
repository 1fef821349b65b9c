/** Everything that is thrown on the way to an answer, as a problem document. */
import { STATUS_CODES } from 'node:http';
import { EcgError, type EcgErrorCode } from '@sinode/core';
import { EngineBusyError, TaskError } from '@sinode/engine';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isDatabaseAway, isDatabaseFull } from '../database/connect.ts';
import { drain } from './drain.ts';
import { Problem, type ProblemCode } from './problem.ts';
import { STATUS_OF } from './status.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Of the refusal that it was answered with. */
    problemCode: string | null;
  }
}

/** Long enough for a restart of the database or for a queue to move. */
const RETRY_AFTER_SECONDS = 2;

/** Refusals that Fastify makes itself; their messages are fit for a client. */
const CODE_OF_STATUS: Readonly<Record<number, ProblemCode>> = {
  400: 'BAD_REQUEST',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  408: 'UPLOAD_INCOMPLETE',
  413: 'PAYLOAD_TOO_LARGE',
  414: 'BAD_REQUEST',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  431: 'BAD_REQUEST',
};

/** Whatever was thrown, as the refusal that the client gets. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof EngineBusyError) {
    const detail = 'All workers are busy and the queue is full. Try again in a moment.';
    return new Problem(503, 'BUSY', detail, { retryAfterSeconds: RETRY_AFTER_SECONDS });
  }
  if (error instanceof TaskError) return taskProblem(error);
  if (error instanceof EcgError) {
    const code = error.code as EcgErrorCode;
    return new Problem(STATUS_OF[code], code, error.message);
  }
  if (isDatabaseAway(error)) {
    const detail = 'The database does not answer just now; try again in a moment.';
    return new Problem(503, 'DATABASE_AWAY', detail, { retryAfterSeconds: RETRY_AFTER_SECONDS });
  }
  if (isDatabaseFull(error)) return diskFull();
  if (!(error instanceof Error)) return bug();
  if ('code' in error && isDiskFull(error.code)) return diskFull();
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
  if (status < 400 || status >= 500) return bug();
  return new Problem(status, CODE_OF_STATUS[status] ?? 'BAD_REQUEST', error.message);
}

function taskProblem(error: TaskError): Problem {
  switch (error.code) {
    case 'BUG':
      return bug();
    case 'CLOSED':
      return new Problem(503, 'STOPPING', 'The server is stopping.', {
        retryAfterSeconds: RETRY_AFTER_SECONDS,
      });
    case 'OUT_OF_MEMORY':
    case 'TASK_TOO_LONG':
      return new Problem(422, error.code, error.message);
    case 'SYSTEM':
      return isDiskFull(error.systemCode) ? diskFull() : unreadable(error.systemCode);
    default:
      return new Problem(STATUS_OF[error.code], error.code, error.message);
  }
}

function isDiskFull(code: unknown): boolean {
  return code === 'ENOSPC' || code === 'EDQUOT';
}

function diskFull(): Problem {
  return new Problem(507, 'DISK_FULL', 'The disk of the server is full; nothing was stored.');
}

/** The message of the system would name a path of the server. */
function unreadable(code: string | null): Problem {
  return new Problem(422, 'UNREADABLE', `The file cannot be read on the server (${code}).`);
}

function bug(): Problem {
  const detail = 'Something went wrong on our side. The log of the server holds it under this request id.';
  return new Problem(500, 'INTERNAL', detail);
}

/** Answers with the problem; on routes of the reference contract with its `detail` only, as clients of it expect. */
export function handleError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = toProblem(error);
  if (problem.status >= 500 && problem.code === 'INTERNAL') request.log.error({ err: error }, 'bug');
  else if (problem.status >= 500) request.log.warn({ code: problem.code }, problem.detail);
  if (problem.code === 'PAYLOAD_TOO_LARGE') {
    // Fastify would close the connection while the client is still sending, and it would not see the answer.
    reply.removeHeader('connection');
    drain(request);
  }
  return sendProblem(problem, request, reply);
}

export function sendProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { retryAfterSeconds, fields } = problem.facts;
  request.problemCode = problem.code;
  reply.code(problem.status);
  if (retryAfterSeconds !== undefined) reply.header('retry-after', Math.ceil(retryAfterSeconds));
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer');
  const { isReference = false, isInference = false } = request.routeOptions.config ?? {};
  const body = isReference
    ? { detail: problem.detail }
    : isInference
      ? { error: problem.detail }
      : {
          type: 'about:blank',
          title: STATUS_CODES[problem.status] ?? 'Problem',
          status: problem.status,
          code: problem.code,
          detail: problem.detail,
          requestId: request.id,
          ...(fields === undefined ? {} : { fields }),
        };
  // As text, so that no route's response schema has a say in it.
  return reply
    .type(isReference || isInference ? 'application/json' : 'application/problem+json')
    .serializer((payload: unknown) => String(payload))
    .send(JSON.stringify(body));
}

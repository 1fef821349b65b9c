/** What is thrown while a multipart body is read, as a refusal. */
import { Problem } from './problem.ts';

/** What is wrong with the body: it broke off, or it is no multipart at all. Our own refusals stay as they are. */
export function multipartProblem(error: unknown): unknown {
  if (error instanceof Problem || !(error instanceof Error) || 'syscall' in error) return error;
  // A bug is not the client's doing.
  if (error instanceof TypeError) return error;
  if ('statusCode' in error && error.statusCode === 413) {
    return new Problem(422, 'UPLOAD_REFUSED', 'The upload has too many parts.');
  }
  return new Problem(400, 'UPLOAD_INCOMPLETE', `The upload broke off or is not multipart: ${error.message}.`);
}

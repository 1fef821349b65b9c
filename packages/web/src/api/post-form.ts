/** The one request that is not made by the client: `fetch` does not tell how much of a body is sent. */
import { ApiError } from '@sinode/client';
import { session } from './api.ts';

export interface Sending {
  readonly signal: AbortSignal;
  /** @param sent - 0..1; 1 when the server has all of it */
  readonly onProgress: (sent: number) => void;
}

/**
 * @param path - of the API
 * @returns the status, 200 or 201, and the body
 * @throws ApiError for a refusal; TypeError where the line breaks; the reason of the signal
 */
export async function postForm(
  path: string,
  form: FormData,
  sending: Sending,
): Promise<{ readonly status: number; readonly body: unknown }> {
  const token = await session.token();
  let answer = await post(path, form, token, sending);
  if (answer.status === 401) answer = await post(path, form, await session.tokenAfter(token), sending);
  if (answer.status !== 200 && answer.status !== 201) throw refusalOf(answer);
  return { status: answer.status, body: bodyOf(answer) };
}

function post(
  path: string,
  form: FormData,
  token: string,
  { signal, onProgress }: Sending,
): Promise<XMLHttpRequest> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.setRequestHeader('authorization', `Bearer ${token}`);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => resolve(request);
    request.onerror = () => reject(new TypeError('The line broke.'));
    request.onabort = () => reject(signal.reason);
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(form);
  });
}

function refusalOf(answer: XMLHttpRequest): ApiError {
  const retryAfter = answer.getResponseHeader('retry-after');
  const headers = retryAfter === null ? {} : { 'retry-after': retryAfter };
  return new ApiError(new Response(null, { status: answer.status, headers }), bodyOf(answer));
}

/** A proxy may answer with a page of its own. */
function bodyOf({ responseText }: XMLHttpRequest): unknown {
  try {
    return JSON.parse(responseText);
  } catch {
    return null;
  }
}

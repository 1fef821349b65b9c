/** The one request that is not made by the client: `fetch` does not tell how much of a body is sent. */
import { ApiError, type components } from '@sinode/client';
import { session } from '../../api/api.ts';
import type { Sending, Upload } from './upload-queue.ts';

type Recording = components['schemas']['Recording'];

/**
 * @throws ApiError for a refusal; TypeError where the line breaks; the reason of the signal
 */
export async function sendUpload(
  { files, samplingRate }: Upload,
  sending: Sending,
): Promise<{ readonly recording: Recording; readonly isNew: boolean }> {
  const form = new FormData();
  // Before the files: the server knows it when it looks at them.
  if (samplingRate !== null) form.append('samplingRate', String(samplingRate));
  for (const file of files) form.append('file', file, file.name);

  const token = await session.token();
  let answer = await post(form, token, sending);
  if (answer.status === 401) answer = await post(form, await session.tokenAfter(token), sending);
  if (answer.status !== 200 && answer.status !== 201) throw refusalOf(answer);
  return { recording: bodyOf(answer) as Recording, isNew: answer.status === 201 };
}

function post(form: FormData, token: string, { signal, onProgress }: Sending): Promise<XMLHttpRequest> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    request.open('POST', '/v1/recordings');
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

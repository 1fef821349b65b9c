/** An upload as the request that makes a recording of it. */
import type { components } from '@sinode/client';
import { postForm, type Sending } from '../../api/post-form.ts';
import type { Upload } from './upload-queue.ts';

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
  const { status, body } = await postForm('/v1/recordings', form, sending);
  return { recording: body as Recording, isNew: status === 201 };
}

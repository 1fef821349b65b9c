import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Problem } from '../../http/problem.ts';
import { createUploadReceiver } from '../testing/upload-receiver.ts';
import { receiveUpload } from './receive-upload.ts';
import { readUploadFields } from './upload-fields.ts';

let folder: string;
const receiver = await createUploadReceiver();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sinode-receive-'));
});
afterAll(async () => {
  await receiver.app.close();
  await rm(folder, { recursive: true });
});

/** @param dispositions - of the parts, which all hold the same; other headers may follow */
async function refusalOf(...dispositions: string[]) {
  const parts = dispositions.map(
    (disposition) => `--b\r\ncontent-disposition: ${disposition}\r\n\r\n1\n2\r\n`,
  );
  const payload = Buffer.from(`${parts.join('')}--b--\r\n`);
  const refusal = await receiver
    .send('multipart/form-data; boundary=b', payload, async (request) => {
      const { fields } = await receiveUpload(request, folder, { maxUploadBytes: 10_000, stallMs: 5000 });
      return readUploadFields(fields);
    })
    .catch((error: unknown) => error);
  if (!(refusal instanceof Problem)) throw refusal;
  return { status: refusal.status, code: refusal.code, detail: refusal.detail };
}

test.each([
  'form-data; name="file"; filename=""',
  'form-data; name="file"\r\ncontent-type: application/octet-stream',
])('a file needs a name: %j', async (disposition) => {
  expect(await refusalOf(disposition)).toMatchObject({ status: 422, detail: 'The file "" has no name.' });
});

test.each(['form-data', 'form-data; filename="a.csv"'])(
  'a part of an upload needs a name: %s',
  async (disposition) => {
    expect(await refusalOf(disposition)).toEqual({
      status: 422,
      code: 'UPLOAD_REFUSED',
      detail: 'A part of the upload has no name: send files in fields named "file".',
    });
    expect(await readdir(folder)).toEqual([]);
  },
);

test('what a client calls a field cannot break a line', async () => {
  const { status, detail } = await refusalOf(
    'form-data; name="file"; filename="b.csv"',
    'form-data; name="x\x1b[2J"',
  );
  expect(status).toBe(422);
  expect(detail).toContain('x\ufffd[2J');
});

import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import multipart from '@fastify/multipart';
import Fastify from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Problem } from '../../http/problem.ts';
import { receiveUpload } from './receive-upload.ts';
import { readUploadFields } from './upload-fields.ts';

let folder: string;
const app = Fastify();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sinode-receive-'));
  await app.register(multipart);
  app.post('/', async (request) => {
    const { files, fields } = await receiveUpload(request, folder, { maxUploadBytes: 10_000, stallMs: 5000 });
    return { files, fields: readUploadFields(fields) };
  });
  app.setErrorHandler((error, _request, reply) =>
    error instanceof Problem
      ? reply.code(error.status).send({ code: error.code, detail: error.detail })
      : reply.code(500).send(String(error)),
  );
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

/** @param dispositions - of the parts, which all hold the same; other headers may follow */
async function send(...dispositions: string[]) {
  const parts = dispositions.map(
    (disposition) => `--b\r\ncontent-disposition: ${disposition}\r\n\r\n1\n2\r\n`,
  );
  const response = await app.inject({
    method: 'POST',
    url: '/',
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
    payload: `${parts.join('')}--b--\r\n`,
  });
  return { status: response.statusCode, body: response.json() };
}

test.each([
  'form-data; name="file"; filename=""',
  'form-data; name="file"\r\ncontent-type: application/octet-stream',
])('a file needs a name: %j', async (disposition) => {
  const { status, body } = await send(disposition);
  expect(body.detail).toBe('The file "" has no name.');
  expect(status).toBe(422);
});

test.each(['form-data', 'form-data; filename="a.csv"'])(
  'a part of an upload needs a name: %s',
  async (disposition) => {
    const { status, body } = await send(disposition);
    expect(body).toEqual({
      code: 'UPLOAD_REFUSED',
      detail: 'A part of the upload has no name: send files in fields named "file".',
    });
    expect(status).toBe(422);
    expect(await readdir(folder)).toEqual([]);
  },
);

test('what a client calls a field cannot break a line', async () => {
  const { status, body } = await send(
    'form-data; name="file"; filename="b.csv"',
    'form-data; name="x\x1b[2J"',
  );
  expect(body.detail).not.toContain('\x1b');
  expect(status).toBe(422);
});

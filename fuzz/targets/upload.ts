/** Uploads: a multipart body to files on disk, and a zip to the files in it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { StoredFile } from '../../packages/api/src/database/schema.ts';
import { buildZip, type ZipEntry } from '../../packages/api/src/recordings/testing/build-zip.ts';
import { createUploadReceiver } from '../../packages/api/src/recordings/testing/upload-receiver.ts';
import { chooseMainFile } from '../../packages/api/src/recordings/upload/main-file.ts';
import { MOST_FILES, receiveUpload } from '../../packages/api/src/recordings/upload/receive-upload.ts';
import { isZip, unpackZip } from '../../packages/api/src/recordings/upload/unpack-zip.ts';
import { readUploadFields } from '../../packages/api/src/recordings/upload/upload-fields.ts';
import { createAllowance, writeFile } from '../../packages/api/src/recordings/upload/write-file.ts';
import { promised } from '../check/finding.ts';
import { unlessRefused } from '../check/refusal.ts';
import { mutateText } from '../mutate/text.ts';
import { mutateZip } from '../mutate/zip.ts';
import type { Target } from '../target.ts';
import { textBytes } from './seed-signal.ts';

const LIMITS = { maxUploadBytes: 200_000, stallMs: 10_000 };
const ZIP = 'PK';
const HEAD_END = '\r\n\r\n';

const HEADER = 'a 1 250 2\na.dat 16 200/mV 0 0 0 0 0 II\n';
const MASTER = 'r/2 1 250 4\na 2\na 2\n';

export const target: Target = {
  name: 'upload',
  reads: 'uploads: multipart bodies, zip files, which of the files to open',
  code: ['packages/api/src/recordings/upload/'],
  seeds: () => [
    zip([
      { name: 'a.hea', data: textBytes(HEADER) },
      { name: 'a.dat', data: Uint8Array.of(1, 0, 2, 0), isStored: true },
    ]),
    zip([
      { name: 'r/', data: new Uint8Array(0) },
      { name: 'r/r.hea', data: textBytes(MASTER) },
      { name: 'r/a.hea', data: textBytes(HEADER) },
      { name: 'r/a.dat', data: Uint8Array.of(1, 0, 2, 0) },
      { name: '__MACOSX/._a', data: Uint8Array.of(0) },
    ]),
    zip([]),
    body([part('file', HEADER, 'a.hea'), part('file', '\x01\0\x02\0', 'a.dat')]),
    body([
      part('file', '1\n2\n3\n', 'a.csv'),
      part('name', 'night'),
      part('tags', 'holter, sleep'),
      part('samplingRate', '250'),
    ]),
    body([part('file', MASTER, 'r.hea'), part('file', HEADER, 'a.hea'), part('note', 'x')]),
  ],
  async run(input) {
    const folder = mkdtempSync(join(tmpdir(), 'sinode-fuzz-'));
    try {
      if (Buffer.from(input.subarray(0, ZIP.length)).toString('latin1') === ZIP) await unpack(input, folder);
      else await receive(Buffer.from(input), folder);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  mutate: (input, mutation) =>
    input[0] === ZIP.charCodeAt(0) && input[1] === ZIP.charCodeAt(1)
      ? mutateZip(input, mutation)
      : mutateText(input, mutation),
};

async function unpack(zip: Uint8Array, folder: string): Promise<void> {
  const { name } = await writeFile(Readable.from([zip]), folder, 'upload.zip', () => undefined);
  const path = join(folder, name);
  if (!(await isZip(path))) return;
  const inside = mkdtempSync(join(folder, 'inside-'));
  await unlessRefused(async () => {
    const allowance = createAllowance(LIMITS.maxUploadBytes, 'The files in the zip have');
    await checkFiles(inside, await unpackZip(path, inside, { allowance, maxFiles: MOST_FILES }));
  });
}

/** @param input - the type of the content, an empty line, and the body */
async function receive(input: Buffer, folder: string): Promise<void> {
  const headEnd = input.indexOf(HEAD_END, 0, 'latin1');
  if (headEnd < 0) return;
  receiver ??= createUploadReceiver();
  const { send } = await receiver;
  // What a client of HTTP could send: no line breaks in a header.
  const type = input.toString('latin1', 0, headEnd).replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, ' ');
  await unlessRefused(() =>
    send(type, input.subarray(headEnd + HEAD_END.length), async (request) => {
      const { files, fields } = await receiveUpload(request, folder, LIMITS);
      readUploadFields(fields);
      await checkFiles(folder, files);
    }),
  );
}

let receiver: ReturnType<typeof createUploadReceiver> | undefined;

async function checkFiles(folder: string, files: readonly StoredFile[]): Promise<void> {
  promised(files.length > 0 && files.length <= MOST_FILES, `${files.length} files were taken.`);
  promised(
    files.every(({ name }) => /^[^/\\]+$/.test(name) && !name.startsWith('.')),
    'A file has a plain name.',
  );
  const main = await chooseMainFile(folder, files);
  promised(
    files.some(({ name }) => name === main),
    'The file to open is one of those that came.',
  );
}

function zip(entries: readonly ZipEntry[]): Uint8Array {
  return Uint8Array.from(buildZip(entries));
}

function part(name: string, content: string, fileName?: string): string {
  const file =
    fileName === undefined ? '' : `; filename="${fileName}"\r\ncontent-type: application/octet-stream`;
  return `--b\r\ncontent-disposition: form-data; name="${name}"${file}\r\n\r\n${content}\r\n`;
}

function body(parts: readonly string[]): Uint8Array {
  return Uint8Array.from(
    Buffer.from(`multipart/form-data; boundary=b${HEAD_END}${parts.join('')}--b--\r\n`, 'latin1'),
  );
}

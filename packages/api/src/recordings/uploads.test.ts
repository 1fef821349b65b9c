import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect } from 'node:net';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { recordings, users } from '../database/schema.ts';
import { createFolderStore } from './storage/folder-store.ts';
import { buildZip } from './testing/build-zip.ts';
import { createRecordingsApp, type RecordingsApp } from './testing/recordings-app.ts';
import { csvFile, matFile, multipart, type TestFile, textFile, wfdbFiles } from './testing/records.ts';

const LIMIT = 1_000_000;
const STALL_MS = 1_000;

let context: RecordingsApp;
let headers: { authorization: string };
let userId: string;
beforeAll(async () => {
  context = await createRecordingsApp({ maxUploadBytes: LIMIT, stallMs: STALL_MS });
  await context.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => context.close());
beforeEach(async () => {
  ({ headers, userId } = await context.signUp());
});

const VALUES = Array.from({ length: 2500 }, (_, i) => Number(Math.sin(i / 20).toFixed(4)));

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
const zipOf = (files: readonly TestFile[]) => ({
  name: 'r.zip',
  bytes: buildZip(files.map(({ name, bytes }) => ({ name: `r/${name}`, data: bytes }))),
});

async function read(url: string) {
  const response = await context.app.inject({ url, headers });
  return { status: response.statusCode, headers: response.headers, bytes: response.rawPayload };
}

/** A record in two segments with a gap between them. */
function segments(): TestFile[] {
  const parts = [wfdbFiles({ seed: 1 }, 'm_0'), wfdbFiles({ seed: 2 }, 'm_1')].flat();
  const master = textFile('m.hea', 'm/3 2 500 15000\nm_0 5000\n~ 5000\nm_1 5000\n');
  return [...parts.filter(({ name }) => !name.endsWith('.atr')), master];
}

test.each([
  ['a MATLAB file', [matFile()], [['samplingRate', '500']], 'mat', 10],
  ['a table', [csvFile()], [], 'csv', 10],
  ['the files of a WFDB record', wfdbFiles(), [], 'wfdb', 10],
  ['a record of several segments', segments(), [], 'wfdb', 30],
  ['a zip of a WFDB record', [zipOf(wfdbFiles())], [], 'wfdb', 10],
] as const)('%s comes back as it went in', async (_, files, fields, format, durationSeconds) => {
  const { status, location, body } = await context.upload(headers, files, fields);
  expect(body).toMatchObject({
    format,
    durationSeconds,
    source: 'mine',
    samplingRate: format === 'csv' ? 250 : 500,
  });
  expect(status).toBe(201);
  expect(location).toBe(`/v1/recordings/${body.id}`);

  const again = await context.app.inject({ url: location ?? '', headers });
  expect(again.json()).toEqual(body);
  const originals = files[0]?.name === 'r.zip' ? wfdbFiles() : files;
  expect(body.files.map(({ name }) => name)).toEqual(originals.map(({ name }) => name).sort());
  for (const { name, bytes } of originals) {
    const file = await read(`/v1/recordings/${body.id}/files/${encodeURIComponent(name)}`);
    expect(sha256(file.bytes)).toBe(sha256(bytes));
    expect(body.files.find((stored) => stored.name === name)?.sha256).toBe(sha256(bytes));
    expect(file.headers['content-disposition']).toMatch(/^attachment; filename="/);
  }
  const lines = body.files.map((file) => `${file.sha256}  ${file.name}\n`).join('');
  expect(body.sha256).toBe(originals.length === 1 ? body.files[0]?.sha256 : sha256(lines));
  expect(await context.stored('incoming')).toEqual([]);
});

test('a download of several files is a zip that can be uploaded by another', async () => {
  const { body } = await context.upload(headers, wfdbFiles());
  const download = await read(`/v1/recordings/${body.id}/download`);
  expect(download.headers['content-type']).toBe('application/zip');
  expect(download.headers['content-disposition']).toContain('filename="r.zip"');

  const other = await context.signUp();
  const second = await context.upload(other.headers, [{ name: 'r.zip', bytes: download.bytes }]);
  expect(second.status).toBe(201);
  expect(second.body.sha256).toBe(body.sha256);
});

test('a download of one file is the file', async () => {
  const file = matFile({}, 'mein "EKG" ü.mat'.replaceAll('"', ''));
  const { body } = await context.upload(headers, [file], [['samplingRate', '500']]);
  const download = await read(`/v1/recordings/${body.id}/download`);
  expect(sha256(download.bytes)).toBe(body.sha256);
  expect(download.headers['content-disposition']).toBe(
    `attachment; filename="mein EKG _.mat"; filename*=UTF-8''mein%20EKG%20%C3%BC.mat`,
  );
});

test('fields count before and after the files, and tags come in both ways', async () => {
  const body = await multipart([
    ['name', ' Night '],
    ['tags', 'a, b'],
    ['file', matFile()],
    ['tags', 'b'],
    ['samplingRate', '500'],
    ['note', 'two\r\nlines'],
  ]);
  const response = await context.app.inject({
    method: 'POST',
    url: '/v1/recordings',
    payload: body.payload,
    headers: { ...headers, ...body.headers },
  });
  expect(response.json()).toMatchObject({
    name: 'Night',
    tags: ['a', 'b'],
    note: 'two\r\nlines',
    samplingRate: 500,
    givenSamplingRate: 500,
  });
});

test.each([
  ['an unknown field', [['colour', 'red']]],
  ['a rate of 0', [['samplingRate', '0']]],
  ['a rate that is none', [['samplingRate', 'fast']]],
  [
    'a name twice',
    [
      ['name', 'a'],
      ['name', 'b'],
    ],
  ],
  ['a NUL in the name', [['name', 'a\0b']]],
  ['a NUL in the note', [['note', 'a\0b']]],
  ['a NUL in a tag', [['tags', 'a\0b']]],
  ['a note that is too long', [['note', 'a'.repeat(70_000)]]],
  ['21 tags', [['tags', Array.from({ length: 21 }, (_, i) => i).join()]]],
] as const)('%s is refused', async (_, fields) => {
  const { status, body } = await context.upload(headers, [csvFile()], fields);
  expect([status, body.code]).toEqual([422, 'VALIDATION_FAILED']);
  await expectNothing();
});

test.each([
  ['a table without a rate', [textFile('r.csv', VALUES.join('\n'))], 422, 'SAMPLING_RATE_MISSING'],
  ['a header without its signals', wfdbFiles().slice(0, 1), 422, 'FILE_MISSING'],
  ['signals without a header', wfdbFiles().slice(1, 2), 422, 'FILE_MISSING'],
  ['an empty file', [textFile('r.csv', '')], 422, 'FILE_CORRUPT'],
  [
    'a picture',
    [{ name: 'r.png', bytes: Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 1, 2) }],
    415,
    'FORMAT_UNSUPPORTED',
  ],
  ['two recordings', [csvFile(), matFile()], 422, 'UPLOAD_REFUSED'],
  ['no file', [], 422, 'UPLOAD_REFUSED'],
  ['a zip beside a file', [zipOf(wfdbFiles()), csvFile()], 422, 'UPLOAD_REFUSED'],
  ['a zip in a zip', [zipOf([zipOf(wfdbFiles())])], 415, 'FORMAT_UNSUPPORTED'],
  ['a path', [{ ...csvFile(), name: '../r.csv' }], 422, 'UPLOAD_REFUSED'],
  ['a Windows path', [{ ...csvFile(), name: 'C:\\r.csv' }], 422, 'UPLOAD_REFUSED'],
  ['a hidden file', [{ ...csvFile(), name: '.r.csv' }], 422, 'UPLOAD_REFUSED'],
  ['two files of one name', [csvFile(), csvFile()], 422, 'UPLOAD_REFUSED'],
  ['65 files', Array.from({ length: 65 }, (_, i) => textFile(`${i}.dat`, 'x')), 422, 'UPLOAD_REFUSED'],
] as const)('%s is refused in words, and nothing of it stays', async (_, files, status, code) => {
  const { status: answered, body } = await context.upload(headers, files);
  expect([answered, body.code]).toEqual([status, code]);
  expect(body.detail).toMatch(/\.$/);
  expect(body.detail).not.toContain(context.folder);
  await expectNothing();
});

test('a lead with a NUL and half a character in its name is stored under one that can be shown', async () => {
  const text = JSON.stringify({ samplingRate: 250, leads: { 'I\0\ud800': VALUES } });
  const { status, body } = await context.upload(headers, [textFile('r.json', text)]);
  expect(status).toBe(201);
  expect(body.leads[0]?.name).toBe('I\ufffd\ufffd');
});

async function expectNothing(): Promise<void> {
  const rows = await context.db.select().from(recordings).where(eq(recordings.ownerId, userId));
  expect(rows).toEqual([]);
  expect(await context.stored('incoming')).toEqual([]);
  const ids = (await context.db.select({ id: recordings.id }).from(recordings)).map(({ id }) => id);
  expect((await context.stored('recordings')).filter((id) => !ids.includes(id))).toEqual([]);
  expect((await context.stored('traces')).filter((id) => !ids.includes(id))).toEqual([]);
}

test('other content types are refused', async () => {
  for (const type of [
    'application/json',
    'text/plain',
    'multipart/form-data',
    'multipart/form-data; boundary=x',
  ]) {
    const response = await context.app.inject({
      method: 'POST',
      url: '/v1/recordings',
      payload: '{}',
      headers: { ...headers, 'content-type': type },
    });
    expect([400, 415, 422]).toContain(response.statusCode);
  }
  const empty = await context.app.inject({ method: 'POST', url: '/v1/recordings', headers });
  expect(empty.statusCode).toBe(415);
  await expectNothing();
});

test('the same again is the same recording, also when it is sent twice at once', async () => {
  const uploads = await Promise.all(
    Array.from({ length: 5 }, () => context.upload(headers, wfdbFiles({ seed: 7 }))),
  );
  expect(uploads.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201]);
  expect(new Set(uploads.map(({ body }) => body.id)).size).toBe(1);

  const later = await context.upload(headers, wfdbFiles({ seed: 7 }), [
    ['name', 'another'],
    ['samplingRate', '250'],
  ]);
  expect([later.status, later.body.name]).toEqual([200, 'r']);

  const rates = ['250', '500', '500'];
  const given = [];
  for (const rate of rates) given.push(await context.upload(headers, [matFile()], [['samplingRate', rate]]));
  expect(given.map(({ status }) => status)).toEqual([201, 201, 200]);
  const ids = (await context.db.select({ id: recordings.id }).from(recordings)).map(({ id }) => id).sort();
  expect(await context.stored('recordings')).toEqual(ids);
  expect(await context.stored('traces')).toEqual(ids);
});

/** Sends raw bytes on a connection of its own and reads all that comes. */
async function talk(send: (write: (text: string | Uint8Array) => void) => Promise<void>): Promise<string> {
  const socket = connect((context.app.server.address() as AddressInfo).port, '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk.toString('latin1');
  });
  socket.on('error', () => {});
  await send((bytes) => void socket.write(bytes));
  const deadline = Date.now() + 30_000;
  while (!answer.includes('\r\n\r\n') && !socket.closed && Date.now() < deadline) await sleep(10);
  socket.destroy();
  if (!socket.closed) await once(socket, 'close');
  return answer;
}

const start = (extra: string) =>
  `POST /v1/recordings HTTP/1.1\r\nhost: x\r\nauthorization: ${headers.authorization}\r\ncontent-type: multipart/form-data; boundary=b\r\n${extra}\r\n\r\n`;
const PART = '--b\r\ncontent-disposition: form-data; name="file"; filename="r.csv"\r\n\r\n';

test('5 GB are refused before they are sent, and the limit is told', async () => {
  const answer = await talk(async (write) => write(start(`content-length: ${5 * 2 ** 30}`)));
  expect(answer).toMatch(/^HTTP\/1.1 413 /);
  expect(answer).toContain('UPLOAD_TOO_LARGE');
  expect(answer).toContain('1 MB (1000000 bytes)');
});

test('a stream that says no length is refused when it grows too large', async () => {
  const answer = await talk(async (write) => {
    write(start('transfer-encoding: chunked'));
    write(`${PART.length.toString(16)}\r\n${PART}\r\n`);
    for (let i = 0; i < 25; i++) {
      write(`10000\r\n${'x'.repeat(0x10000)}\r\n`);
      await sleep(1);
    }
  });
  expect(answer).toMatch(/^HTTP\/1.1 413 /);
  expect(answer).toContain('1 MB (1000000 bytes)');
  await expectNothing();
});

test.each([
  ['in a file', `${PART}time`],
  ['between parts', `${PART}time\r\n`],
  ['before the first', ''],
])('an upload that stalls %s is ended with 408', async (_, sent) => {
  const answer = await talk(async (write) => write(start('content-length: 1000') + sent));
  expect(answer).toMatch(/^HTTP\/1.1 408 /);
  expect(answer).toContain('UPLOAD_INCOMPLETE');
  await expect.poll(() => context.stored('incoming')).toEqual([]);
  await expectNothing();
});

test('a slow upload that goes on is not ended', async () => {
  const csv = Buffer.concat([Buffer.from(PART), csvFile(1300).bytes, Buffer.from('\r\n--b--\r\n')]);
  const answer = await talk(async (write) => {
    write(start(`content-length: ${csv.length}`));
    for (let i = 0; i < 5; i++) {
      write(csv.subarray((i * csv.length) / 5, ((i + 1) * csv.length) / 5));
      await sleep(STALL_MS / 2);
    }
  });
  expect(answer).toMatch(/^HTTP\/1.1 201 /);
});

test('an account that is deleted while it uploads leaves nothing', async () => {
  const end = '\r\n--b--\r\n';
  const { bytes } = csvFile(1400);
  const answer = await talk(async (write) => {
    write(`${start(`content-length: ${PART.length + bytes.length + end.length}`)}${PART}`);
    while ((await context.stored('incoming')).length === 0) await sleep(5);
    await context.db.delete(users).where(eq(users.id, userId));
    write(bytes);
    write(end);
  });
  expect(answer).toMatch(/^HTTP\/1.1 401 /);
  await expectNothing();
});

test('an upload that breaks off leaves nothing', async () => {
  const socket = connect((context.app.server.address() as AddressInfo).port, '127.0.0.1');
  socket.write(`${start('content-length: 100000')}${PART}time`);
  while ((await context.stored('incoming')).length === 0) await sleep(5);
  socket.destroy();
  while ((await context.stored('incoming')).length > 0) await sleep(5);
  await expectNothing();
});

test('the sweep takes what a crash left behind, and nothing else', async () => {
  const { body } = await context.upload(headers, wfdbFiles());
  // As every server at its start: from now on, database and store know each other.
  await context.recordings.sweep();
  const stray = '00000000-0000-4000-8000-000000000000';
  const young = '00000000-0000-4000-8000-000000000001';
  const dataDir = join(context.folder, 'var');
  for (const place of ['recordings', 'traces', 'incoming']) {
    for (const id of [stray, young]) {
      await mkdir(join(dataDir, place, id));
      await writeFile(join(dataDir, place, id, 'x'), 'x');
    }
    for (const path of [join(place, stray, 'x'), join(place, stray)]) await utimes(join(dataDir, path), 0, 0);
  }
  for (const place of ['recordings', 'traces']) await utimes(join(dataDir, place, body.id), 0, 0);
  await mkdir(join(dataDir, 'traces', `${body.id}-0123456789abcdef`));
  await utimes(join(dataDir, 'traces', `${body.id}-0123456789abcdef`), 0, 0);

  await context.recordings.sweep();
  for (const place of ['recordings', 'traces'] as const) {
    const left = await context.stored(place);
    expect(left).toContain(body.id);
    expect(left).toContain(young);
    expect(left).not.toContain(stray);
    expect(left).not.toContain(`${body.id}-0123456789abcdef`);
  }
  expect(await context.stored('incoming')).toEqual([young]);
  await context.recordings.remove([young]);
});

test.each([2, -2])('a server whose clock is wrong by %i hours sweeps nobody’s upload away', async (hours) => {
  const young = randomUUID();
  const store = createFolderStore(join(context.folder, 'var'));
  const [arriving, arrived] = [await store.receive(), await store.receive()];
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + hours * 3_600_000 });
  // As when it is kept by this server, and not in the database yet.
  await arrived.keep(young);
  await context.recordings.sweep().finally(() => vi.useRealTimers());
  expect(await context.stored('incoming')).toContain(basename(arriving.folder));
  expect(await context.stored('recordings')).toContain(young);
  // Now by one whose clock is right.
  await context.recordings.sweep();
  expect(await context.stored('recordings')).toContain(young);
  await Promise.all([arriving.discard(), context.recordings.remove([young])]);
});

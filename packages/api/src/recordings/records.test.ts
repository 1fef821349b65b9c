import { randomUUID } from 'node:crypto';
import { mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Recording } from '@sinode/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordings } from '../database/schema.ts';
import { createRecordingsApp, type RecordingsApp } from './testing/recordings-app.ts';
import { csvFile, wfdbFiles } from './testing/records.ts';

let context: RecordingsApp;
let headers: { authorization: string };
let mine: Recording;
beforeAll(async () => {
  context = await createRecordingsApp();
  ({ headers } = await context.signUp());
  mine = (await context.upload(headers, wfdbFiles())).body;
});
afterAll(() => context.close());

type Method = 'GET' | 'PATCH' | 'DELETE';

async function ask(
  method: Method,
  url: string,
  { as = headers, payload }: { as?: object; payload?: object | undefined } = {},
) {
  const response = await context.app.inject({
    method,
    url,
    headers: { ...as },
    ...(payload === undefined ? {} : { payload }),
  });
  return { status: response.statusCode, json: () => response.json() };
}

const ROUTES: readonly { method: Method; path: string; payload?: object }[] = [
  { method: 'GET', path: '' },
  { method: 'PATCH', path: '', payload: { name: 'x' } },
  { method: 'GET', path: '/files/r.hea' },
  { method: 'GET', path: '/download' },
  { method: 'GET', path: '/leads/I/envelope' },
  { method: 'GET', path: '/leads/I/samples' },
  { method: 'DELETE', path: '' },
];

test.each(ROUTES)(
  "$method $path of another's recording is the same as of none",
  async ({ method, path, payload }) => {
    const { headers: other } = await context.signUp();
    const asked = { as: other, payload };
    const hidden = await ask(method, `/v1/recordings/${mine.id}${path}`, asked);
    const none = await ask(method, `/v1/recordings/${randomUUID()}${path}`, asked);
    expect([hidden.status, none.status]).toEqual([404, 404]);
    const { requestId: _, ...problem } = hidden.json();
    expect(none.json()).toMatchObject(problem);
    expect((await ask('GET', `/v1/recordings/${mine.id}`)).status).toBe(200);
  },
);

test.each(ROUTES)('$method $path needs somebody who is signed in', async ({ method, path, payload }) => {
  const asked = { as: {}, payload };
  expect((await ask(method, `/v1/recordings/${mine.id}${path}`, asked)).status).toBe(401);
});

test.each(ROUTES)('$method $path of what is no id is refused', async ({ method, path, payload }) => {
  const asked = { payload };
  for (const id of ['x', '%00', '..%2f..%2fetc', `${mine.id}'`]) {
    expect((await ask(method, `/v1/recordings/${id}${path}`, asked)).status).toBe(422);
  }
});

test.each([
  '..%2fr.hea',
  '%2e%2e%2fr.hea',
  '..%5cr.hea',
  '%2fetc%2fpasswd',
  'r.hea%00',
  'r.hea%2f',
  'R.HEA',
  '.',
])('there is no file %s', async (name) => {
  expect((await ask('GET', `/v1/recordings/${mine.id}/files/${name}`)).status).toBe(404);
});

test('name, note and tags can be changed, each alone', async () => {
  const url = `/v1/recordings/${mine.id}`;
  await ask('PATCH', url, { payload: { name: 'Night', tags: ['a', 'a', 'b'] } });
  await ask('PATCH', url, { payload: { note: 'quiet' } });
  const after = await ask('PATCH', url, { payload: {} });
  expect(after.json()).toMatchObject({ name: 'Night', note: 'quiet', tags: ['a', 'b'], sha256: mine.sha256 });
  for (const payload of [{ name: '' }, { name: 'a\0' }, { tags: ['a,b'] }, { sha256: 'x' }, { note: 1 }]) {
    expect((await ask('PATCH', url, { payload })).status).toBe(422);
  }
});

test('a deleted recording is gone with its files and traces, and that is remembered', async () => {
  const { body } = await context.upload(headers, [csvFile()]);
  expect((await ask('DELETE', `/v1/recordings/${body.id}`)).status).toBe(204);
  expect((await ask('GET', `/v1/recordings/${body.id}`)).status).toBe(404);
  expect(await context.stored('recordings')).not.toContain(body.id);
  expect(await context.stored('traces')).not.toContain(body.id);
  expect(context.audited).toEqual(['recording.deleted']);
  expect((await context.upload(headers, [csvFile()])).status).toBe(201);
});

test('a list is searched and paged through its address', async () => {
  const { headers: as } = await context.signUp();
  for (let seed = 1; seed <= 3; seed++) await context.upload(as, wfdbFiles({ seed }), [['name', `r${seed}`]]);
  const first = await ask('GET', '/v1/recordings?source=mine&sort=name&limit=2', { as });
  const { items, nextCursor } = first.json();
  expect(items.map(({ name }: Recording) => name)).toEqual(['r1', 'r2']);
  const second = await ask('GET', `/v1/recordings?source=mine&sort=name&limit=2&cursor=${nextCursor}`, {
    as,
  });
  expect(second.json()).toMatchObject({ items: [{ name: 'r3' }], nextCursor: null });
  for (const query of [
    'limit=0',
    'limit=1000',
    'sort=size',
    'q=%00',
    'minSeconds=-1',
    'minSeconds=1e400',
    'cursor=x',
  ]) {
    expect((await ask('GET', `/v1/recordings?${query}`, { as })).status).toBe(422);
  }
});

async function addToLibrary(): Promise<string> {
  const files = wfdbFiles({ seed: 3 });
  await mkdir(join(context.libraryDir, 'set'), { recursive: true });
  for (const { name, bytes } of files) await writeFile(join(context.libraryDir, 'set', name), bytes);
  const id = randomUUID();
  const { format, samplingRate, sampleCount, durationSeconds, leads, warnings, mainFile, sizeBytes } = mine;
  await context.db.insert(recordings).values({
    id,
    libraryPath: 'set/r.hea',
    libraryStamp: 'stamp',
    dataSet: 'set',
    name: 'r',
    files: files.map(({ name, bytes }) => ({ name, sizeBytes: bytes.length, sha256: '' })),
    sha256: 'x',
    ...{ format, samplingRate, sampleCount, durationSeconds, leads, warnings, mainFile, sizeBytes },
  });
  return id;
}

test('a recording of the library can be read by all, changed by nobody, and its links lead nowhere', async () => {
  const url = `/v1/recordings/${await addToLibrary()}`;
  expect((await ask('GET', url)).json()).toMatchObject({ source: 'library', dataSet: 'set' });
  expect((await ask('GET', `${url}/files/r.dat`)).status).toBe(200);
  expect((await ask('GET', `${url}/download`)).status).toBe(200);
  expect((await ask('PATCH', url, { payload: { name: 'x' } })).status).toBe(403);
  expect((await ask('DELETE', url)).status).toBe(403);

  const file = join(context.libraryDir, 'set', 'r.dat');
  await rename(file, join(context.folder, 'outside.dat'));
  expect((await ask('GET', `${url}/files/r.dat`)).status).toBe(404);
  await symlink(join(context.folder, 'outside.dat'), file);
  expect((await ask('GET', `${url}/files/r.dat`)).status).toBe(404);
  expect((await ask('GET', `${url}/download`)).status).toBe(404);
});

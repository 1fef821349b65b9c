/** Names and paths that lead elsewhere, in every place of the real server that takes one. */
import { copyFile, mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildZip } from '../packages/api/src/recordings/testing/build-zip.ts';
import {
  type Answer,
  ask,
  askJson,
  ecgFile,
  expectRefusal,
  expectUnharmed,
  MULTIPART,
  multipart,
} from './testing/hostile.ts';
import {
  createPlace,
  type Place,
  type ServerProcess,
  signIn,
  startServerProcess,
} from './testing/server-process.ts';

/** What must never be read. Its name is a recording's, so that nothing but its place stands in the way. */
const SECRET = 'secret.mat';

/** Ways up to the folder of the library, from the library or from a folder in it. */
const WAYS_UP = [
  '..',
  '../',
  './..',
  'data/../..',
  'data/./../../',
  '....//',
  '..\\',
  '.\\..\\',
  '..%2f',
  '%2e%2e/',
  '%252e%252e%252f',
  '..%c0%af',
  '..%00/',
  '\u2025/',
  '\uff0e\uff0e/',
  '..\0/',
  '\0',
  '/',
  '//',
  '/etc',
  '/proc/self',
  '\\\\localhost\\share',
  'C:\\',
  'file:///etc',
  '~',
  '~root',
  'escape',
  'data/escape',
  'loop',
  'a/'.repeat(5000),
  'a'.repeat(5000),
];

let place: Place;
let server: ServerProcess;
let headers: { authorization: string };
let recordingId: string;

beforeAll(async () => {
  place = await createPlace();
  server = await startServerProcess(place);
  headers = await signIn(server.url, 'traveller');
  const { folder, libraryDir } = place;
  await copyFile(join(libraryDir, 'data', 'data_00001.mat'), join(folder, SECRET));
  await mkdir(join(folder, 'ref'));
  await writeFile(join(folder, 'passwd'), 'root:x:0:0');
  await symlink(folder, join(libraryDir, 'escape'));
  await symlink(folder, join(libraryDir, 'data', 'escape'));
  await symlink(join(folder, SECRET), join(libraryDir, 'data', 'link.mat'));
  await symlink('/dev/zero', join(libraryDir, 'data', 'endless.mat'));
  await symlink(join(libraryDir, 'loop'), join(libraryDir, 'loop'));
  await writeFile(join(libraryDir, 'data', 'away.hea'), `away 1 500 5000\n../../${SECRET} 16 200\n`);
  await writeFile(join(libraryDir, 'data', 'far.hea'), 'far 1 500 5000\n/etc/passwd 16 200\n');
  await writeFile(join(libraryDir, 'data', 'device.hea'), 'device 1 500 5000\n/dev/zero 16 200\n');
  const uploaded = await upload('"mine.mat"', ecgFile(1));
  expect([uploaded.status, uploaded.text]).toEqual([201, expect.any(String)]);
  recordingId = (JSON.parse(uploaded.text) as { id: string }).id;
});
afterAll(async () => {
  await server?.stop();
  await place.remove();
});

function upload(filename: string, content: Uint8Array): Promise<Answer> {
  const body = multipart(filename, content);
  return ask(`${server.url}/v1/recordings`, { method: 'POST', headers: { ...headers, ...MULTIPART }, body });
}

function get(path: string): Promise<Answer> {
  return ask(`${server.url}${path}`, { headers });
}

test('what is in the library is found, so that the refusals below are about the way', async () => {
  const answer = await askJson(
    `${server.url}/predict`,
    { data_path: './data/', ecg_file: 'data_00001.mat' },
    headers,
  );
  expect(answer.status).toBe(200);
});

test('no data_path leads out of the library', async () => {
  for (const way of WAYS_UP) {
    for (const file of [SECRET, 'passwd', 'environ']) {
      const answer = await askJson(`${server.url}/predict`, { data_path: way, ecg_file: file }, headers);
      expectRefusal(answer, [400, 404], [way, file]);
      expect(answer.text).not.toContain(place.folder);
    }
  }
});

test('no ecg_file leads out of the library', async () => {
  const names = [
    ...WAYS_UP.map((way) => `${way}/${SECRET}`),
    ...WAYS_UP,
    `../../${SECRET}`,
    `..\\..\\${SECRET}`,
    join(place.folder, SECRET),
    '/etc/passwd',
    'link.mat',
    'endless.mat',
    'data_00001.mat\0.txt',
    'data_00001.mat:stream',
    '',
    '.',
  ];
  for (const name of names) {
    const answer = await askJson(`${server.url}/predict`, { data_path: './data/', ecg_file: name }, headers);
    expectRefusal(answer, [400, 404, 422], name);
    expect(answer.text).not.toContain(place.folder);
  }
});

test('a header in the library that names files elsewhere does not open them', async () => {
  for (const name of ['away.hea', 'far.hea', 'device.hea']) {
    const answer = await askJson(`${server.url}/predict`, { data_path: './data/', ecg_file: name }, headers);
    expectRefusal(answer, [400, 404, 422], name);
    expect(answer.text).not.toMatch(/root:|no permission/);
  }
});

test('a scan of the library lists nothing that lies outside', async () => {
  // Shows that the folder was read since the links were laid.
  await copyFile(join(place.folder, SECRET), join(place.libraryDir, 'data', 'welcome.mat'));
  expect((await askJson(`${server.url}/v1/library/scan`, {}, headers)).status).toBe(202);
  const known = async () => {
    const { items } = JSON.parse((await get('/v1/recordings?source=library&limit=200')).text) as {
      items: { mainFile: string; dataSet: string }[];
    };
    return items.map(({ dataSet, mainFile }) => `${dataSet}/${mainFile}`);
  };
  const state = async () =>
    (JSON.parse((await get('/v1/library')).text) as { scan: { state: string } }).scan.state;
  await expect.poll(known, { timeout: 30_000 }).toContain('data/welcome.mat');
  await expect.poll(state, { timeout: 30_000 }).toBe('done');
  const paths = await known();
  expect(paths.filter((path) => /secret|link|escape|endless|away|far|device/.test(path))).toEqual([]);
  expect((await get('/v1/library')).text).not.toMatch(/escape|secret/);
});

test('no data set or annotator of an evaluation leads out of the library', async () => {
  for (const way of WAYS_UP) {
    const source = { kind: 'library', dataSet: way };
    const answer = await askJson(`${server.url}/v1/evaluations`, { source, protocol: 'cpsc2019' }, headers);
    // Evaluations of the library itself may be asked for; nothing else may be accepted.
    expectRefusal(answer, [400, 404, 422], way);
  }
  for (const annotator of ['../../x', '/etc/passwd', '..', 'a/../../b', 'atr\0', '..\\x', 'a\nb', '']) {
    const body = { source: { kind: 'library', dataSet: 'wfdb' }, protocol: 'ec57', annotator };
    expectRefusal(await askJson(`${server.url}/v1/evaluations`, body, headers), [404, 422], annotator);
  }
});

test('the name of a model is never a path', async () => {
  for (const way of ['../models/sinode-qrs-2', './sinode-qrs-2', 'sinode-qrs-2/.', '/etc', 'a\0', '..']) {
    const analysis = await askJson(
      `${server.url}/v1/recordings/${recordingId}/analyses`,
      { model: way },
      headers,
    );
    expectRefusal(analysis, [422], way);
    const body = { source: { kind: 'library' }, protocol: 'cpsc2019', model: way };
    expectRefusal(await askJson(`${server.url}/v1/evaluations`, body, headers), [422], way);
    expectRefusal(await get(`/v1/models/${encodeURIComponent(way)}`), [400, 404, 422], way);
  }
  for (const raw of ['..%2f..%2fmodels%2fsinode-qrs-2', '%2e%2e', '..%5c', '%00', '%ff%fe', '%']) {
    expectRefusal(await get(`/v1/models/${raw}`), [400, 404, 422], raw);
  }
});

test('files and leads are found by the names that the recording has, and by no others', async () => {
  expect((await get(`/v1/recordings/${recordingId}/files/mine.mat`)).status).toBe(200);
  const names = [
    '..%2fmine.mat',
    '.%2fmine.mat',
    '%2e%2e%2f%2e%2e%2fsecret.mat',
    '..%5c..%5csecret.mat',
    '%2fetc%2fpasswd',
    'mine.mat%00',
    'mine.mat%2f',
    '%ff',
    '%',
    '__proto__',
    'constructor',
    'x'.repeat(1999),
    'x'.repeat(5000),
    encodeURIComponent('心電図'.repeat(50)),
  ];
  for (const name of names) {
    expectRefusal(await get(`/v1/recordings/${recordingId}/files/${name}`), [400, 404, 414, 422], name);
    for (const what of ['envelope', 'samples']) {
      const answer = await get(`/v1/recordings/${recordingId}/leads/${name}/${what}`);
      expectRefusal(answer, [400, 404, 414, 422], [what, name]);
    }
    const analysis = { lead: decodeURIComponent(name.replace(/%(ff|$)/g, '')) };
    const answer = await askJson(`${server.url}/v1/recordings/${recordingId}/analyses`, analysis, headers);
    expectRefusal(answer, [422], [analysis, name]);
  }
});

/** As they stand in the request, quotes and all. */
const FILE_NAMES = [
  '"../../../escaped.mat"',
  '"..\\..\\escaped.mat"',
  '"/tmp/escaped.mat"',
  '"C:\\escaped.mat"',
  '"\\\\server\\share\\escaped.mat"',
  '"escaped.mat\0"',
  '"..%2f..%2fescaped.mat\\"',
  '".."',
  '"."',
  '".htaccess"',
  '"con.mat"',
  '"a\u202etam.exe"',
  `"${'x'.repeat(300)}.mat"`,
  `"${'心'.repeat(100)}.mat"`,
  "x.mat; filename*=UTF-8''..%2f..%2fescaped.mat",
  "x.mat; filename*=UTF-8''%2fetc%2fescaped.mat",
  "x.mat; filename*=UTF-8''escaped%00.mat",
  '"../x.mat"; filename="y.mat"',
];

test('an uploaded file is stored under a plain name or not at all', async () => {
  for (const [index, name] of FILE_NAMES.entries()) {
    const answer = await upload(name, ecgFile(100 + index));
    if (answer.status === 201) {
      // The parser may have read a harmless name out of it: then that is the name.
      const { files } = JSON.parse(answer.text) as { files: { name: string }[] };
      for (const file of files)
        expect([name, file.name]).toEqual([name, expect.stringMatching(/^[\w%]+\.mat$/)]);
    } else expectRefusal(answer, [400, 422], name);
  }
});

test('a zip that leads out of its folder is refused whole', async () => {
  const data = ecgFile(2);
  const zips = {
    up: [{ name: '../escaped.mat', data }],
    'far up': [{ name: `${'../'.repeat(20)}tmp/escaped.mat`, data }],
    absolute: [{ name: '/tmp/escaped.mat', data }],
    windows: [{ name: '..\\escaped.mat', data }],
    drive: [{ name: 'C:/escaped.mat', data }],
    'in between': [{ name: 'a/../../escaped.mat', data }],
    NUL: [{ name: 'a\0.mat', data }],
    link: [{ name: 'a.mat', data: Buffer.from('/etc/passwd'), mode: 0o120777 }],
    'link, then through it': [
      { name: 'a', data: Buffer.from('/tmp'), mode: 0o120777 },
      { name: 'a/escaped.mat', data },
    ],
    twice: [
      { name: 'a.mat', data },
      { name: 'A.MAT', data },
    ],
  };
  for (const [what, entries] of Object.entries(zips)) {
    expectRefusal(await upload('"a.zip"', buildZip(entries)), [422], what);
  }
});

test('a header that was uploaded opens no other file than those that came with it', async () => {
  for (const target of [
    '../../../../../../../../etc/passwd',
    '/etc/passwd',
    join(place.folder, SECRET),
    '/dev/zero',
  ]) {
    const header = Buffer.from(`r 1 500 5000\n${target} 16 200\n`);
    const answer = await upload('"r.hea"', header);
    expectRefusal(answer, [422], target);
    expect(answer.text).not.toContain('root:');
  }
});

test('nothing was written beside the data folder, no secret was read, and the server is well', async () => {
  expect((await readdir(place.folder)).sort()).toEqual(['library', 'passwd', 'ref', SECRET, 'var'].sort());
  for (const folder of ['/tmp', '/etc', process.cwd(), join(place.dataDir)]) {
    expect((await readdir(folder)).filter((name) => name.includes('escaped'))).toEqual([]);
  }
  await expectUnharmed(server);
});

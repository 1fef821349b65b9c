import { expect, test } from 'vitest';
import { findRecordings } from './found-recordings.ts';

function file(path: string, text = 'x'): File {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return Object.defineProperty(new File([text], name), 'webkitRelativePath', {
    value: path.includes('/') ? path : '',
  });
}

const header = (name: string) => `${name} 1 360 3600\n${name}.dat 212 200\n`;

async function namesOf(...files: File[]) {
  const { recordings, leftOut } = await findRecordings(files);
  return {
    recordings: recordings.map(({ name, files }) => [name, ...files.map(({ path }) => path)]),
    leftOut,
  };
}

test('a record is called by its name, a file by itself by its file name', async () => {
  expect(await namesOf(file('100.dat'), file('100.hea', header('100')), file('night.edf'))).toEqual({
    recordings: [
      ['100', '100.hea', '100.dat'],
      ['night.edf', 'night.edf'],
    ],
    leftOut: [],
  });
});

test('recordings are in the order of their numbers, and what else a folder holds is left out', async () => {
  const folder = [
    file('set/10.edf'),
    file('set/9.edf'),
    file('set/RECORDS'),
    file('set/SHA256SUMS.txt'),
    file('set/README.md'),
  ];
  expect(await namesOf(...folder)).toEqual({
    recordings: [
      ['9.edf', 'set/9.edf'],
      ['10.edf', 'set/10.edf'],
    ],
    leftOut: ['set/RECORDS', 'set/SHA256SUMS.txt', 'set/README.md'],
  });
});

test('records of the same name in two folders are told apart by the folder', async () => {
  const { recordings } = await namesOf(file('a/1.edf'), file('b/1.edf'));
  expect(recordings).toEqual([
    ['a/1.edf', 'a/1.edf'],
    ['b/1.edf', 'b/1.edf'],
  ]);
});

test('where nothing looks like a recording, everything is tried, so that the reason is said', async () => {
  expect(await namesOf(file('letter.docx'))).toEqual({
    recordings: [['letter.docx', 'letter.docx']],
    leftOut: [],
  });
});

test('the beats of a recording of the challenge belong to it, and are no recording', async () => {
  const challenge = [file('cpsc/data/data_00001.mat'), file('cpsc/ref/R_00001.mat')];
  expect(await namesOf(...challenge)).toEqual({
    recordings: [['data_00001.mat', 'cpsc/data/data_00001.mat', 'cpsc/ref/R_00001.mat']],
    leftOut: [],
  });
  const alone = await namesOf(file('R_00001.mat'));
  expect(alone.recordings).toEqual([['R_00001.mat', 'R_00001.mat']]);
});

test('the size of a recording is that of all its files', async () => {
  const { recordings } = await findRecordings([
    file('100.hea', header('100')),
    file('100.dat', 'x'.repeat(500)),
  ]);
  expect(recordings[0]?.size).toBe(header('100').length + 500);
});

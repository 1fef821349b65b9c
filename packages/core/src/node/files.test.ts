import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FileMissingError, FormatUnsupportedError } from '../errors.ts';
import { writeWfdb } from '../formats/wfdb/write-wfdb.ts';
import { openFile } from './files.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sinode-files-'));
  const samples = Float32Array.from({ length: 500 }, (_, i) => Math.sin(i / 10));
  for (const { name, bytes } of writeWfdb({
    recordName: 'r',
    leads: [{ name: 'II', samples }],
    samplingRate: 250,
  })) {
    writeFileSync(join(folder, name), bytes);
  }
  writeFileSync(join(folder, 'r.atr'), '');
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each(['r', 'r.hea', 'r.dat', 'r.atr'])('a WFDB record is opened by %s', async (name) => {
  const { reader, files, close } = await openFile(join(folder, name));
  expect(reader.format).toBe('wfdb');
  expect(reader.sampleCount).toBe(500);
  expect(files).toEqual(['r.hea', 'r.dat']);
  await close();
});

test('a file that is not there is said to be missing, by its whole path', async () => {
  const path = join(folder, 'nowhere.mat');
  await expect(openFile(path)).rejects.toThrow(FileMissingError);
  await expect(openFile(path)).rejects.toThrow(path);
});

test('a folder is refused', async () => {
  await expect(openFile(folder)).rejects.toThrow(FormatUnsupportedError);
});

test.skipIf(process.platform === 'win32')(
  'a pipe is refused without waiting for somebody to write',
  async () => {
    const pipe = join(folder, 'pipe.csv');
    execFileSync('mkfifo', [pipe]);
    await expect(openFile(pipe)).rejects.toThrow('it is not an ordinary file');
  },
);

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chooseMainFile } from './main-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sinode-main-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function mainOf(contents: Record<string, string>): Promise<string> {
  for (const [name, content] of Object.entries(contents)) await writeFile(join(folder, name), content);
  const files = Object.entries(contents).map(([name, { length }]) => ({
    name,
    sizeBytes: length,
    sha256: '',
  }));
  return chooseMainFile(folder, files);
}

const ordinary = (name: string) => `${name} 1 250 10\n${name}.dat 16 200\n`;

test('one file is opened by itself, whatever it is called', async () => {
  expect(await mainOf({ 'r.anything': '' })).toBe('r.anything');
});

test('of the files of a record the header is opened', async () => {
  expect(await mainOf({ 'r.dat': '', 'r.atr': '', 'r.hea': ordinary('r') })).toBe('r.hea');
});

test('of several headers the one is opened that lists the others', async () => {
  const main = await mainOf({
    'r_0.hea': ordinary('r_0'),
    'r_1.hea': ordinary('r_1'),
    'r.hea': '# made by hand\r\nr/3 1 250 25\r\nr_0 10\r\n~ 5\r\nr_1 10\r\n',
    'r_0.dat': '',
    'r_1.dat': '',
  });
  expect(main).toBe('r.hea');
});

test('a header that is none is refused by its name and line', async () => {
  await expect(mainOf({ 'a.hea': 'a/1 1\na_0 10', 'b.hea': 'nonsense' })).rejects.toMatchObject({
    status: 422,
    detail: expect.stringMatching(/b\.hea, line 1/),
  });
});

test.each([
  ['two signals without a header', { 'a.mat': '', 'b.mat': '' }],
  ['two records', { 'a.hea': ordinary('a'), 'b.hea': ordinary('b') }],
  ['two masters', { 'a.hea': 'a/1 1\nb 10', 'b.hea': 'b/1 1\na 10' }],
  [
    'a header that belongs to no segment',
    { 'a.hea': 'a/1 1\na_0 10', 'a_0.hea': ordinary('a_0'), 'b.hea': ordinary('b') },
  ],
])('%s are refused with what to do', async (_, contents) => {
  await expect(mainOf(contents as unknown as Record<string, string>)).rejects.toMatchObject({
    status: 422,
    detail: expect.stringMatching(/Upload one rec/),
  });
});

import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isInside, resolveFolderInLibrary, resolveInLibrary } from './resolve-path.ts';

let folder: string;
let library: string;

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'sinode-paths-')));
  library = join(folder, 'library');
  await mkdir(join(library, 'data', 'deep'), { recursive: true });
  await mkdir(join(folder, 'library-next-door'));
  await writeFile(join(folder, 'secret.mat'), 'secret');
  await writeFile(join(folder, 'library-next-door', 'secret.mat'), 'secret');
  await writeFile(join(library, 'data', 'data_00001.mat'), 'ecg');
  await writeFile(join(library, 'data', 'deep', 'ecg.mat'), 'ecg');
  await writeFile(join(library, 'root.mat'), 'ecg');
  await writeFile(join(library, 'data', '..%2f..%2fsecret.mat'), 'an odd name');
  await symlink(join(folder, 'secret.mat'), join(library, 'data', 'link.mat'));
  await symlink('../../secret.mat', join(library, 'data', 'relative-link.mat'));
  await symlink('deep/ecg.mat', join(library, 'data', 'inner-link.mat'));
  await symlink(folder, join(library, 'way-out'));
  await symlink(join(folder, 'library-next-door'), join(library, 'next-door'));
  await symlink('loop.mat', join(library, 'data', 'loop.mat'));
  execFileSync('mkfifo', [join(library, 'data', 'pipe.mat')]);
});
afterAll(() => rm(folder, { recursive: true }));

test.each([
  ['./data/', 'data_00001.mat', ['data', 'data_00001.mat']],
  ['data', 'data_00001.mat', ['data', 'data_00001.mat']],
  ['./data//deep/.', 'ecg.mat', ['data', 'deep', 'ecg.mat']],
  ['', 'root.mat', ['root.mat']],
  ['.', 'root.mat', ['root.mat']],
  ['data', 'inner-link.mat', ['data', 'deep', 'ecg.mat']],
  // Percent signs are letters like others.
  ['data', '..%2f..%2fsecret.mat', ['data', '..%2f..%2fsecret.mat']],
])('%s with %s is a file of the library', async (dataPath, file, names) => {
  await expect(resolveInLibrary(library, dataPath, file)).resolves.toBe(join(library, ...names));
});

test('the library itself may be behind a link', async () => {
  const link = join(folder, 'link-to-library');
  await symlink(library, link);
  await expect(resolveInLibrary(link, '', 'root.mat')).resolves.toBe(join(library, 'root.mat'));
});

test.each([
  ['..', 'secret.mat'],
  ['../', 'secret.mat'],
  ['./data/../..', 'secret.mat'],
  ['data/..', 'root.mat'],
  ['/etc', 'passwd'],
  ['//server/share', 'a.mat'],
  ['\\\\server\\share', 'a.mat'],
  ['..\\', 'secret.mat'],
  ['data\\..\\..', 'secret.mat'],
  ['C:/', 'a.mat'],
  ['C:', 'a.mat'],
  ['data\0', 'data_00001.mat'],
  ['./data/', '../../secret.mat'],
  ['./data/', '../root.mat'],
  ['./data/', '..'],
  ['./data/', '/etc/passwd'],
  ['./data/', 'deep/ecg.mat'],
  ['./data/', 'C:secret.mat'],
  ['./data/', '..\\..\\secret.mat'],
  ['./data/', 'data_00001.mat\0.txt'],
  ['./data/', 'link.mat'],
  ['./data/', 'relative-link.mat'],
  ['way-out', 'secret.mat'],
  ['next-door', 'secret.mat'],
])('%j with %j leads outside and is refused', async (dataPath, file) => {
  await expect(resolveInLibrary(library, dataPath, file)).rejects.toMatchObject({
    status: 400,
    code: 'PATH_OUTSIDE_LIBRARY',
  });
});

test.each([
  ['./data/', 'nowhere.mat'],
  ['./nowhere/', 'data_00001.mat'],
  ['data/data_00001.mat', 'a.mat'],
  ['%2e%2e', 'secret.mat'],
  ['./data/', '%2e%2e%2fsecret.mat'],
  ['./data/', '‥'],
  ['./data/', 'loop.mat'],
  ['./data/', `${'x'.repeat(5000)}.mat`],
  ['x/'.repeat(50_000), 'a.mat'],
  ['./data/', '\ud800.mat'],
])('%#: what is not there is missing', async (dataPath, file) => {
  await expect(resolveInLibrary(library, dataPath, file)).rejects.toMatchObject({ status: 404 });
});

test.each([
  ['./data/', 'deep'],
  ['./data/', '.'],
  ['./data/', ''],
  ['./data/', 'pipe.mat'],
])('%s with %j is not a file', async (dataPath, file) => {
  await expect(resolveInLibrary(library, dataPath, file)).rejects.toMatchObject({ status: 422 });
});

test('whatever is asked for, nothing outside the library is ever given', async () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '..',
      '.',
      '/',
      '//',
      '\\',
      'data',
      'deep',
      'way-out',
      'next-door',
      'library',
      'C:',
      '%2e',
      '\0',
    ),
    fc.constantFrom('data_00001.mat', 'ecg.mat', 'root.mat', 'secret.mat', 'link.mat', 'inner-link.mat'),
    fc.string({ unit: 'binary', maxLength: 4 }),
  );
  const text = fc
    .array(piece, { maxLength: 6 })
    .chain((pieces) => fc.constantFrom('', '/').map((between) => pieces.join(between)));
  await fc.assert(
    fc.asyncProperty(text, text, async (dataPath, file) => {
      const result = await resolveInLibrary(library, dataPath, file).catch((error: unknown) => error);
      if (typeof result === 'string') expect(result.startsWith(library + sep)).toBe(true);
      else
        expect(result).toMatchObject({
          status: expect.toSatisfy((s: number) => [400, 404, 422].includes(s)),
        });
      const data = await resolveFolderInLibrary(library, dataPath).catch((error: unknown) => error);
      if (typeof data === 'string') expect(await isInside(library, join(library, data))).toBe(true);
      else expect(data).toMatchObject({ status: expect.toSatisfy((s: number) => [400, 404].includes(s)) });
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ['.', '.'],
  ['', '.'],
  ['./data/', 'data'],
  ['data//deep/', 'data/deep'],
])('the folder %j is written %s', async (given, written) => {
  await expect(resolveFolderInLibrary(library, given)).resolves.toBe(written);
});

test.each([
  ['..', 400],
  ['way-out', 400],
  ['/etc', 400],
  ['data/data_00001.mat', 404],
  ['nowhere', 404],
])('the folder %j is refused with %d', async (given, status) => {
  await expect(resolveFolderInLibrary(library, given)).rejects.toMatchObject({ status });
});

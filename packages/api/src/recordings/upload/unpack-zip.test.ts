import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildZip, type ZipEntry } from '../testing/build-zip.ts';
import { isZip, unpackZip } from './unpack-zip.ts';
import { createAllowance } from './write-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sinode-zip-'));
});
afterEach(() => rm(folder, { recursive: true }));

const text = (content: string) => new TextEncoder().encode(content);

async function unpack(zip: Uint8Array | readonly ZipEntry[], maxBytes = 1000) {
  const path = join(folder, 'a.zip');
  await writeFile(path, zip instanceof Uint8Array ? zip : buildZip(zip));
  const target = join(folder, 'out');
  await mkdir(target, { recursive: true });
  return unpackZip(path, target, { allowance: createAllowance(maxBytes, 'The files have'), maxFiles: 64 });
}

test('the files of one folder come out under their own names, packed or not', async () => {
  const files = await unpack([
    { name: 'r/', data: text(''), isStored: true },
    { name: 'r/r.hea', data: text('r 1') },
    { name: 'r/r.dat', data: text('abc'), isStored: true },
    { name: '__MACOSX/r/._r.dat', data: text('x') },
    { name: 'r/.DS_Store', data: text('x') },
  ]);

  expect(files.map(({ name, sizeBytes }) => [name, sizeBytes])).toEqual([
    ['r.hea', 3],
    ['r.dat', 3],
  ]);
  // sha256sum of "abc": FIPS 180-2, appendix B.1.
  expect(files[1]?.sha256).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(await readFile(join(folder, 'out', 'r.dat'), 'utf8')).toBe('abc');
});

test.each([
  ['../up', { name: '../r.dat', data: text('x') }],
  ['further up', { name: 'a/../../r.dat', data: text('x') }],
  ['an absolute path', { name: '/etc/r.dat', data: text('x') }],
  ['a drive', { name: 'C:/r.dat', data: text('x') }],
  ['a Windows separator', { name: '..\\r.dat', data: text('x') }],
  ['a NUL', { name: 'r\0.dat', data: text('x') }],
  ['a hidden file', { name: 'r/.profile', data: text('x') }],
  ['a device of Windows', { name: 'nul.dat', data: text('x') }],
  ['a link', { name: 'r.dat', data: text('/etc/passwd'), isStored: true, mode: 0o120777 }],
  ['an encrypted file', { name: 'r.dat', data: text('x'), flags: 1 }],
  ['a size that is too small', { name: 'r.dat', data: text('abc'), claimedBytes: 2 }],
  ['a size that is too large', { name: 'r.dat', data: text('abc'), claimedBytes: 4 }],
  ['a wrong checksum', { name: 'r.dat', data: text('abc'), claimedCrc: 1 }],
])('a zip with %s is refused in words', async (_, entry) => {
  await expect(unpack([entry])).rejects.toMatchObject({ status: 422, code: 'UPLOAD_REFUSED' });
  expect(await readdir(folder)).toEqual(['a.zip', 'out']);
});

test.each([
  ['nothing in it', []],
  ['files in two folders', ['a/r.dat', 'b/r.hea']],
  ['the same name twice', ['r.dat', 'R.DAT']],
  ['65 files', Array.from({ length: 65 }, (_, i) => `${i}.dat`)],
  ['1001 entries', Array.from({ length: 1001 }, (_, i) => `${i}/`)],
])('a zip with %s is refused in words', async (_, names) => {
  const entries = names.map((name) => ({ name, data: text('') }));
  await expect(unpack(entries)).rejects.toMatchObject({ status: 422, code: 'UPLOAD_REFUSED' });
});

test('a zip that grows too large is refused while it is unpacked, whatever it claims', async () => {
  const bomb = { name: 'r.dat', data: new Uint8Array(50_000_000) };
  await expect(unpack([bomb])).rejects.toMatchObject({ status: 413, code: 'UPLOAD_TOO_LARGE' });

  await rm(join(folder, 'out'), { recursive: true });
  await expect(unpack([{ ...bomb, claimedBytes: 10 }])).rejects.toMatchObject({ status: 422 });
});

test('every zip that is cut off or has a wrong byte is refused or unpacked, and nothing else', async () => {
  const zip = buildZip([{ name: 'r.dat', data: text('abcabcabc') }]);
  const variants = [
    ...Array.from(zip.keys(), (length) => zip.subarray(0, length)),
    ...Array.from(zip.keys(), (place) =>
      Buffer.from(zip.map((byte, i) => (i === place ? byte ^ 0xff : byte))),
    ),
  ];
  for (const variant of variants) {
    const outcome = await unpack(variant).catch((error: unknown) => error);
    if (!Array.isArray(outcome)) expect([413, 422]).toContain((outcome as { status: number }).status);
    expect(await readdir(folder)).toEqual(['a.zip', 'out']);
    await rm(join(folder, 'out'), { recursive: true });
  }
});

test('a zip is told by its first bytes', async () => {
  const path = join(folder, 'x');
  await writeFile(path, buildZip([]));
  expect(await isZip(path)).toBe(true);
  await writeFile(path, 'PK');
  expect(await isZip(path)).toBe(false);
});

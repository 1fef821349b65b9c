import { pbkdf2 } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeFile } from './write-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sinode-write-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a file whose source broke off does not come up later, in a folder that is removed meanwhile', async () => {
  // The threads that open files are busy for a while.
  const busy = Array.from({ length: 8 }, () => promisify(pbkdf2)('a', 'b', 200_000, 64, 'sha512'));
  const source = new PassThrough();
  source.write('a');
  setImmediate(() => source.destroy(new Error('broke off')));
  await expect(writeFile(source, folder, 'a', () => undefined)).rejects.toThrow('broke off');
  const names = readdirSync(folder);
  await Promise.all(busy);
  await sleep(50);
  expect(readdirSync(folder)).toEqual(names);
});

test('a name that is there already is not written over', async () => {
  await writeFile(Readable.from([Buffer.of(1)]), folder, 'a', () => undefined);
  await expect(writeFile(Readable.from([Buffer.of(2)]), folder, 'a', () => undefined)).rejects.toThrow(
    'EEXIST',
  );
});

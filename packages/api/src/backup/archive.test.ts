import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeArchive } from './archive.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sinode-archive-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Of the files that this process writes; what goes beyond is refused as on a full disk. */
function limitFiles(bytes: number | 'unlimited'): void {
  execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${bytes}:`]);
}

const canLimit = (() => {
  try {
    limitFiles('unlimited');
    return true;
  } catch {
    return false;
  }
})();

test.skipIf(!canLimit)('a disk that is full while nothing waits for it is an error in words', async () => {
  const archive = await writeArchive(join(folder, 'full.tar'));
  async function* slowly() {
    for (let i = 0; i < 20; i++) {
      yield Buffer.alloc(1_000_000);
      // As where a recording has to be read, or fetched, first.
      await setTimeout(50);
    }
  }
  limitFiles(2_500_000);
  try {
    const entry = { name: 'a', sizeBytes: 20_000_000, sha256: '' };
    await expect(archive.add(entry, slowly())).rejects.toThrow(/full\.tar cannot be written \(EFBIG\)/);
  } finally {
    limitFiles('unlimited');
    await archive.discard();
  }
  expect(await readdir(folder)).toEqual([]);
});

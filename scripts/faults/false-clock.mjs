/** A clock of its own for a process, which can jump: libfaketime. What measures durations goes on evenly. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PLACES = ['/usr/lib', '/usr/local/lib'];
const FOLDERS = [`${{ x64: 'x86_64', arm64: 'aarch64' }[process.arch]}-linux-gnu/faketime`, 'faketime'];

/** Of the library for programs with threads; undefined where there is none. */
const LIBRARY = PLACES.flatMap((place) =>
  FOLDERS.map((folder) => join(place, folder, 'libfaketimeMT.so.1')),
).find((path) => existsSync(path));

/** @returns why there can be none; null where there can */
export function whyNoFalseClock() {
  return LIBRARY === undefined ? 'needs libfaketime (Debian: faketime)' : null;
}

/** @param file - from which the processes read by how much their clock is wrong */
export function createFalseClock(file) {
  const set = (seconds) => writeFileSync(file, `${seconds < 0 ? '' : '+'}${seconds}\n`);
  set(0);
  return {
    set,
    environment: {
      LD_PRELOAD: LIBRARY,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_CACHE_DURATION: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      // Of files, the clock of the machine with the disk decides.
      NO_FAKE_STAT: '1',
    },
  };
}

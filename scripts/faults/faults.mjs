/** What can go wrong around the servers, and how it is brought about. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { whyNoFalseClock } from './false-clock.mjs';
import { whyNoFarNetwork } from './far-network.mjs';
import { slowDown, whyNoDisk, whyNotSlow } from './small-disk.mjs';

const HOUR_SECONDS = 3_600;
const BACK_WITHIN_MS = 300_000;

/**
 * @typedef {object} Fault
 * @property {string} what
 * @property {() => string | null} whyNot - why it cannot be brought about here; null where it can
 * @property {(deployment: object, seconds: number) => Promise<string | void>} strike - resolves when the fault itself is
 *   over; what was left half done by it is returned in words
 */

const always = () => null;

/** @type {Record<string, Fault>} */
export const FAULTS = {
  'kill-api': {
    what: 'kill -9 of each API',
    whyNot: always,
    strike: ({ apis }) => killInTurn(apis),
  },
  'kill-worker': {
    what: 'kill -9 of each worker',
    whyNot: always,
    strike: ({ workers }) => killInTurn(workers),
  },
  'kill-postgres': {
    what: 'kill -9 of Postgres',
    whyNot: always,
    async strike({ postgres }) {
      postgres.kill();
    },
  },
  'kill-everything': {
    what: 'kill -9 of all at once, as when the power fails',
    whyNot: always,
    async strike({ processes }) {
      for (const process of processes) process.kill();
    },
  },
  'postgres-away': {
    what: 'Postgres is not running; an API and a worker are restarted meanwhile',
    whyNot: always,
    async strike({ postgres, parts }, seconds) {
      postgres.hold();
      postgres.kill('SIGINT');
      await wait((seconds / 2) * 1000);
      parts['api-1'].process.kill();
      parts['worker-1'].process.kill();
      await wait((seconds / 2) * 1000);
      postgres.letGo();
    },
  },
  'postgres-silent': {
    what: 'Postgres takes connections and answers nothing (SIGSTOP)',
    whyNot: always,
    async strike({ postgres }, seconds) {
      const pids = [postgres.pid, ...childrenOf(postgres.pid)];
      for (const pid of pids) process.kill(pid, 'SIGSTOP');
      await wait(seconds * 1000);
      for (const pid of pids) process.kill(pid, 'SIGCONT');
    },
  },
  'network-swallows': {
    what: 'what one API and one worker send to Postgres is lost without a word',
    whyNot: whyNoFarNetwork,
    async strike({ network }, seconds) {
      network.swallow();
      await wait(seconds * 1000);
      network.deliver();
    },
  },
  'network-down': {
    what: 'the line of one API and one worker to Postgres is down',
    whyNot: whyNoFarNetwork,
    async strike({ network }, seconds) {
      network.down();
      await wait(seconds * 1000);
      network.up();
    },
  },
  'disk-full': {
    what: 'the disk of the data folder is full',
    whyNot: whyNoDisk,
    async strike({ disks, dataDir }, seconds) {
      const from = Date.now();
      disks.data.fill();
      await wait(seconds * 1000);
      const to = Date.now();
      disks.data.makeRoom();
      // Those who are still sending.
      await wait(2_000);
      return leftBehind(join(dataDir, 'incoming'), from, to);
    },
  },
  'database-disk-full': {
    what: 'the disk of Postgres is full',
    whyNot: whyNoDisk,
    async strike({ disks }, seconds) {
      disks.database.fill();
      await wait(seconds * 1000);
      disks.database.makeRoom();
    },
  },
  'slow-disk': {
    what: 'both disks take 20 writes and 1 MB a second',
    whyNot: () => whyNoDisk() ?? whyNotSlow(),
    async strike({ disks, processes }, seconds) {
      const pids = processes.flatMap(({ pid }) => [pid, ...childrenOf(pid)]);
      const end = slowDown(Object.values(disks), pids);
      await wait(seconds * 1000);
      end();
    },
  },
  'clock-jumps': {
    what: 'the clock of one API and one worker goes forward and back by an hour; the worker is restarted meanwhile',
    whyNot: whyNoFalseClock,
    async strike({ clock, parts }, seconds) {
      for (const jump of [HOUR_SECONDS + 60, -HOUR_SECONDS - 60]) {
        clock.set(jump);
        await wait((seconds / 4) * 1000);
        // At its start it looks for what was left behind long ago.
        parts['worker-2'].process.kill();
        await untilUp(parts['worker-2']);
        await wait((seconds / 4) * 1000);
      }
      clock.set(0);
    },
  },
};

/** One after the other; how long the last one takes to come back is seen by whoever waits for it. */
async function killInTurn(parts) {
  for (const part of parts) {
    await untilUp(part);
    part.process.kill();
  }
}

async function untilUp({ process }) {
  const end = performance.now() + BACK_WITHIN_MS;
  while (!process.isUp && performance.now() < end) await wait(50);
}

/** Linux only; elsewhere a stopped postmaster is what there is. */
function childrenOf(parent) {
  try {
    return readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8')
      .split(' ')
      .filter(Boolean)
      .map(Number);
  } catch {
    return [];
  }
}

/** @returns in words, which uploads began while the disk was full and still lie there */
function leftBehind(folder, from, to) {
  const left = readdirSync(folder).filter((name) => {
    const entry = statSync(join(folder, name), { throwIfNoEntry: false });
    return entry !== undefined && entry.mtimeMs > from && entry.mtimeMs < to;
  });
  return left.length === 0 ? undefined : `${left.length} uploads lie half done in ${folder}`;
}

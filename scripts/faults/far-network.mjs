/**
 * A second network, for one API and one worker: a line on which clients reach them, and a line on which they reach the
 * database. The second can be cut while the first stays.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { command, hasCommand } from './command.mjs';
import { isInside } from './own-namespace.mjs';

export const FAR_HOST = '10.77.1.2';
export const NEAR_DATABASE_HOST = '10.77.2.1';
const FAR_DATABASE_SIDE = '10.77.2.2';
/** A machine that does not exist: what is sent there is lost without a word. */
const NOBODY = '02:00:00:00:00:99';

/** @returns why there can be none; null where there can */
export function whyNoFarNetwork() {
  if (!isInside) return 'needs root, for network namespaces';
  return hasCommand('ip') ? null : 'needs ip (Debian: iproute2)';
}

export async function openFarNetwork() {
  // Holds the namespace, which needs no name then.
  const holder = spawn('unshare', ['--net', 'sleep', 'infinity'], { stdio: 'ignore' });
  await once(holder, 'spawn');
  const inFar = ['nsenter', `--net=/proc/${holder.pid}/ns/net`];
  const far = (...args) => command(inFar[0], ...inFar.slice(1), 'ip', ...args);
  const near = (...args) => command('ip', ...args);
  await untilOwn(holder.pid);

  near('link', 'set', 'lo', 'up');
  far('link', 'set', 'lo', 'up');
  for (const [line, subnet] of [
    ['clients', '10.77.1'],
    ['database', '10.77.2'],
  ]) {
    near('link', 'add', line, 'type', 'veth', 'peer', 'name', line, 'netns', String(holder.pid));
    near('addr', 'add', `${subnet}.1/30`, 'dev', line);
    far('addr', 'add', `${subnet}.2/30`, 'dev', line);
    near('link', 'set', line, 'up');
    far('link', 'set', line, 'up');
  }
  return {
    /** Runs a program there. */
    enter: inFar,
    /** As when a cable is pulled. */
    down: () => near('link', 'set', 'database', 'down'),
    up: () => near('link', 'set', 'database', 'up'),
    /** As when a firewall forgets a connection: nothing is refused, and nothing arrives. */
    swallow() {
      near('neigh', 'replace', FAR_DATABASE_SIDE, 'lladdr', NOBODY, 'dev', 'database', 'nud', 'permanent');
      far('neigh', 'replace', NEAR_DATABASE_HOST, 'lladdr', NOBODY, 'dev', 'database', 'nud', 'permanent');
    },
    deliver() {
      near('neigh', 'del', FAR_DATABASE_SIDE, 'dev', 'database');
      far('neigh', 'del', NEAR_DATABASE_HOST, 'dev', 'database');
    },
    close() {
      holder.kill('SIGKILL');
    },
  };
}

/** `unshare` has to have done it before anything is moved there. */
async function untilOwn(pid) {
  const own = command('readlink', '/proc/self/ns/net');
  for (let i = 0; i < 100; i++) {
    if (command('readlink', `/proc/${pid}/ns/net`) !== own) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('there is no second network');
}

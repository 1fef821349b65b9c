/** The process of Postgres that a cluster names in its `postmaster.pid`. */
import { constants } from 'node:fs';
import { open, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';

/** More than any system counts to, so that nobody has it. */
const NOBODYS_PID = 2 ** 31 - 1;

/** @returns its number; `null` where it is not alive */
export async function serverPid(cluster: string): Promise<number | null> {
  const named = await namedPid(cluster);
  if (named === null) return null;
  if (process.platform === 'linux') return (await isServerOf(named, cluster)) ? named : null;
  try {
    process.kill(named, 0);
    return named;
  } catch (error) {
    // Another user's process is alive and may not be asked.
    return error instanceof Error && 'code' in error && error.code === 'EPERM' ? named : null;
  }
}

/**
 * Makes a `postmaster.pid` that was left behind name nobody. Postgres would not start while the number in it is that of
 * a process, even of one that got it later, or of one that died and that nobody has buried. The rest of the file stays:
 * by it Postgres sees whether children of the last server still hold its memory.
 */
export async function forgetDeadServer(cluster: string): Promise<void> {
  if (process.platform !== 'linux' || (await namedPid(cluster)) === null) return;
  if ((await serverPid(cluster)) !== null) return;
  // The folder is another user's where we are root: a link there leads nowhere.
  const file = await open(join(cluster, 'postmaster.pid'), constants.O_RDWR | constants.O_NOFOLLOW);
  try {
    const lines = (await file.readFile('utf8')).split('\n');
    lines[0] = String(NOBODYS_PID);
    await file.truncate();
    await file.write(lines.join('\n'), 0);
  } finally {
    await file.close();
  }
}

async function namedPid(cluster: string): Promise<number | null> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  return pid > 0 && pid !== NOBODYS_PID ? pid : null;
}

/** A copied or restored cluster brings the number of a process that is another cluster's, or no Postgres at all. */
async function isServerOf(pid: number, cluster: string): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  // proc(5): the state follows the name in parentheses; Z has died and waits for its parent.
  if (status === null || status.split(') ').at(-1)?.startsWith('Z')) return false;
  const words = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0');
  const folder = words[words.indexOf('-D') + 1] ?? '';
  const [theirs, ours] = await Promise.all([folder, cluster].map((path) => realpath(path).catch(() => path)));
  return words.includes('-D') && theirs === ours;
}

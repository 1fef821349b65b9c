/** The folder that holds all that a server writes: its lock and its secret. */
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { chmod, link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { StartError } from '../database/embedded/start-error.ts';
import { keepSecret } from './private-file.ts';

const RIGHT_LASTS_MS = 5_000;
const LOOK_AGAIN_MS = 10;

export interface DataFolder {
  /** @throws StartError while another process has it; that of a process that was killed is taken over */
  lock(): Promise<void>;
  unlock(): Promise<void>;
  /**
   * The text that signs access tokens, made on first use and readable by its owner only. Processes that share the
   * folder share it; those on other machines need SINODE_SECRET.
   */
  secret(): Promise<string>;
}

/**
 * @param warn - told of what was not safe and has been put right
 * @throws StartError when it cannot be made or written to
 */
export async function openDataFolder(
  dataDir: string,
  warn: (text: string) => void = () => {},
): Promise<DataFolder> {
  // Run by root, Postgres is another user's and has to get through; what is private in it has its own rights.
  const mode = process.getuid?.() === 0 ? 0o711 : 0o700;
  const isNew = (await stat(dataDir).catch(() => null)) === null;
  await mkdir(dataDir, { recursive: true, mode }).catch((error: NodeJS.ErrnoException) => {
    throw new StartError(`The data folder ${dataDir} cannot be made (${error.code}): see SINODE_DATA_DIR.`);
  });
  if (isNew) await chmod(dataDir, mode);
  const lockFile = join(dataDir, 'lock');
  const own = identityOf(process.pid) ?? String(process.pid);
  /** This process may open the folder twice; each lock is one of them only. */
  const mine = `${own} ${randomBytes(6).toString('hex')}`;

  const isMine = () => {
    try {
      return readFileSync(lockFile, 'utf8') === mine;
    } catch {
      return false;
    }
  };
  const release = () => {
    if (isMine()) rmSync(lockFile, { force: true });
  };

  return {
    async lock() {
      while (!(await place(mine, lockFile, dataDir))) {
        const found = await readFile(lockFile, 'utf8').catch(() => null);
        if (found === null) continue;
        const pid = Number.parseInt(found, 10);
        const holder = pid > 0 ? identityOf(pid) : null;
        if (holder !== null && (found === holder || found.startsWith(`${holder} `))) {
          throw new StartError(
            `The data folder ${dataDir} is in use by process ${pid}. Stop that one, give this one another SINODE_DATA_DIR, or let them share a Postgres with DATABASE_URL.`,
          );
        }
        if (await replaceStale(lockFile, found, mine)) break;
      }
      // Also after an error that nobody caught.
      process.once('exit', release);
    },
    async unlock() {
      process.off('exit', release);
      release();
    },
    secret: () => keepSecret(join(dataDir, 'secret'), warn),
  };
}

/** @returns false where there is a lock already. It appears with its content, so nobody finds it half written. */
async function place(content: string, lockFile: string, dataDir: string): Promise<boolean> {
  const unfinished = `${lockFile}.${randomBytes(6).toString('hex')}`;
  try {
    await writeFile(unfinished, content, { flag: 'wx', mode: 0o600 });
    await link(unfinished, lockFile);
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : error;
    if (code === 'EEXIST') return false;
    throw new StartError(`The data folder ${dataDir} cannot be written to (${code}): see SINODE_DATA_DIR.`);
  } finally {
    await rm(unfinished, { force: true });
  }
}

/**
 * Of several who find the same stale lock, only the one who made the file with its name may replace it.
 *
 * @returns false where it has to be looked at again
 */
async function replaceStale(lockFile: string, found: string, mine: string): Promise<boolean> {
  const right = `${lockFile}.${createHash('sha256').update(found).digest('hex').slice(0, 12)}`;
  try {
    await writeFile(right, mine, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    const made = (await stat(right).catch(() => null))?.mtimeMs ?? Number.POSITIVE_INFINITY;
    // Killed in the middle of what takes a millisecond.
    if (Date.now() - made > RIGHT_LASTS_MS) await rm(right, { force: true });
    await wait(LOOK_AGAIN_MS);
    return false;
  }
  if ((await readFile(lockFile, 'utf8').catch(() => null)) !== found) {
    await rm(right, { force: true });
    return false;
  }
  await rename(right, lockFile);
  return true;
}

/** A process by its number and, since numbers are used again, by when it began; `null` where there is none. */
function identityOf(pid: number): string | null {
  try {
    // proc(5): the 22nd field; the second is a name in parentheses, which may hold anything.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    // Killed, and not yet missed by its parent.
    if (fields[0] === 'Z') return null;
    return `${pid} ${fields[19]}`;
  } catch {
    try {
      process.kill(pid, 0);
      return String(pid);
    } catch (error) {
      // Another user's process is alive and may not be asked.
      return error instanceof Error && 'code' in error && error.code === 'EPERM' ? String(pid) : null;
    }
  }
}

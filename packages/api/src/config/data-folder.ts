/** The folder that holds all that a server writes: its lock and its secret. */
import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { chmod, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../database/embedded/start-error.ts';

export interface DataFolder {
  /** @throws StartError while another process has it; that of a process that was killed is taken over */
  lock(): Promise<void>;
  unlock(): Promise<void>;
  /** The text that signs access tokens, made on first use and readable by its owner only. */
  secret(): Promise<string>;
}

/** @throws StartError when it cannot be made or written to */
export async function openDataFolder(dataDir: string): Promise<DataFolder> {
  // Run by root, Postgres is another user's and has to get through; what is private in it has its own rights.
  const mode = process.getuid?.() === 0 ? 0o711 : 0o700;
  const isNew = (await stat(dataDir).catch(() => null)) === null;
  await mkdir(dataDir, { recursive: true, mode }).catch((error: NodeJS.ErrnoException) => {
    throw new StartError(`The data folder ${dataDir} cannot be made (${error.code}): see SINODE_DATA_DIR.`);
  });
  if (isNew) await chmod(dataDir, mode);
  const lockFile = join(dataDir, 'lock');

  return {
    async lock() {
      for (;;) {
        const file = await open(lockFile, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
          if (error.code === 'EEXIST') return null;
          throw new StartError(
            `The data folder ${dataDir} cannot be written to (${error.code}): see SINODE_DATA_DIR.`,
          );
        });
        if (file !== null) {
          await file.writeFile(identityOf(process.pid) ?? String(process.pid));
          await file.close();
          // Also after an error that nobody caught.
          process.once('exit', () => rmSync(lockFile, { force: true }));
          return;
        }
        const holder = (await readFile(lockFile, 'utf8').catch(() => '')).trim();
        const pid = Number.parseInt(holder, 10);
        if (pid > 0 && identityOf(pid) === holder) {
          throw new StartError(
            `The data folder ${dataDir} is in use by process ${pid}. Stop that one, give this one another SINODE_DATA_DIR, or let them share a Postgres with DATABASE_URL.`,
          );
        }
        // Renamed first: of two who find the same stale lock, one takes it away.
        const stale = `${lockFile}.${process.pid}`;
        await rename(lockFile, stale).catch(() => {});
        await rm(stale, { force: true });
      }
    },
    async unlock() {
      await rm(lockFile, { force: true });
    },
    async secret() {
      const path = join(dataDir, 'secret');
      const known = await readFile(path, 'utf8').catch(() => null);
      if (known !== null) {
        await chmod(path, 0o600);
        return known.trim();
      }
      const secret = randomBytes(48).toString('base64url');
      const unfinished = `${path}.${process.pid}`;
      const file = await open(unfinished, 'w', 0o600);
      await file.writeFile(`${secret}\n`);
      await file.sync();
      await file.close();
      await rename(unfinished, path);
      return secret;
    },
  };
}

/** A process by its number and, since numbers are used again, by when it began; `null` where there is none. */
function identityOf(pid: number): string | null {
  try {
    // proc(5): the 22nd field; the second is a name in parentheses, which may hold anything.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return `${pid} ${fields[19]}`;
  } catch {
    try {
      process.kill(pid, 0);
      return String(pid);
    } catch {
      return null;
    }
  }
}

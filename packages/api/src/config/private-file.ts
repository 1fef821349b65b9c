/** Secrets that are made once and kept in a file that only its owner can read. */
import { randomBytes } from 'node:crypto';
import { chmod, link, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StartError } from '../database/embedded/start-error.ts';

const SECRET_BYTES = 48;
/** 256 bits in base64. Less is a file that was cut off, or that somebody wrote by hand. */
const SHORTEST_SECRET = 43;

/**
 * The secret in a file; made there by the first who asks. Of several processes that ask at once, all get the same.
 *
 * @param warn - told when others could read it; they no longer can
 * @throws StartError when it cannot be read or written, or is no secret
 */
export async function keepSecret(path: string, warn: (text: string) => void): Promise<string> {
  try {
    const secret = (await readIfThere(path)) ?? (await make(path));
    if (secret.length < SHORTEST_SECRET) {
      throw new StartError(
        `The file ${path} should hold a secret and is too short for one: put it back, or delete it to have a new one made.`,
      );
    }
    // Windows has no such rights: a file belongs to who may enter its folder.
    if (process.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0) {
      await chmod(path, 0o600);
      warn(`The file ${path} could be read by other users of this machine; now only its owner can.`);
    }
    return secret;
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(`The file ${path} cannot be read or written (${codeOf(error)}).`);
  }
}

async function make(path: string): Promise<string> {
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  const unfinished = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    const file = await open(unfinished, 'wx', 0o600);
    try {
      await file.writeFile(`${secret}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    // A link, unlike a renaming, does not replace what another process made meanwhile.
    await link(unfinished, path);
    await syncFolder(dirname(path));
    return secret;
  } catch (error) {
    const others = codeOf(error) === 'EEXIST' ? await readIfThere(path) : null;
    if (others === null) throw error;
    return others;
  } finally {
    await rm(unfinished, { force: true });
  }
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    // Anything else must not look like a first start: a new secret would end every session.
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** After a power cut, a file is there when its folder was written too. Windows cannot, and need not. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

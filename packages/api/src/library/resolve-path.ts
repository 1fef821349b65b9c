/**
 * From what a client says to a file of the library: the one place where a client's text becomes a path.
 */
import { realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { Problem } from '../http/problem.ts';

/** A backslash and a colon are parts of a path on Windows; no recording needs one in its name elsewhere. */
const NEVER_IN_A_PATH = /[\0\\:]/;

/** What the system says about a name that cannot be there. */
const MISSING = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP', 'EINVAL', 'EILSEQ']);

/**
 * @param dataPath - folder inside the library, with `/`: `./data/`
 * @param file - a name without folders
 * @returns the real path of an ordinary file inside the library
 * @throws Problem 400 when it would lie outside, also by a link; 404 when it is not there; 422 when it is no file
 */
export async function resolveInLibrary(libraryDir: string, dataPath: string, file: string): Promise<string> {
  if (file.includes('/') || file === '..' || NEVER_IN_A_PATH.test(file)) {
    throw outside('ecg_file must be the name of a file, without folders');
  }
  const path = await realPathInside(libraryDir, [...folderNames(dataPath), file]);
  const entry = await stat(path).catch(refuse);
  // A pipe or a device would be opened for ever.
  if (!entry.isFile()) {
    throw new Problem(422, 'NOT_A_FILE', 'What is there is not a file: name a recording in it.');
  }
  return path;
}

/**
 * @param folder - inside the library, with `/`; `.` is the library itself
 * @returns its path below the library, with `/`, in the one way to write it
 * @throws Problem 400 when it would lie outside, also by a link; 404 when there is no such folder
 */
export async function resolveFolderInLibrary(libraryDir: string, folder: string): Promise<string> {
  const names = folderNames(folder);
  const path = await realPathInside(libraryDir, names);
  const entry = await stat(path).catch(refuse);
  if (!entry.isDirectory()) throw missing();
  return names.join('/') || '.';
}

/** Whether a file of the library is really there, and not a link to somewhere else. */
export async function isInside(libraryDir: string, path: string): Promise<boolean> {
  const [root, real] = await Promise.all([rootOf(libraryDir), realpath(path)]).catch(() => [null, null]);
  return root !== null && real !== null && lies(root, real);
}

/** @throws Problem 400 for anything that is not a plain way down */
function folderNames(folder: string): string[] {
  if (folder.startsWith('/') || NEVER_IN_A_PATH.test(folder)) {
    throw outside('name a folder inside the library, such as ./data/');
  }
  const names = folder.split('/').filter((name) => name !== '' && name !== '.');
  if (names.includes('..')) throw outside('".." may not be in it');
  return names;
}

async function realPathInside(libraryDir: string, names: readonly string[]): Promise<string> {
  const [root, path] = await Promise.all([
    rootOf(libraryDir),
    realpath(join(resolve(libraryDir), ...names)),
  ]).catch(refuse);
  if (!lies(root, path)) throw outside('a link there leads out of it');
  return path;
}

/** Asked at every request and the same for as long as nobody mounts another. */
const ROOT_KNOWN_MS = 1000;
const roots = new Map<string, { readonly real: string; readonly until: number }>();

async function rootOf(libraryDir: string): Promise<string> {
  const known = roots.get(libraryDir);
  if (known !== undefined && performance.now() < known.until) return known.real;
  const real = await realpath(libraryDir);
  roots.set(libraryDir, { real, until: performance.now() + ROOT_KNOWN_MS });
  return real;
}

function lies(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function outside(reason: string): Problem {
  return new Problem(400, 'PATH_OUTSIDE_LIBRARY', `This is not a path inside the library: ${reason}.`);
}

function missing(): Problem {
  return new Problem(404, 'NOT_FOUND', 'There is no such file or folder in the library.');
}

function refuse(error: NodeJS.ErrnoException): never {
  if (error.code !== undefined && MISSING.has(error.code)) throw missing();
  if (error.code === 'EACCES' || error.code === 'EPERM') {
    throw new Problem(422, 'UNREADABLE', 'The server has no permission to read this file.');
  }
  throw error;
}

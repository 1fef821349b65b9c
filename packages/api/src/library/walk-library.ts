/** The files of the library that may be recordings. */
import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { wfdbSegments } from '@sinode/core/node';
import { isInside } from './resolve-path.ts';

/** A file to open a recording by. */
export interface Candidate {
  /** Below the library, with `/`. */
  readonly path: string;
  /** Folder of the data set it belongs to, `.` for the library itself. */
  readonly dataSet: string;
}

export interface LibraryWalk {
  /** WFDB headers first, since they may claim other candidates as their signal files; then by path. */
  readonly candidates: readonly Candidate[];
  /** Folders that could not be listed. */
  readonly unreadable: readonly string[];
  /** Whether there were more files than are looked at. */
  readonly isCut: boolean;
}

/** Folders inside folders; data sets have no more. */
const DEEPEST = 4;
const MOST_FILES = 100_000;

const ENDINGS = new Set(['.mat', '.hea', '.edf', '.bdf', '.csv', '.json']);

/** The challenge's layout: recordings in `data/`, and reference beats in `ref/`, which are no recordings. */
const CHALLENGE_RECORDING = /^data_.+\.mat$/;
const CHALLENGE_REFERENCE = /^R_.+\.mat$/;

/**
 * Hidden files, links to folders, and links that lead out of the library are left out.
 *
 * @throws an error of the system when the library itself cannot be listed
 */
export async function walkLibrary(libraryDir: string, signal: AbortSignal): Promise<LibraryWalk> {
  const candidates: Candidate[] = [];
  const unreadable: string[] = [];
  let seen = 0;
  let isCut = false;

  async function visit(folder: string, depth: number): Promise<void> {
    signal.throwIfAborted();
    const entries = await readdir(join(libraryDir, folder), { withFileTypes: true }).catch(
      (error: unknown) => {
        if (folder === '') throw error;
        unreadable.push(folder);
        return [];
      },
    );
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    const segments = await segmentsIn(
      join(libraryDir, folder),
      entries.map(({ name }) => name),
    );
    for (const entry of entries) {
      const { name } = entry;
      if (name.startsWith('.')) continue;
      const path = folder === '' ? name : `${folder}/${name}`;
      if (entry.isDirectory()) {
        if (depth < DEEPEST) await visit(path, depth + 1);
        continue;
      }
      if (!ENDINGS.has(extname(name).toLowerCase()) || segments.has(name)) continue;
      if (seen === MOST_FILES) {
        isCut = true;
        return;
      }
      seen++;
      if (isReference(folder, name) || !(await isFileInside(path, entry))) continue;
      candidates.push({ path, dataSet: dataSetOf(folder, name) });
    }
  }

  async function isFileInside(
    path: string,
    entry: { isFile(): boolean; isSymbolicLink(): boolean },
  ): Promise<boolean> {
    if (entry.isFile()) return true;
    if (!entry.isSymbolicLink()) return false;
    const full = join(libraryDir, path);
    if (!(await isInside(libraryDir, full))) return false;
    return (await stat(full)).isFile();
  }

  await visit('', 0);
  const isHeader = ({ path }: Candidate) => path.endsWith('.hea');
  return {
    candidates: [...candidates.filter(isHeader), ...candidates.filter((each) => !isHeader(each))],
    unreadable,
    isCut,
  };
}

/** The challenge's layout counts as one data set, whose recordings lie one folder deeper. */
function dataSetOf(folder: string, name: string): string {
  const isChallenge = lastOf(folder) === 'data' && CHALLENGE_RECORDING.test(name);
  return (isChallenge ? folder.slice(0, -'/data'.length) : folder) || '.';
}

function isReference(folder: string, name: string): boolean {
  return lastOf(folder) === 'ref' && CHALLENGE_REFERENCE.test(name);
}

function lastOf(folder: string): string {
  return folder.slice(folder.lastIndexOf('/') + 1);
}

/** Headers of records that are only parts of another. */
async function segmentsIn(folder: string, names: readonly string[]): Promise<Set<string>> {
  const segments = new Set<string>();
  for (const name of names) {
    if (!name.endsWith('.hea') || name.startsWith('.')) continue;
    // One that cannot be read is told of when it is opened.
    const parts = await wfdbSegments(join(folder, name)).catch(() => []);
    for (const part of parts) segments.add(`${part}.hea`);
  }
  return segments;
}

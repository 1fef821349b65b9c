/** Files by their paths, as a recording's reader and its references look for them. */
import { type ByteSource, blobSource, type FileSet } from '@sinode/core';
import type { PlacedFile } from './messages.ts';

/** The files as they are seen from one of them. */
export interface FilesAround extends FileSet {
  /** The file itself. */
  readonly main: ByteSource;
  /** Plain names of all files. */
  readonly names: readonly string[];
}

/**
 * Files of the same folder come before others of the same name: a file that was missing is added from wherever it was.
 *
 * @param main - path of one of the files
 */
export function filesAround(main: string, files: readonly PlacedFile[]): FilesAround {
  const folder = folderOf(main);
  const others = files.filter(({ path }) => folderOf(path) !== folder);
  const beside = files.filter(({ path }) => folderOf(path) === folder);
  const sources = [...others, ...beside].map(({ path, file }) => blobSource(nameOf(path), file));
  const byName = new Map(sources.map((source) => [source.name, source]));
  const byKey = new Map(sources.map((source) => [keyOf(source.name), source]));
  const open = (name: string) => byName.get(name) ?? byKey.get(keyOf(name)) ?? null;

  const found = open(nameOf(main));
  if (found === null) throw new Error(`${main} is not among the files`);
  return { main: found, names: [...byName.keys()], open: async (name) => open(name) };
}

/** Some systems write names in capitals, others take accents apart. */
function keyOf(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

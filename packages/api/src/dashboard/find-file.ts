/** From an address to a file: the one place where an address of the dashboard becomes a path. */
import type { IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { openStaticFile, type StaticFile } from './static-file.ts';

export interface SiteOptions {
  /** The folder with what the build of the page made. */
  readonly webDir: string;
  /** The network that answers just now, and the folder it lies in. */
  readonly model: () => { readonly name: string; readonly folder: string };
}

/** A name that a build gives. None begins with a point, so no way leads up or to what is hidden. */
const NAME = /^[\w@~+-][\w@~+. -]*$/;

/** Their names change with their content: one that is not there is gone, and no page of that name exists. */
const HASHED = 'assets';
const MODELS = 'models';
const MODEL_FILES = ['model.onnx', 'model.json'];

const PAGE = 'index.html';

export interface FoundFile extends StaticFile {
  /** Whether this address will give the same bytes for ever. */
  readonly isForEver: boolean;
}

/**
 * @param url - as the request has it
 * @returns the file, or the page for an address that it makes sense of itself; null where there is neither
 */
export async function findFile(
  { webDir, model }: SiteOptions,
  url: string,
  headers: IncomingHttpHeaders,
): Promise<FoundFile | null> {
  const names = namesIn(url);
  const [first] = names;
  // `/models` and `/models/<name>` are pages, what lies below them are files.
  const isOfModel = first === MODELS && names.length > 2;
  const open = async (folder: string, path: readonly string[]) => {
    const file = await openStaticFile(join(folder, ...path), headers['accept-encoding'] ?? '');
    return file === null ? null : { ...file, isForEver: first === HASHED };
  };
  const openNamed = () => {
    if (first === undefined) return open(webDir, [PAGE]);
    if (!names.every((name) => NAME.test(name))) return null;
    if (!isOfModel) return open(webDir, names);
    const [, name, file = '', ...rest] = names;
    const current = model();
    const isThere = name === current.name && MODEL_FILES.includes(file) && rest.length === 0;
    return isThere ? open(current.folder, [file]) : null;
  };

  const file = await openNamed();
  if (file !== null || first === HASHED || isOfModel) return file;
  return isForPeople(headers) ? open(webDir, [PAGE]) : null;
}

/** What stands between the slashes; nothing at all for the root. */
function namesIn(url: string): string[] {
  const path = decodeURIComponent(url.replace(/[?#].*$/s, ''));
  return path === '/' ? [] : path.split('/').slice(1);
}

/** A person follows a link; a script, an image or a program would take the page for what it asked for. */
function isForPeople({ accept = '' }: IncomingHttpHeaders): boolean {
  return accept.includes('text/html');
}

/** A file that is sent as it is, in the smallest form that the browser can read. */
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { extname } from 'node:path';
import { type Encoding, encodingsIn } from './encodings.ts';

export interface StaticFile {
  /** Open; whoever has it closes it. */
  readonly handle: FileHandle;
  readonly sizeBytes: number;
  readonly type: string;
  /** `null` for the file itself. */
  readonly encoding: Encoding | null;
  /** Of these very bytes. */
  readonly etag: string;
}

/** What the build of a page and a model have; browsers do not guess. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

const SUFFIXES = { br: '.br', gzip: '.gz' } as const satisfies Record<Encoding, string>;

/** What the system says where there is no such file. */
const MISSING = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG', 'ELOOP', 'ENXIO']);

/** @returns null where there is no such file */
export async function openStaticFile(path: string, acceptEncoding: string): Promise<StaticFile | null> {
  const type = TYPES[extname(path)] ?? 'application/octet-stream';
  for (const encoding of [...encodingsIn(acceptEncoding), null]) {
    const suffix = encoding === null ? '' : SUFFIXES[encoding];
    const file = await openFile(path + suffix);
    if (file !== null) return { ...file, type, encoding };
  }
  return null;
}

async function openFile(path: string): Promise<Pick<StaticFile, 'handle' | 'sizeBytes' | 'etag'> | null> {
  // Without waiting: opening a pipe would last until somebody writes into it.
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch(ignoreMissing);
  if (handle === null) return null;
  try {
    const entry = await handle.stat();
    if (entry.isFile()) {
      const version = `${entry.size}:${entry.mtimeMs}:${entry.ino}`;
      return { handle, sizeBytes: entry.size, etag: await etagOf(path, version, handle, entry.size) };
    }
  } catch (error) {
    await handle.close();
    throw error;
  }
  await handle.close();
  return null;
}

function ignoreMissing(error: NodeJS.ErrnoException): null {
  if (MISSING.has(error.code ?? '')) return null;
  throw error;
}

/** Only files that are there have one, so there are few. */
const etags = new Map<string, { readonly version: string; readonly etag: string }>();

/**
 * From the content and not, as most do, from size and time: a build that can be repeated has the same time in all files,
 * and the page that names other files may well be as long as the one before.
 */
async function etagOf(path: string, version: string, handle: FileHandle, size: number): Promise<string> {
  const known = etags.get(path);
  if (known?.version === version) return known.etag;
  const hash = createHash('sha256');
  if (size > 0) {
    for await (const piece of handle.createReadStream({ autoClose: false, start: 0, end: size - 1 }))
      hash.update(piece);
  }
  const etag = `"${hash.digest('base64url')}"`;
  etags.set(path, { version, etag });
  return etag;
}

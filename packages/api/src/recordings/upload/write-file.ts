/** A stream to a file: hashed and counted on the way, never in memory as a whole. */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { StoredFile } from '../../database/schema.ts';
import { Problem } from '../../http/problem.ts';

/** How much may still come, over all files of an upload. */
export interface Allowance {
  /** @throws Problem 413 when that is more than is left */
  take(byteCount: number): void;
}

export function createAllowance(maxBytes: number, what: string): Allowance {
  let left = maxBytes;
  return {
    take(byteCount) {
      left -= byteCount;
      if (left < 0) throw tooLarge(maxBytes, what);
    },
  };
}

/** The refusal that tells the limit. */
export function tooLarge(maxBytes: number, what: string): Problem {
  const detail = `${what} more than ${inMegabytes(maxBytes)}, the most that this server takes.`;
  return new Problem(413, 'UPLOAD_TOO_LARGE', detail);
}

function inMegabytes(byteCount: number): string {
  return byteCount >= 1e6
    ? `${Math.floor(byteCount / 1e4) / 100} MB (${byteCount} bytes)`
    : `${byteCount} bytes`;
}

/**
 * @param name - a plain name; there is no such file in the folder yet
 * @param onChunk - told of every chunk before it is written
 * @returns when the file is closed, also where it throws: one that is still being opened would come up in a folder that is
 * removed meanwhile
 */
export async function writeFile(
  source: Readable,
  folder: string,
  name: string,
  onChunk: (chunk: Buffer) => void,
  signal?: AbortSignal,
): Promise<StoredFile> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const target = createWriteStream(join(folder, name), { flags: 'wx', mode: 0o600 });
  const closed = new Promise<void>((resolve) => target.once('close', resolve));
  await pipeline(
    source,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        onChunk(chunk);
        hash.update(chunk);
        sizeBytes += chunk.length;
        yield chunk;
      }
    },
    target,
    ...(signal === undefined ? [] : [{ signal }]),
  ).finally(() => closed);
  return { name, sizeBytes, sha256: hash.digest('hex') };
}

/**
 * What makes two uploads the same: the SHA-256 of the file or, of several, of the lines `<sha256>  <name>\n` in the
 * order of their names, as `sha256sum` writes them.
 */
export function contentHash(files: readonly StoredFile[]): string {
  const [only] = files;
  if (files.length === 1 && only !== undefined) return only.sha256;
  const lines = inOrder(files).map(({ sha256, name }) => `${sha256}  ${name}\n`);
  return createHash('sha256').update(lines.join('')).digest('hex');
}

/** By name; code units, so that the order is the same everywhere. */
export function inOrder(files: readonly StoredFile[]): StoredFile[] {
  return [...files].sort((a, b) => (a.name < b.name ? -1 : 1));
}

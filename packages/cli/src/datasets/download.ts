import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { CommandError } from '../failures.ts';
import { type Patience, RefusedError, request } from './request.ts';

/** What became of a file that was to be downloaded. */
export type DownloadOutcome = 'downloaded' | 'already there';

/**
 * Downloads one file. It grows under the name `<path>.part` and gets its own name only when it is whole and its
 * checksum is right, so that a file which is there can be trusted. A part that a broken run left is resumed, if the
 * server still has the same file (RFC 9110, `Range` with `If-Range`).
 *
 * @param sha256 - lower-case hex, or `null` where the publisher gives none
 * @param onBytes - called with the length of each piece that arrives
 * @throws CommandError when the server refuses, the connection fails for good, or the checksum is wrong
 */
export async function download(
  url: string,
  path: string,
  sha256: string | null,
  onBytes: (length: number) => void,
  patience: Patience,
): Promise<DownloadOutcome> {
  if (await isThere(path, sha256)) return 'already there';
  await mkdir(dirname(path), { recursive: true });

  const part = `${path}.part`;
  const resumed = (await sizeOf(part)) > 0;
  await fetchInto(part, url, onBytes, patience);
  if (sha256 !== null && (await sha256OfFile(part)) !== sha256) {
    await removePart(part);
    // A part from an earlier run may have been of another edition of the file. Once more, from its first byte.
    if (resumed) return download(url, path, sha256, onBytes, patience);
    throw new CommandError(
      `${url} does not have the checksum that its publisher gives: it was damaged on the way or changed. It was not kept.`,
    );
  }
  await rename(part, path);
  await rm(tagOf(part), { force: true });
  return 'downloaded';
}

async function isThere(path: string, sha256: string | null): Promise<boolean> {
  const size = await sizeOf(path);
  if (size < 0) return false;
  return sha256 === null || (await sha256OfFile(path)) === sha256;
}

async function fetchInto(
  part: string,
  url: string,
  onBytes: (length: number) => void,
  patience: Patience,
): Promise<void> {
  let whole = false;
  while (!whole) {
    whole = await request(
      url,
      () => rangeHeaders(part),
      (response, heard) => append(response, part, heard, onBytes),
      patience,
    );
  }
}

/** Asks for the rest of a part, on the condition that the file is still the one that the part was taken from. */
async function rangeHeaders(part: string): Promise<Record<string, string>> {
  const size = await sizeOf(part);
  const tag = await readFile(tagOf(part), 'utf8').catch(() => '');
  if (size <= 0 || tag === '') return {};
  return { range: `bytes=${size}-`, 'if-range': tag };
}

/** @returns whether the file is whole now; `false` asks for it again from its first byte */
async function append(
  response: Response,
  part: string,
  heard: () => void,
  onBytes: (length: number) => void,
): Promise<boolean> {
  const size = await sizeOf(part);
  const continues =
    response.status === 206 && response.headers.get('content-range')?.startsWith(`bytes ${size}-`);
  if (!continues && response.status !== 200) {
    await response.body?.cancel();
    if (size <= 0) throw new RefusedError(response.url, response.status);
    // The range does not fit what the server has (416), or another one came than was asked for.
    await removePart(part);
    return false;
  }
  await writeFile(tagOf(part), strongTag(response) ?? '');
  const file = await open(part, continues ? 'a' : 'w');
  try {
    for await (const piece of response.body ?? []) {
      heard();
      await file.write(piece);
      onBytes(piece.length);
    }
  } finally {
    await file.close();
  }
  return true;
}

/** What `If-Range` may carry: a strong ETag, or else the date of the last change. */
function strongTag(response: Response): string | null {
  const tag = response.headers.get('etag');
  return tag !== null && !tag.startsWith('W/') ? tag : response.headers.get('last-modified');
}

function tagOf(part: string): string {
  return `${part}.tag`;
}

async function removePart(part: string): Promise<void> {
  await rm(part, { force: true });
  await rm(tagOf(part), { force: true });
}

/** @returns bytes, or -1 where there is no such file */
async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    (found) => found.size,
    () => -1,
  );
}

async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

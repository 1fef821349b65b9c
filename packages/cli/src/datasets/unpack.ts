import { mkdir, open, rename, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Unzip, UnzipInflate } from 'fflate';
import { CommandError } from '../failures.ts';

/**
 * The challenge's archive: wherever in it they lie, the MAT files of a folder `data` and of a folder `ref`. Only
 * their plain names are used, so no name in the archive can lead anywhere else.
 */
const MEMBER = /(?:^|\/)(data|ref)\/([A-Za-z0-9_-]+\.mat)$/;

/** A record of the challenge takes 40 kB; no file of it may grow far beyond that. */
const MAX_MEMBER_BYTES = 16_000_000;

const PIECE_BYTES = 1 << 18;

/**
 * Unpacks the challenge's archive into `data/` and `ref/` of a folder, piece by piece.
 *
 * @returns how many files were written
 * @throws CommandError when it is no ZIP archive, is damaged or cut off, or holds no records
 */
export async function unpackChallenge(archive: string, directory: string): Promise<number> {
  await requireWholeZip(archive);
  const finished: { path: string; bytes: Uint8Array }[] = [];
  let failure: string | null = null;

  const unzip = new Unzip((member) => {
    const [, folder, name] = MEMBER.exec(member.name) ?? [];
    if (folder === undefined || name === undefined) return;
    const pieces: Uint8Array[] = [];
    let length = 0;
    member.ondata = (error, piece, final) => {
      length += piece?.length ?? 0;
      if (error) failure ??= `${member.name}: ${error.message}`;
      else if (length > MAX_MEMBER_BYTES) failure ??= `${member.name} is far too large for a record`;
      if (failure !== null) return;
      pieces.push(piece);
      if (final) finished.push({ path: join(folder, name), bytes: Buffer.concat(pieces) });
    };
    member.start();
  });
  unzip.register(UnzipInflate);

  await mkdir(join(directory, 'data'), { recursive: true });
  await mkdir(join(directory, 'ref'), { recursive: true });
  let written = 0;
  const file = await open(archive);
  try {
    const piece = new Uint8Array(PIECE_BYTES);
    for (let atEnd = false; !atEnd && failure === null; ) {
      const { bytesRead } = await file.read(piece);
      atEnd = bytesRead === 0;
      const thrown = push(unzip, piece.slice(0, bytesRead), atEnd);
      failure ??= thrown;
      for (const { path, bytes } of finished.splice(0)) {
        await writeFile(join(directory, `${path}.part`), bytes);
        await rename(join(directory, `${path}.part`), join(directory, path));
        written++;
      }
    }
  } finally {
    await file.close();
  }
  if (failure !== null)
    throw new CommandError(`${archive} is damaged (${failure}): delete it and pull again.`);
  if (written === 0)
    throw new CommandError(`${archive} holds no data/*.mat and ref/*.mat: it is another archive.`);
  return written;
}

/** fflate throws what it cannot read from `push`. */
function push(unzip: Unzip, piece: Uint8Array, final: boolean): string | null {
  try {
    unzip.push(piece, final);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Looks at both ends of the file: PKWARE APPNOTE 4.3.7 (local file header) and 4.3.16 (end of central directory). */
async function requireWholeZip(archive: string): Promise<void> {
  const { size } = await stat(archive);
  const file = await open(archive);
  try {
    const head = Buffer.alloc(4);
    await file.read(head, 0, 4, 0);
    if (head.toString('latin1') === 'Rar!') {
      throw new CommandError(
        `${archive} is a RAR archive: unpack it with another program, so that data/ and ref/ lie beside it.`,
      );
    }
    if (head.toString('latin1') !== 'PK\u0003\u0004') {
      throw new CommandError(
        `${archive} is not a ZIP archive: delete ${basename(archive)} and try another address.`,
      );
    }
    const tail = Buffer.alloc(Math.min(size, 22 + 0xffff));
    await file.read(tail, 0, tail.length, size - tail.length);
    if (tail.lastIndexOf('PK\u0005\u0006', undefined, 'latin1') < 0) {
      throw new CommandError(`${archive} is cut off: delete it and pull again.`);
    }
  } finally {
    await file.close();
  }
}

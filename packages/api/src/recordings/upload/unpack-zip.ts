/** A zip file with the files of one record, unpacked from disk to disk. */
import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import type { StoredFile } from '../../database/schema.ts';
import { Problem } from '../../http/problem.ts';
import { nameKey, quoted, refused, requirePlainName } from './file-name.ts';
import { type Allowance, writeFile } from './write-file.ts';

/** An ordinary archive, and one without entries. */
const SIGNATURES = ['PK\x03\x04', 'PK\x05\x06'];

const UNIX = 3;
const FILE_TYPE = 0o170000;
const ORDINARY_FILE = 0o100000;

/** Of all entries; folders and what macOS adds are entries too. */
const MOST_ENTRIES = 1000;

/** Whether a file is a zip, by what it holds and not by its name. */
export async function isZip(path: string): Promise<boolean> {
  const handle = await open(path);
  try {
    const { buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return SIGNATURES.includes(buffer.toString('latin1'));
  } finally {
    await handle.close();
  }
}

/**
 * @param path - of the zip
 * @param folder - an empty one, for the files
 * @param allowance - for what comes out; it is counted while it does, whatever the zip says
 * @throws Problem 422 for a zip that is damaged, encrypted, or holds anything but the files of one folder
 */
export async function unpackZip(
  path: string,
  folder: string,
  { allowance, maxFiles }: { allowance: Allowance; maxFiles: number },
): Promise<StoredFile[]> {
  const zip = await openPromise(path, { strictFileNames: true, autoClose: false }).catch(damaged);
  try {
    const entries = await filesOf(zip, maxFiles);
    const files: StoredFile[] = [];
    for (const { name, entry } of entries) files.push(await unpack(zip, entry, { folder, name, allowance }));
    return files;
  } finally {
    zip.close();
  }
}

interface NamedEntry {
  readonly name: string;
  readonly entry: Entry;
}

/** All is looked at before anything is written. */
async function filesOf(zip: ZipFile, maxFiles: number): Promise<NamedEntry[]> {
  if (zip.entryCount > MOST_ENTRIES) {
    throw refused(`The zip has ${zip.entryCount} entries; a record has at most ${maxFiles} files.`);
  }
  const found: NamedEntry[] = [];
  const folders = new Set<string>();
  const keys = new Set<string>();
  for await (const entry of entriesOf(zip)) {
    const parts = entry.fileName.split('/');
    const name = parts.pop() ?? '';
    // Folders end with a slash; macOS adds a shadow of every file.
    if (name === '' || name === '.DS_Store' || parts[0] === '__MACOSX') continue;
    requireOrdinary(entry);
    requirePlainName(name);
    if (keys.has(nameKey(name))) throw refused(`The zip has two files of the name ${quoted(name)}.`);
    keys.add(nameKey(name));
    folders.add(parts.join('/'));
    found.push({ name, entry });
    if (found.length > maxFiles) {
      throw refused(`The zip has more than ${maxFiles} files; a record has at most that many.`);
    }
  }
  if (found.length === 0) throw refused('The zip holds no file.');
  if (folders.size > 1) {
    throw refused(
      'The zip has files in several folders; put the files of one record into one, and nothing else.',
    );
  }
  return found;
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  const entries = zip.eachEntry();
  while (true) {
    const next = await entries.next().catch(damaged);
    if (next.done === true) return;
    yield next.value;
  }
}

function requireOrdinary(entry: Entry): void {
  const shown = quoted(entry.fileName);
  if (entry.isEncrypted())
    throw refused(`The file ${shown} in the zip is encrypted; send it without a password.`);
  if (!entry.canDecodeFileData()) {
    throw refused(
      `The file ${shown} in the zip is packed in a way that is not read; use plain zip (deflate).`,
    );
  }
  const madeBy = entry.versionMadeBy >> 8;
  const type = (entry.externalFileAttributes >>> 16) & FILE_TYPE;
  if (madeBy === UNIX && type !== 0 && type !== ORDINARY_FILE) {
    throw refused(`${shown} in the zip is a link or a device, not a file.`);
  }
}

async function unpack(
  zip: ZipFile,
  entry: Entry,
  { folder, name, allowance }: { folder: string; name: string; allowance: Allowance },
): Promise<StoredFile> {
  let checksum = 0;
  const source = await zip.openReadStreamPromise(entry).catch(damaged);
  const file = await writeFile(source, folder, name, (chunk) => {
    allowance.take(chunk.length);
    checksum = crc32(chunk, checksum);
  }).catch(damaged);
  // yauzl compares the sizes, not the checksum.
  if (checksum !== entry.crc32)
    throw refused(`The zip is damaged: the checksum of ${quoted(name)} is wrong.`);
  return file;
}

/** What yauzl and zlib say about a zip, as a refusal; a full disk or our own refusal stays what it is. */
function damaged(error: unknown): never {
  if (error instanceof Problem || !(error instanceof Error) || 'syscall' in error) throw error;
  throw refused(`The zip cannot be read: ${quoted(error.message)}.`);
}

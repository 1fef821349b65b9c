/**
 * Recordings in the file system: the one place of the core's reading that knows Node.
 */
import type { FileHandle } from 'node:fs/promises';
import { open, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { FileMissingError, FormatUnsupportedError } from '../errors.ts';
import type { ByteSource, FileSet, OpenOptions } from '../formats/byte-source.ts';
import { openRecording } from '../formats/open-recording.ts';
import type { RecordingReader } from '../recording/recording.ts';

/** A recording whose files are open; close it when it is no longer read. */
export interface OpenFile {
  readonly reader: RecordingReader;
  /** Names of the files that belong to it, all in one folder; the one to open it by first. */
  readonly files: readonly string[];
  close(): Promise<void>;
}

/**
 * Opens the recording that a path names: a file of any format, a WFDB record by its name without an ending, or by any
 * of its files.
 *
 * @throws FileMissingError, FormatUnsupportedError, and what the format's reader throws
 */
export async function openFile(path: string, options: OpenOptions = {}): Promise<OpenFile> {
  const folder = dirname(path);
  const files = await openFolder(folder);
  try {
    const name = await mainFile(path, files);
    const source = await files.open(name);
    if (source === null) throw new FileMissingError(path);
    const reader = await openRecording(source, files, options);
    return { reader, files: [...new Set([name, ...files.names()])], close: files.close };
  } catch (error) {
    await files.close();
    throw error;
  }
}

/** One file as a source of bytes, read by `use`, which may open others beside it; all are closed after it. */
export async function withFile<T>(
  path: string,
  use: (source: ByteSource, files: FileSet) => Promise<T>,
): Promise<T> {
  const files = await openFolder(dirname(path));
  try {
    const source = await files.open(basename(path));
    if (source === null) throw new FileMissingError(path);
    return await use(source, files);
  } finally {
    await files.close();
  }
}

/** The file to begin with: the header where the path names another file of a WFDB record. */
async function mainFile(path: string, files: FileSet): Promise<string> {
  const name = basename(path);
  const header = `${name}.hea`;
  const entry = await stat(path).catch(() => null);
  if (entry === null) return (await files.open(header)) === null ? name : header;
  if (entry.isDirectory()) {
    throw new FormatUnsupportedError(path, 'it is a folder; name the recordings in it.');
  }
  const stemHeader = `${basename(name, extname(name))}.hea`;
  const isOfHeader = !['.mat', '.edf', '.bdf', '.csv', '.tsv', '.txt', '.json'].includes(
    extname(name).toLowerCase(),
  );
  return isOfHeader && (await files.open(stemHeader)) !== null ? stemHeader : name;
}

interface OpenFolder extends FileSet {
  /** Of the files that were opened. */
  names(): string[];
  close(): Promise<void>;
}

async function openFolder(folder: string): Promise<OpenFolder> {
  const handles: FileHandle[] = [];
  const sources = new Map<string, ByteSource>();
  return {
    async open(name) {
      const known = sources.get(name);
      if (known !== undefined) return known;
      const path = join(folder, name);
      const entry = await stat(path).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT' || error.code === 'ENOTDIR' || error.code === 'ENAMETOOLONG') return null;
        throw error;
      });
      if (entry === null) return null;
      // A pipe or device has no size, and even opening one could wait for ever.
      if (!entry.isFile()) throw new FormatUnsupportedError(path, 'it is not an ordinary file.');
      const handle = await open(path);
      handles.push(handle);
      const source: ByteSource = {
        name,
        size: entry.size,
        async read(offset, length) {
          const bytes = new Uint8Array(Math.max(0, Math.min(length, entry.size - offset)));
          const { bytesRead } = await handle.read(bytes, 0, bytes.length, offset);
          return bytes.subarray(0, bytesRead);
        },
      };
      sources.set(name, source);
      return source;
    },
    names: () => [...sources.keys()],
    async close() {
      await Promise.all(handles.map((handle) => handle.close()));
    },
  };
}

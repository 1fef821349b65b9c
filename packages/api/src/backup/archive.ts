/**
 * The file of a backup: a tar archive of which each entry carries its SHA-256, and the last one, the manifest, a
 * SHA-256 over all of them. An archive that broke off has no manifest.
 */
import { createHash, type Hash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { link, open, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { extract, pack } from 'tar-stream';
import { syncFolder } from '../config/private-file.ts';
import { BackupError } from './backup-error.ts';
import { MANIFEST, Manifest } from './manifest.ts';

/** POSIX's tar takes extended headers of any vendor. */
const CHECKSUM = 'SINODE.sha256';

interface EntryFacts {
  readonly name: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

export interface ArchiveWriter {
  add(entry: EntryFacts, content: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<void>;
  addBytes(name: string, bytes: Buffer): Promise<void>;
  /** Writes the manifest; the archive has its name, and survives a power cut, once this resolves. */
  finish(manifest: Omit<Manifest, 'sha256'>): Promise<void>;
  /** Throws away what was written, unless it was finished. */
  discard(): Promise<void>;
}

/** @throws BackupError where there is something of this name already, or it cannot be written there */
export async function writeArchive(path: string): Promise<ArchiveWriter> {
  if ((await stat(path).catch(() => null)) !== null) {
    throw new BackupError(`${path} is there already: choose another name, or a folder.`);
  }
  const unfinished = `${path}.part-${randomBytes(4).toString('hex')}`;
  // Hashes of passwords and signals of people: nobody else reads it.
  const handle = await open(unfinished, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new BackupError(`${path} cannot be written (${error.code}).`);
  });
  const tar = pack();
  const file = createWriteStream(unfinished, { fd: handle.fd, autoClose: false });
  const written = pipeline(tar as unknown as Readable, file).catch((error: NodeJS.ErrnoException) => {
    throw new BackupError(`${path} cannot be written (${error.code ?? error.message}).`);
  });
  // Waited for below; until then a failure is noticed by whoever adds something.
  const failed = written.then(() => new Promise<never>(() => {}));
  failed.catch(() => {});
  const all = createHash('sha256');

  async function put(
    { name, sizeBytes, sha256 }: EntryFacts,
    content: AsyncIterable<Buffer> | Iterable<Buffer>,
  ): Promise<void> {
    const header = {
      name,
      size: sizeBytes,
      mode: 0o600,
      mtime: new Date(),
      pax: { [CHECKSUM]: sha256 },
    };
    let sink: Writable | undefined;
    const ended = new Promise<void>((resolve, reject) => {
      // The streams of the package do as Node's do, and have types of their own.
      sink = tar.entry(header, (error) => (error ? reject(error) : resolve())) as unknown as Writable;
      // While nothing waits for it, a full disk would end the process. `ended` has the error.
      sink.on('error', () => {});
    });
    const filled = (async () => {
      for await (const chunk of content) {
        if (sink?.write(chunk) === false) await once(sink, 'drain');
      }
      sink?.end();
      await ended;
    })();
    ended.catch(() => {});
    await Promise.race([filled, failed]);
  }

  async function add(entry: EntryFacts, content: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<void> {
    all.update(lineOf(entry));
    await put(entry, content);
  }

  return {
    add,
    async addBytes(name, bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      await add({ name, sizeBytes: bytes.length, sha256 }, [bytes]);
    },
    async finish(manifest) {
      const text = JSON.stringify({ ...manifest, sha256: all.digest('hex') } satisfies Manifest, null, 2);
      const bytes = Buffer.from(`${text}\n`);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      await put({ name: MANIFEST, sizeBytes: bytes.length, sha256 }, [bytes]);
      tar.finalize();
      await written;
      await handle.sync();
      await handle.close();
      // Unlike a renaming, a link does not replace what somebody put there meanwhile.
      await link(unfinished, path).catch((error: NodeJS.ErrnoException) => {
        throw new BackupError(`${path} cannot be written (${error.code}).`);
      });
      await rm(unfinished);
      await syncFolder(dirname(path));
    },
    async discard() {
      tar.destroy();
      await written.catch(() => {});
      await handle.close().catch(() => {});
      await rm(unfinished, { force: true });
    },
  };
}

function lineOf({ name, sha256 }: EntryFacts): string {
  return `${sha256}  ${name}\n`;
}

export interface ArchiveEntry {
  readonly name: string;
  /** To be read to its end before the next entry. */
  readonly content: AsyncIterable<Buffer>;
}

/** @throws BackupError where it is no archive, or breaks off */
export async function* readArchive(
  path: string,
  onBytes: (count: number) => void = () => {},
): AsyncGenerator<ArchiveEntry & { readonly claimedSha256: string }> {
  const tar = extract();
  const source = createReadStream(path);
  source.on('data', (chunk) => onBytes(chunk.length));
  const reading = pipeline(source, tar as unknown as Writable);
  reading.catch(() => {});
  try {
    for await (const entry of tar) {
      const { name, pax } = entry.header;
      const claimedSha256 = (pax as Record<string, string> | null)?.[CHECKSUM] ?? '';
      yield { name, content: chunksOf(entry as unknown as AsyncIterable<Buffer>), claimedSha256 };
    }
    await reading;
  } catch (error) {
    throw inWords(path, error);
  } finally {
    source.destroy();
  }
}

/** As chunks only: Node's `pipeline` would take a stream of the package for one of its own, which ends what it is piped to. */
async function* chunksOf(entry: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield* entry;
}

function inWords(path: string, error: unknown): unknown {
  if (error instanceof BackupError || !(error instanceof Error)) return error;
  if ('code' in error && error.code === 'ENOENT') return new BackupError(`${path} is not there.`);
  // What the reader of tar archives says, and what a stream says that ended too early.
  const isAboutTar = /tar|unexpected end|premature|invalid|EISDIR/i.test(error.message);
  return isAboutTar
    ? new BackupError(`${path} is no backup of Sinode, or is damaged: ${error.message.replace(/[.?]$/, '')}.`)
    : error;
}

/**
 * Reads all of an archive and compares every checksum.
 *
 * @throws BackupError that says what is wrong
 */
export async function verifyArchive(path: string, onBytes?: (count: number) => void): Promise<Manifest> {
  try {
    return await verify(path, onBytes);
  } catch (error) {
    throw inWords(path, error);
  }
}

async function verify(path: string, onBytes?: (count: number) => void): Promise<Manifest> {
  const all = createHash('sha256');
  let manifest: Manifest | null = null;
  for await (const { name, content, claimedSha256 } of readArchive(path, onBytes)) {
    if (manifest !== null) throw new BackupError(`${path} is damaged: something comes after its manifest.`);
    const hash = createHash('sha256');
    const text = await hashed(content, hash, name === MANIFEST);
    const sha256 = hash.digest('hex');
    if (sha256 !== claimedSha256) {
      throw new BackupError(`${path} is damaged: ${name} in it is not what was put there.`);
    }
    if (name === MANIFEST) manifest = parseManifest(path, text);
    else all.update(lineOf({ name, sizeBytes: 0, sha256 }));
  }
  if (manifest === null) throw new BackupError(`${path} is no whole backup: it has no manifest at its end.`);
  if (manifest.sha256 !== all.digest('hex')) {
    throw new BackupError(`${path} is damaged: it does not hold all that was put there.`);
  }
  return manifest;
}

/** A manifest names what was deleted while it was made, and is small. */
const LONGEST_MANIFEST = 64_000_000;

async function hashed(content: AsyncIterable<Buffer>, hash: Hash, keep: boolean): Promise<string> {
  const kept: Buffer[] = [];
  let length = 0;
  for await (const chunk of content) {
    hash.update(chunk);
    length += chunk.length;
    if (keep && length <= LONGEST_MANIFEST) kept.push(chunk);
  }
  return Buffer.concat(kept).toString('utf8');
}

function parseManifest(path: string, text: string): Manifest {
  let content: unknown = null;
  try {
    content = JSON.parse(text);
  } catch {
    // Said below.
  }
  const { data, error } = Manifest.safeParse(content);
  if (data === undefined) {
    const [issue] = error.issues;
    const where = issue?.path.join('.');
    throw new BackupError(
      `${path} cannot be read by this version of Sinode: ${where} in its manifest ${issue?.message}.`,
    );
  }
  return data;
}

/**
 * Where bytes come from: a file on disk, a dropped file in a browser, a buffer. Readers ask for the ranges they
 * need, so a file is never in memory as a whole.
 */
export interface ByteSource {
  /** The file's own name, without folders; used in messages and to find the files that belong to it. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /**
   * @param offset - 0 ≤ offset ≤ size
   * @returns the bytes from `offset`, `length` of them or as many as there are before the end
   */
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** The files that stand beside the opened one: a WFDB header names its signal files. */
export interface FileSet {
  /** @returns the file of that plain name (no folders), or `null` where there is none */
  open(name: string): Promise<ByteSource | null>;
}

/** What a person has to tell where a file does not. */
export interface OpenOptions {
  /** Hz; for MATLAB, CSV and JSON, where it wins over what the file says. WFDB and EDF always carry their own. */
  readonly samplingRate?: number;
}

/** Bytes that are already in memory. */
export function bytesSource(name: string, bytes: Uint8Array): ByteSource {
  return {
    name,
    size: bytes.length,
    read: async (offset, length) => bytes.subarray(offset, offset + length),
  };
}

/** A `Blob` or `File` of a browser (Node has them too). */
export function blobSource(name: string, blob: Blob): ByteSource {
  return {
    name,
    size: blob.size,
    read: async (offset, length) => new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer()),
  };
}

/** A set of files given by hand: dropped ones in a browser, or fixtures in a test. */
export function fileSet(sources: readonly ByteSource[]): FileSet {
  const byName = new Map(sources.map((source) => [source.name, source]));
  return { open: async (name) => byName.get(name) ?? null };
}

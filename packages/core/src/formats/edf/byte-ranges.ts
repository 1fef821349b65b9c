/**
 * Reading a range of a file that must be there.
 */
import { FileCorruptError } from '../../errors.ts';
import type { ByteSource } from '../byte-source.ts';

/** The most that is asked of a source at once: long enough to be quick, short enough not to count in memory. */
export const CHUNK_BYTES = 2 * 1024 * 1024;

/**
 * @param offset - bytes; `offset + length` is at most the size of the source
 * @returns exactly `length` bytes
 * @throws FileCorruptError when the source gives fewer, because the file was cut since it was opened
 */
export async function readExactly(source: ByteSource, offset: number, length: number): Promise<Uint8Array> {
  const bytes = await source.read(offset, length);
  if (bytes.length !== length) {
    throw new FileCorruptError(
      source.name,
      `byte ${offset}`,
      `${length} bytes were expected and ${bytes.length} could be read; was the file cut meanwhile?`,
    );
  }
  return bytes;
}

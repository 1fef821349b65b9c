import type { FileHandle } from 'node:fs/promises';

/** Writes every byte at the end of a file; a single `write` may take less than it is given. */
export async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    written += (await file.write(bytes, written)).bytesWritten;
  }
}

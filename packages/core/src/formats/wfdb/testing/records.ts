/** Records made by hand for the tests of this folder. */
import type { RecordingReader } from '../../../recording/recording.ts';
import { type ByteSource, bytesSource, fileSet } from '../../byte-source.ts';
import { openWfdb } from '../open-wfdb.ts';

type Contents = string | readonly number[] | Uint8Array;

export function toBytes(contents: Contents): Uint8Array {
  return typeof contents === 'string' ? new TextEncoder().encode(contents) : Uint8Array.from(contents);
}

/** Opens `r.hea` with the given text among the given files. */
export async function openText(
  header: Contents,
  files: Readonly<Record<string, Contents>> = {},
): Promise<RecordingReader> {
  const sources = Object.entries({ 'r.hea': header, ...files }).map(([name, contents]) =>
    bytesSource(name, toBytes(contents)),
  );
  return openWfdb(sources[0], fileSet(sources));
}

/** The whole of one lead, as plain numbers. */
export async function wholeLead(reader: RecordingReader, lead = 0): Promise<number[]> {
  return Array.from(await reader.read(lead, 0, reader.sampleCount));
}

/** A source that counts the bytes it hands out. */
export function countingSource(name: string, bytes: Uint8Array): ByteSource & { bytesRead: number } {
  return {
    name,
    size: bytes.length,
    bytesRead: 0,
    async read(offset, length) {
      const piece = bytes.slice(offset, offset + length);
      this.bytesRead += piece.length;
      return piece;
    },
  };
}

/** A lead's trace on disk, open for reading. */
import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  type ByteSource,
  EcgError,
  type Envelope,
  type EnvelopeQuery,
  readEnvelope,
  readTrace,
  readTraceHeader,
} from '@sinode/core';

export interface Trace {
  /** Minimum and maximum of each column, as `readEnvelope` of the core has them. */
  envelope(query: EnvelopeQuery): Promise<Envelope>;
  /** Samples `start` to before `end` in mV; NaN in a gap. */
  read(start: number, end: number): Promise<Float32Array>;
}

export interface OpenTrace {
  readonly trace: Trace;
  close(): Promise<void>;
}

/** @returns null where there is none, or none that is whole: it has to be made again */
export async function openTraceFile(path: string): Promise<OpenTrace | null> {
  const handle = await open(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (handle === null) return null;
  try {
    const source = sourceOf(handle, basename(path), (await handle.stat()).size);
    const header = await readTraceHeader(source);
    return {
      trace: {
        envelope: (query) => readEnvelope(source, header, query),
        read: (start, end) => readTrace(source, header, start, end),
      },
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    if (error instanceof EcgError) return null;
    throw error;
  }
}

function sourceOf(handle: FileHandle, name: string, size: number): ByteSource {
  return {
    name,
    size,
    async read(offset, length) {
      const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, offset);
      return bytes.subarray(0, bytesRead);
    },
  };
}

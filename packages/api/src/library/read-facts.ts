/** What is stored of a recording of the library. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Engine } from '@sinode/engine';
import type { StoredFile } from '../database/schema.ts';
import type { RecordingRow } from '../recordings/find-recording.ts';
import { contentHash } from '../recordings/upload/write-file.ts';

export type RecordingFacts = Pick<
  RecordingRow,
  | 'format'
  | 'samplingRate'
  | 'sampleCount'
  | 'durationSeconds'
  | 'startTime'
  | 'leads'
  | 'warnings'
  | 'files'
  | 'mainFile'
  | 'sha256'
  | 'sizeBytes'
>;

/**
 * Reads a recording once from end to end, in a worker thread.
 *
 * @throws TaskError when it cannot be read, an error of the system, EngineBusyError
 */
export async function readFacts(
  engine: Pick<Engine, 'inspect'>,
  path: string,
  signal: AbortSignal,
): Promise<RecordingFacts> {
  const { files: names, ...facts } = await engine.inspect({ file: path }, { priority: 'background', signal });
  const files: StoredFile[] = [];
  for (const name of names) files.push(await fileFacts(join(dirname(path), name), name, signal));
  return {
    ...facts,
    files,
    mainFile: names[0] ?? '',
    sha256: contentHash(files),
    sizeBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  };
}

async function fileFacts(path: string, name: string, signal: AbortSignal): Promise<StoredFile> {
  const { size } = await stat(path);
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash, { signal });
  return { name, sizeBytes: size, sha256: hash.digest('hex') };
}

/**
 * Size and time of files, to see that they have changed.
 *
 * @returns `null` when one of them is not there
 */
export async function stampOf(folder: string, names: readonly string[]): Promise<string | null> {
  const stamps = await Promise.all(
    names.map(async (name) => {
      const { size, mtimeMs } = await stat(join(folder, name));
      return `${size}:${mtimeMs}`;
    }),
  ).catch(() => null);
  return stamps?.join(' ') ?? null;
}

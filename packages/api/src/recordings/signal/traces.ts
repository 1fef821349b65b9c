/**
 * Traces: what a viewer reads of a recording, made once from its files and made again when they are lost. Nothing in
 * them is kept for its own sake: they may be deleted at any time.
 */
import { createHash, randomUUID } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Engine, traceFileName } from '@sinode/engine';
import { type RecordingPlaces, type RecordingRow, recordingFile } from '../find-recording.ts';
import { diskTime, lastChange, makeFolder, namesIn, trimFolder, UNFINISHED } from '../storage/folders.ts';
import { type CheckedFacts, checkedFacts } from './checked-facts.ts';
import { createOpenPool } from './open-pool.ts';
import { type OpenTrace, openTraceFile, type Trace } from './trace-file.ts';

/** Files that stay open for the next request. */
const MOST_OPEN = 64;

export interface TraceOptions {
  readonly engine: Pick<Engine, 'prepare'>;
  readonly places: RecordingPlaces;
  readonly dataDir: string;
}

type Stamped = Pick<RecordingRow, 'id' | 'libraryStamp'>;

interface TraceFolder {
  readonly name: string;
  /** Of the recording. */
  readonly id: string;
}

export interface Traces {
  /**
   * Checks an upload, and makes its traces on the way.
   *
   * @throws TaskError with the core's code for a recording that cannot be read
   */
  prepareUpload(
    id: string,
    upload: { folder: string; file: string; samplingRate: number | null },
  ): Promise<CheckedFacts>;
  /** Reads a lead's trace, which is made first where it is missing. */
  use<R>(row: RecordingRow, lead: number, task: (trace: Trace) => Promise<R>): Promise<R>;
  remove(ids: readonly string[]): Promise<void>;
  close(): Promise<void>;

  /** The folder that a recording's traces are in: for one of the library another whenever its file changed. */
  folderName(row: Stamped): string;
  /** Folders that nothing was added to for so long. */
  foldersUnchangedFor(milliseconds: number): AsyncIterable<TraceFolder>;
  removeFolder(name: string): Promise<void>;
  /** Throws away those that were made longest ago until the rest has at most so many bytes. */
  trim(maxBytes: number): Promise<void>;
}

export function createTraces({ engine, places, dataDir }: TraceOptions): Traces {
  const root = join(dataDir, 'traces');
  const making = new Map<string, Promise<unknown>>();
  const pool = createOpenPool(MOST_OPEN, (trace: OpenTrace) => trace.close());

  /** Fills a folder of its own and renames it, so that a folder with its final name is whole. */
  async function make(
    name: string,
    file: { folder: string; file: string; samplingRate: number | null },
  ): Promise<CheckedFacts> {
    const unfinished = join(root, `${name}${UNFINISHED}${randomUUID()}`);
    try {
      await makeFolder(unfinished);
      const facts = checkedFacts(await engine.prepare({ ...file, traceFolder: unfinished }));
      await rename(unfinished, join(root, name)).catch(async (error: NodeJS.ErrnoException) => {
        // Another process was faster, with the same.
        if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
      });
      return facts;
    } finally {
      await rm(unfinished, { recursive: true, force: true });
    }
  }

  /** Makes a recording's traces, once for all who ask meanwhile. */
  function makeOnce(row: RecordingRow): Promise<unknown> {
    const name = folderName(row);
    const known = making.get(name);
    if (known !== undefined) return known;
    const made = (async () => {
      const path = await recordingFile(row, places);
      await make(name, { folder: dirname(path), file: basename(path), samplingRate: row.givenSamplingRate });
    })().finally(() => making.delete(name));
    making.set(name, made);
    return made;
  }

  async function removeFolder(name: string): Promise<void> {
    for (const key of pool.keys()) if (key.startsWith(`${name}/`)) pool.drop(key);
    await rm(join(root, name), { recursive: true, force: true });
  }

  return {
    prepareUpload: make,
    async use(row, lead, task) {
      const path = join(root, folderName(row), traceFileName(lead));
      const open = async () => {
        const opened = await openTraceFile(path);
        if (opened !== null) return opened;
        await removeFolder(folderName(row));
        await makeOnce(row);
        const made = await openTraceFile(path);
        if (made === null) throw new Error('a trace that was just made cannot be read');
        return made;
      };
      return pool.use(`${folderName(row)}/${lead}`, open, ({ trace }) => task(trace));
    },
    async remove(ids) {
      const gone = new Set(ids);
      for await (const name of namesIn(root)) if (gone.has(idOf(name))) await removeFolder(name);
    },
    close: () => pool.close(),
    folderName,
    async *foldersUnchangedFor(milliseconds) {
      const time = new Date((await diskTime(dataDir)).getTime() - milliseconds);
      for await (const name of namesIn(root)) {
        if ((await lastChange(join(root, name))) < time) yield { name, id: idOf(name) };
      }
    },
    removeFolder,
    async trim(maxBytes) {
      await trimFolder(root, { maxBytes, usedSince: new Date() });
    },
  };
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/;

/** @returns an id that no recording has for a folder that is not ours */
function idOf(name: string): string {
  return UUID.exec(name)?.[0] ?? NO_RECORDING;
}

const NO_RECORDING = '00000000-0000-0000-0000-000000000000';

function folderName({ id, libraryStamp }: Stamped): string {
  if (libraryStamp === null) return id;
  return `${id}-${createHash('sha256').update(libraryStamp).digest('hex').slice(0, 16)}`;
}

/** One row for each recording of the library, as it is on disk now. */
import { realpath } from 'node:fs/promises';
import { basename, dirname, join, posix } from 'node:path';
import { type Engine, TaskError } from '@sinode/engine';
import { eq, inArray, isNull } from 'drizzle-orm';
import type { FastifyBaseLogger } from 'fastify';
import type { Database } from '../database/connect.ts';
import { recordings } from '../database/schema.ts';
import type { JobHandler } from '../jobs/worker.ts';
import { isSynthetic } from './fill-library.ts';
import { readFacts, stampOf } from './read-facts.ts';
import { type Candidate, walkLibrary } from './walk-library.ts';

type Known = Pick<typeof recordings.$inferSelect, 'id' | 'libraryPath' | 'libraryStamp' | 'files'>;

/** Ids in one statement. */
const DELETE_AT_ONCE = 1000;

/**
 * Makes the handler of the job that looks through the library: what is new is read and gets a row, what has changed gets
 * a new one, what is gone loses its row. A file that cannot be read is counted and left out; it is tried again the next
 * time.
 */
export function createScan({
  db,
  engine,
  libraryDir,
  log,
}: {
  readonly db: Database;
  readonly engine: Pick<Engine, 'inspect'>;
  readonly libraryDir: string;
  readonly log: FastifyBaseLogger;
}): JobHandler {
  return async function scan(_job, { signal, progress, save }) {
    const root = await realpath(libraryDir);
    const { candidates, unreadable, isCut } = await walkLibrary(root, signal);
    if (isCut) log.warn('the library holds more files than are looked at');

    const known = await knownRows(db);
    const synthetic = createSyntheticCheck(root);
    /** Files that belong to a recording by another name: signal files of WFDB records. */
    const claimed = new Set<string>();
    const kept = new Set<string>();
    let refused = 0;
    let added = 0;
    for (const [index, candidate] of candidates.entries()) {
      signal.throwIfAborted();
      progress(index / candidates.length);
      if (claimed.has(candidate.path)) continue;
      const before = known.get(candidate.path);
      const files = before !== undefined && (await isUnchanged(root, before)) ? before.files : null;
      const names = files?.map(({ name }) => name) ?? (await renew(candidate, before));
      if (names === null) refused++;
      else {
        kept.add(candidate.path);
        if (files === null) added++;
        for (const name of names) claimed.add(posix.join(posix.dirname(candidate.path), name));
      }
    }

    // A disk that is not mounted looks like an empty library; people's corrections must not go with it.
    const isAway = candidates.length === 0 && known.size > 0;
    if (isAway) log.warn('the library is empty, though recordings of it are known: nothing is forgotten');
    const mayBeGone = (path: string) =>
      !isAway && !isCut && !unreadable.some((folder) => path.startsWith(`${folder}/`));
    const gone = [...known.values()].filter(({ libraryPath }) => {
      return libraryPath !== null && !kept.has(libraryPath) && mayBeGone(libraryPath);
    });
    for (let start = 0; start < gone.length; start += DELETE_AT_ONCE) {
      const ids = gone.slice(start, start + DELETE_AT_ONCE).map(({ id }) => id);
      await save(async (tx) => void (await tx.delete(recordings).where(inArray(recordings.id, ids))));
    }
    const facts = { recordings: kept.size, added, refused, gone: gone.length, unreadable: unreadable.length };
    log.info(facts, 'library scanned');

    /** @returns names of the files of the recording, or `null` when it cannot be read */
    async function renew({ path, dataSet }: Candidate, old: Known | undefined): Promise<string[] | null> {
      const full = join(root, ...path.split('/'));
      let row: typeof recordings.$inferInsert;
      try {
        const facts = await readFacts(engine, full, signal);
        const names = facts.files.map(({ name }) => name);
        row = {
          ...facts,
          ownerId: null,
          libraryPath: path,
          dataSet,
          libraryStamp: await stampOf(dirname(full), names),
          name: basename(path),
          tags: (await synthetic(dataSet)) ? ['synthetic'] : [],
        };
      } catch (error) {
        signal.throwIfAborted();
        if (!isFilesFault(error)) throw error;
        return null;
      }
      if (!isStorable(row)) return null;
      await save(async (tx) => {
        if (old !== undefined) await tx.delete(recordings).where(eq(recordings.id, old.id));
        await tx.insert(recordings).values(row).onConflictDoNothing({ target: recordings.libraryPath });
      });
      return row.files.map(({ name }) => name);
    }
  };
}

async function knownRows(db: Database): Promise<Map<string, Known>> {
  const rows = await db
    .select({
      id: recordings.id,
      libraryPath: recordings.libraryPath,
      libraryStamp: recordings.libraryStamp,
      files: recordings.files,
    })
    .from(recordings)
    .where(isNull(recordings.ownerId));
  return new Map(rows.map((row) => [row.libraryPath ?? '', row]));
}

async function isUnchanged(root: string, { libraryPath, libraryStamp, files }: Known): Promise<boolean> {
  const folder = dirname(join(root, ...(libraryPath ?? '').split('/')));
  const stamp = await stampOf(
    folder,
    files.map(({ name }) => name),
  );
  return stamp !== null && stamp === libraryStamp;
}

/** Asks each folder once. */
function createSyntheticCheck(root: string): (dataSet: string) => Promise<boolean> {
  const answers = new Map<string, Promise<boolean>>();
  return (dataSet) => {
    const answer = answers.get(dataSet) ?? isSynthetic(join(root, dataSet));
    answers.set(dataSet, answer);
    return answer;
  };
}

/** Postgres keeps no NUL and no half characters; a file that has them in its texts is not worth more. */
function isStorable(row: object): boolean {
  return !/\\u0000|\\ud[89a-f][0-9a-f]{2}/i.test(JSON.stringify(row));
}

function isFilesFault(error: unknown): boolean {
  if (error instanceof TaskError) return error.code !== 'BUG' && error.code !== 'CLOSED';
  return error instanceof Error && 'syscall' in error;
}

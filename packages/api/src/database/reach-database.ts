/** The way to a database for a command: beside a server that runs, or without one. */
import type { Config } from '../config/config.ts';
import { openDataFolder } from '../config/data-folder.ts';
import { createLog } from '../operations/log.ts';
import { isDatabaseAway } from './connect.ts';
import { findRunningPostgres } from './embedded/find-running.ts';
import { startEmbeddedPostgres } from './embedded/start-embedded-postgres.ts';
import { StartError } from './embedded/start-error.ts';

export interface ReachedDatabase {
  /** For `pg`, with the password in it. */
  readonly url: string;
  /** Ends the embedded Postgres where this command started it. */
  close(): Promise<void>;
}

/**
 * @param options.alone - refuses while a server has the data folder. @default false
 * @throws StartError when it cannot be reached
 */
export async function reachDatabase(
  { dataDir, databaseUrl }: Pick<Config, 'dataDir' | 'databaseUrl'>,
  { alone = false }: { readonly alone?: boolean } = {},
): Promise<ReachedDatabase> {
  if (databaseUrl !== null) return { url: databaseUrl, close: async () => {} };
  const folder = await openDataFolder(dataDir);
  try {
    await folder.lock();
  } catch (error) {
    // A server has it: its Postgres takes more than one guest.
    const url = error instanceof StartError && !alone ? await findRunningPostgres(dataDir) : null;
    if (url === null) throw error;
    return { url, close: async () => {} };
  }
  try {
    const log = createLog('warn');
    const postgres = await startEmbeddedPostgres({
      dataDir,
      log: { info: (text) => log.info(text), warn: (text) => log.warn(text) },
    });
    return {
      url: postgres.url,
      async close() {
        await postgres.stop();
        await folder.unlock();
      },
    };
  } catch (error) {
    await folder.unlock();
    throw error;
  }
}

/** Does what needs the database; should it go away in the middle, that is said. */
export async function whileReached<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isDatabaseAway(error) ? inWords(error) : error;
  }
}

/** What a database that was reached and does not answer is to an operator. */
export function inWords(error: unknown): StartError {
  if (error instanceof StartError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new StartError(
    `The database does not answer (${reason}): see DATABASE_URL, or try again in a moment.`,
  );
}

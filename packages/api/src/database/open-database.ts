/** The database that a configuration asks for, brought up to date: the embedded one, or the one it names. */
import type { Logger } from 'pino';
import type { Config } from '../config/config.ts';
import type { Connection } from './connect.ts';
import { startEmbeddedPostgres } from './embedded/start-embedded-postgres.ts';
import { StartError } from './embedded/start-error.ts';

export interface OpenDatabase extends Connection {
  /** Closes the connections, and ends the embedded Postgres. */
  close(): Promise<void>;
}

/**
 * For the embedded one, the data folder must be there and locked.
 *
 * @throws StartError when it cannot be reached
 */
export async function openDatabase(
  { dataDir, databaseUrl }: Pick<Config, 'dataDir' | 'databaseUrl'>,
  log: Logger,
): Promise<OpenDatabase> {
  const onIdleError = (error: Error) => log.warn({ err: error }, 'a connection to the database broke');
  // It takes as long to load as Postgres takes to start.
  const loading = import('./connect.ts');
  if (databaseUrl !== null) {
    const { connect } = await loading;
    const connection = await connect(databaseUrl, onIdleError).catch((error: unknown) => {
      if (error instanceof StartError) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      throw new StartError(`The database that DATABASE_URL names cannot be used: ${reason}`);
    });
    return connection;
  }
  const postgres = await startEmbeddedPostgres({
    dataDir,
    log: { info: (text) => log.info(text), warn: (text) => log.warn(text) },
  });
  try {
    const { connect } = await loading;
    const connection = await connect(postgres.url, onIdleError);
    return {
      ...connection,
      async close() {
        await connection.close();
        await postgres.stop();
      },
    };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

/** The database of a server for the command line: beside a server that runs, or without one. */
import type { Config } from '../config/config.ts';
import { type Connection, connect } from './connect.ts';
import { inWords, reachDatabase } from './reach-database.ts';

/** @throws StartError when the database cannot be reached */
export async function connectFromOutside(
  config: Pick<Config, 'dataDir' | 'databaseUrl'>,
): Promise<Pick<Connection, 'db' | 'close'>> {
  const reached = await reachDatabase(config);
  const { db, ...connection } = await connect(reached.url, () => {}).catch(async (error: unknown) => {
    await reached.close();
    throw inWords(error);
  });
  return {
    db,
    async close() {
      await connection.close();
      await reached.close();
    },
  };
}

/** The accounts for the command line: beside a server that runs, or without one. */
import type { Config } from '../config/config.ts';
import { openDataFolder } from '../config/data-folder.ts';
import { connect } from '../database/connect.ts';
import { findRunningPostgres } from '../database/embedded/find-running.ts';
import { StartError } from '../database/embedded/start-error.ts';
import { type OpenDatabase, openDatabase } from '../database/open-database.ts';
import { createLog } from '../operations/log.ts';
import { createFolderStore } from '../recordings/storage/folder-store.ts';
import { createPasswords } from './passwords.ts';
import { COMMAND_LINE, createUsers, type Users } from './users.ts';

export interface OpenUsers extends Pick<Users, 'list' | 'find'> {
  add(...credentials: Parameters<Users['add']>): ReturnType<Users['add']>;
  setRole(userId: string, role: 'user' | 'admin'): Promise<void>;
  setPassword(userId: string, password: string): Promise<void>;
  /** Deletes an account with its data. */
  remove(userId: string): Promise<void>;
  close(): Promise<void>;
}

type Place = Pick<Config, 'dataDir' | 'databaseUrl'>;

/** @throws StartError when the database cannot be reached */
export async function openUsers(config: Place): Promise<OpenUsers> {
  const { db, close } = await open(config);
  const users = createUsers({ db, passwords: createPasswords() });
  return {
    list: users.list,
    find: users.find,
    add: users.add,
    async setRole(userId, role) {
      await users.setRole(userId, role, COMMAND_LINE);
    },
    setPassword: (userId, password) => users.setPassword(userId, password, COMMAND_LINE),
    async remove(userId) {
      const store = createFolderStore(config.dataDir);
      // Where the files are on another machine, the sweep of the server there finds that nobody owns them.
      for (const id of await users.remove(userId, COMMAND_LINE)) await store.remove(id);
    },
    close,
  };
}

async function open(config: Place): Promise<OpenDatabase> {
  const log = createLog('warn');
  if (config.databaseUrl !== null) return openDatabase(config, log);
  const folder = await openDataFolder(config.dataDir);
  try {
    await folder.lock();
  } catch (error) {
    // A server has it: its Postgres takes more than one guest.
    const url = error instanceof StartError ? await findRunningPostgres(config.dataDir) : null;
    if (url === null) throw error;
    return connect(url, () => {}).catch((reason: unknown) => {
      throw new StartError(
        `The data folder ${config.dataDir} is in use, and its database does not answer (${reason instanceof Error ? reason.message : reason}). Try again in a moment.`,
      );
    });
  }
  try {
    const database = await openDatabase(config, log);
    return {
      ...database,
      async close() {
        await database.close();
        await folder.unlock();
      },
    };
  } catch (error) {
    await folder.unlock();
    throw error;
  }
}
